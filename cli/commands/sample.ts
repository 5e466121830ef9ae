import { BadInput } from "../../core/bad-input.ts";
import { splitOption } from "../../core/options.ts";
import { findSchedule } from "../../core/schedules/registry.ts";
import { isOfTraining } from "../../core/schedules/trained-levels.ts";
import { parseSolverOptions } from "../../core/solvers/peer-options.ts";
import { findSolver } from "../../core/solvers/registry.ts";
import { writeFileAtomic } from "../../engine/host/atomic-write.ts";
import { loadDenoiser, type LoadedModel } from "../../models/load.ts";
import { resolveModel } from "../../models/resolve-model.ts";
import { chosenClass } from "../../nodes/parts/chosen-class.ts";
import { classLabels } from "../../nodes/parts/opened-model.ts";
import { otherTable } from "../../nodes/parts/other-table.ts";
import { runSampling } from "../../nodes/parts/run-sampling.ts";
import { checkOutput } from "../check-output.ts";
import { readSigmas, sigmasWords, type GivenSigmas } from "../read-sigmas.ts";
import type { Command, Terminal } from "../command.ts";
import {
  declareDeviceOption,
  placedModel,
  sayNotice,
  type DeviceOptions,
} from "../device-option.ts";
import {
  choiceOption,
  namedOption,
  repeatedOption,
  wholeOption,
} from "../option.ts";
import { seedOption } from "../seed-option.ts";
import {
  declareGuidanceOptions,
  type GuidanceOptions,
} from "../guidance-option.ts";
import {
  declareFromOptions,
  encodedPicture,
  picturesOf,
  type FromOptions,
} from "../pipeline-pictures.ts";
import {
  conditionedModel,
  declarePromptOptions,
  type PromptOptions,
} from "../prompt-option.ts";
import {
  declareFlowOptions,
  flowOf,
  type FlowOptions,
} from "../flow-option.ts";
import { noiseSourceOption } from "../noise-option.ts";
import { sampleEncoder } from "../sample-output.ts";
import { sampleStart } from "../sample-start.ts";
import { trainedAs } from "../trained-as.ts";
import { firstNoise } from "../../nodes/parts/sampling-start.ts";
import { modelWords } from "../klub-options.ts";
import {
  declareScheduleOptions,
  familyParameters,
  refuseScheduleOptions,
  scheduleOf,
  type ScheduleOptions,
} from "../schedule-options.ts";

/** Sampling evaluates about as many pictures at a time. */
const mostInTrial = 32;

interface Options
  extends
    ScheduleOptions,
    GuidanceOptions,
    PromptOptions,
    FlowOptions,
    DeviceOptions,
    FromOptions {
  readonly model: string;
  readonly solver: string;
  readonly option?: readonly string[];
  readonly schedule?: string;
  readonly sigmas?: string;
  readonly seed: string;
  readonly noiseSource: string;
  readonly count?: number;
  readonly init?: string;
  readonly firstNoise: string;
  readonly noise?: string;
  readonly precision?: "f32" | "f64";
  readonly class?: string;
  readonly out: string;
}

export const command: Command = {
  description: "Sample a model with a solver along a schedule into a file",
  declare(program, terminal) {
    [
      declareScheduleOptions,
      declarePromptOptions,
      declareGuidanceOptions,
      declareFlowOptions,
      declareDeviceOption,
      declareFromOptions,
    ]
      .reduce((declared, declare) => declare(declared), program)
      .requiredOption("--model <model>", modelWords)
      .requiredOption("--solver <solver>", "our id, or ComfyUI's name")
      .option(
        "--option <name=value>",
        "an option of the solver, by our name or a peer's; may be given several times",
        repeatedOption,
      )
      .option("--schedule <schedule>", "our id, or ComfyUI's name")
      .option("--sigmas <file or text>", sigmasWords)
      .option(...seedOption("decides all noise"))
      .option(...noiseSourceOption("--noise-source"))
      .option(
        "--count <count>",
        "how many samples; with the default noise, sample k is the same whatever the count, from an ONNX file to rounding",
        wholeOption("--count", { min: 1 }),
      )
      .option(
        "--init <file>",
        "states at the first sigma, [count, …], JSON or NPY",
      )
      .option(
        "--first-noise <deviation>",
        `model, sigma or root. ${firstNoise.words}`,
        choiceOption(
          "--first-noise",
          firstNoise.choices.map(({ value }) => value),
        ),
        firstNoise.default,
      )
      .option(
        "--noise <file>",
        "noise in the order in which it is drawn, [draws, count, …], JSON or NPY",
      )
      .option(
        "--precision <precision>",
        "f32 or f64; f64 for toys and f32 for ONNX files where absent",
        choiceOption("--precision", ["f32", "f64"]),
      )
      .option(
        "--class <class>",
        "name or number of a class; each in turn where absent",
        namedOption("--class", "a class's name or number"),
      )
      .requiredOption(
        "--out <file>",
        "ends in .npy, .npz, .json or .png; a pipeline's latents become a picture only in a .png",
      )
      .action((options: Options) => run(options, terminal));
  },
};

async function run(options: Options, terminal: Terminal): Promise<void> {
  const encode = sampleEncoder(options.out);
  await checkOutput("--out", options.out);
  const named = await resolveModel(options.model);
  const solver = findSolver(options.solver);
  const solverOptions = parseSolverOptions(solver.solver, options.option ?? []);
  const trialBatch = Math.min(options.count ?? 1, mostInTrial);
  const reference = await placedModel(named, options, trialBatch, terminal);
  const loaded = await loadDenoiser(reference);
  try {
    const begun = await encodedPicture(reference, options, terminal);
    const model = await conditionedModel(
      reference,
      loaded,
      options,
      terminal,
      begun?.shape,
    );
    const levels = await levelsOf(options, model, terminal);
    const flow = flowOf(options, levels, model);
    const { sigmas } = levels;
    const { x, count, noise } = await sampleStart({
      shape: model.shape,
      precision:
        options.precision ?? (reference.kind === "toy" ? "f64" : "f32"),
      sigmaMax: sigmas[0] ?? 0,
      ...(reference.kind === "pipeline" && !options.init && { count: 1 }),
      ...options,
      process: flow ? "flow" : "variance-exploding",
      model: model.description,
      ...(begun && { begun }),
    });
    const labels = classLabels(
      {
        classCount: model.classCount,
        classLabel: chosenClass(options.class ?? "", loaded.description),
      },
      count,
    );
    const keepsStates = options.out.endsWith(".json");
    const states = [x];
    const started = performance.now();
    const { x: data, nfe } = await runSampling({
      solver,
      options: solverOptions,
      sigmas,
      flow,
      denoiser: model,
      x,
      count,
      labels,
      noise,
      signal: terminal.signal,
      async onStep(step) {
        if (keepsStates) states.push(step.x);
        await turn();
      },
      onPortion: turn,
    });
    const seconds = (performance.now() - started) / 1000;
    sayNotice(model, terminal);
    const { valueRange } = model.description;
    const made = {
      data,
      count,
      shape: model.shape,
      ...(valueRange ? { valueRange } : {}),
      labels,
      sigmas,
      states,
      nfe,
      seconds,
    };
    const pictures =
      reference.kind === "pipeline" && options.out.endsWith(".png");
    await writeFileAtomic(
      options.out,
      encode(
        pictures ? await picturesOf(reference, made, options, terminal) : made,
      ),
    );
    if (options.from && options.schedule && (options.denoise ?? 1) === 1)
      terminal.say(
        "Little of the picture of --from can remain, since the schedule begins with nothing but noise: --denoise 0.5 keeps more of it.",
      );
    if (solver.solver.guided === true && !model.denoiseParts)
      terminal.say(
        `${solver.solver.title} works on what guidance adds, and there is none here: --guidance gives it to a model with classes.`,
      );
    terminal.print(
      { nfe, seconds, out: options.out },
      `Wrote ${count} ${count === 1 ? "sample" : "samples"} to ${options.out}: ${nfe} NFE in ${seconds.toFixed(3)} s`,
    );
  } finally {
    await loaded.dispose();
  }
}

async function levelsOf(
  options: Options,
  model: LoadedModel,
  terminal: Terminal,
): Promise<Pick<GivenSigmas, "sigmas" | "source" | "process">> {
  const { schedule, sigmas } = options;
  if ((schedule === undefined) === (sigmas === undefined))
    throw new BadInput(
      `sample takes either --schedule or --sigmas, got ${schedule === undefined ? "neither" : "both"}`,
    );
  if (sigmas !== undefined) {
    refuseScheduleOptions(options, "--sigmas");
    return readSigmas(sigmas, (notice) => terminal.say(notice));
  }
  const name = schedule ?? "";
  const family = findSchedule(name).schedule;
  const given = Object.fromEntries(
    familyParameters(options).map((text) => splitOption(text)),
  );
  const built = scheduleOf(name, options, {
    limits: model,
    ...(isOfTraining(family) &&
      given["model-sampling"] === undefined && {
        trained: trainedAs(model, options.model, family.title),
      }),
  });
  const notices = [built.notice, otherTable(family, given, model.description)];
  for (const notice of notices) if (notice !== undefined) terminal.say(notice);
  return built;
}

/** Lets a signal of the terminal come in. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
