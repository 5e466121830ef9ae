import { setImmediate } from "node:timers/promises";
import type { Command as Program } from "commander";
import { ranges } from "../core/klub/check-request.ts";
import { nodeMachine } from "../engine/host/machine.ts";
import type { Progress } from "../engine/node-definition.ts";
import { progressLimiter } from "../engine/progress-limiter.ts";
import { loadDenoiser } from "../models/load.ts";
import type { LoadedModel } from "../models/load.ts";
import type { ModelReference } from "../models/model-reference.ts";
import { resolveModel } from "../models/resolve-model.ts";
import { chosenClass } from "../nodes/parts/chosen-class.ts";
import { countedModel } from "../nodes/parts/counted-model.ts";
import { klubSource, madeWords } from "../nodes/parts/klub-source.ts";
import type { KlubSource } from "../nodes/parts/klub-source.ts";
import { atBestBatch } from "../nodes/parts/opened-model.ts";
import type { Terminal } from "./command.ts";
import { progressWords } from "./run-progress.ts";
import {
  declareDeviceOption,
  placedModel,
  sayNotice,
  type DeviceOptions,
} from "./device-option.ts";
import {
  declareGuidanceOptions,
  type GuidanceOptions,
} from "./guidance-option.ts";
import {
  conditionedModel,
  declarePromptOptions,
  type PromptOptions,
} from "./prompt-option.ts";
import { namedOption, numberOption, wholeOption } from "./option.ts";

/** Samples of a call in the trial of devices; a model's levels make large batches. */
const largestBatch = 64;

export const modelWords =
  "an ONNX file, a toy's JSON file, the id of a model in the box, or the folder of a Stable Diffusion pipeline in ONNX";

export interface KlubOptions
  extends GuidanceOptions, PromptOptions, DeviceOptions {
  readonly class?: string;
  readonly samples: number;
  readonly levels: number;
  readonly seed: number;
  readonly weight: number;
}

/** The options of every command that measures the KLUB of a model. */
export function declareKlubOptions(program: Program): Program {
  return declareDeviceOption(
    declareGuidanceOptions(declarePromptOptions(program)),
  )
    .option(
      "--class <class>",
      "name or number of the class; else each in turn",
      namedOption("--class", "a class's name or number"),
    )
    .option(
      "--samples <n>",
      "data samples that the KLUB is measured with, each denoised once at each of --levels",
      wholeOption("--samples", ranges.samples),
      512,
    )
    .option(
      "--levels <k>",
      "noise levels that the KLUB is measured at, evenly spaced in ln sigma",
      wholeOption("--levels", ranges.levels),
      65,
    )
    .option(
      "--seed <s>",
      "decides data and noise",
      wholeOption("--seed", { min: 0 }),
      0,
    )
    .option(
      "--weight <p>",
      "weight sigma^-p of the bound; 3 is the KLUB",
      numberOption("--weight", ranges.weight),
      3,
    );
}

/** What a command measures with. */
export interface KlubModel {
  readonly source: KlubSource;
  readonly denoiser: LoadedModel;
  readonly reference: ModelReference;
  /** The class asked for; `null` for each in turn. */
  readonly classLabel: number | null;
  readonly signal: AbortSignal;
  /** Says how far it is and how long it takes yet, and lets Ctrl+C come in. */
  readonly progress: (progress: Progress) => Promise<void>;
}

/**
 * Opens the model, lets `measure` use it, and closes it again.
 * @throws BadInput where there is no such model or class.
 */
export async function withKlubModel<T>(
  options: Pick<
    KlubOptions,
    "class" | keyof GuidanceOptions | keyof PromptOptions | keyof DeviceOptions
  > & { readonly model: string },
  terminal: Terminal,
  measure: (model: KlubModel) => Promise<T>,
): Promise<T> {
  const reference = await placedModel(
    await resolveModel(options.model),
    options,
    largestBatch,
    terminal,
  );
  const loaded = await loadDenoiser(reference);
  const limiter = progressLimiter(nodeMachine, (now) =>
    terminal.follow(progressWords(now)),
  );
  try {
    // of the model itself: prompts are no classes that can be chosen
    const classLabel = chosenClass(options.class ?? "", loaded.description);
    const { counted: denoiser, evaluations } = countedModel(
      await atBestBatch(
        await conditionedModel(reference, loaded, options, terminal),
      ),
    );
    let so: Progress = { done: 0, total: 1 };
    const progress = async (now: Progress): Promise<void> => {
      so = now;
      limiter.report({ ...now, worked: evaluations() });
      // lets Ctrl+C come in
      await setImmediate();
    };
    const source = klubSource(reference, denoiser, {
      classLabel,
      signal: terminal.signal,
      onStep: (step) =>
        progress({
          ...so,
          message: madeWords(step),
        }),
    });
    const answer = await measure({
      source,
      denoiser,
      reference,
      classLabel,
      signal: terminal.signal,
      progress,
    });
    sayNotice(loaded, terminal);
    return answer;
  } finally {
    // else it would come after what is said next
    limiter.flush();
    await loaded.dispose();
  }
}
