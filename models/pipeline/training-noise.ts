import { BadInput } from "../../core/bad-input.ts";
import { cosineSigmas } from "../../core/model-sampling/cosine.ts";
import { discreteSampling } from "../../core/model-sampling/discrete.ts";
import { sigmasFromBetas } from "../../core/model-sampling/from-betas.ts";
import { linearSigmas } from "../../core/model-sampling/linear.ts";
import type { ModelSampling } from "../../core/model-sampling/model-sampling.ts";
import { scaledLinearSigmas } from "../../core/model-sampling/scaled-linear.ts";
import { zeroTerminalSnr } from "../../core/model-sampling/zero-terminal-snr.ts";
import { predictions, type Prediction } from "../../core/parameterisation.ts";
import {
  numberIn,
  numbersIn,
  switchIn,
  textIn,
  type Config,
} from "./config.ts";

/** What a network was trained with: its noise levels by timestep, and what it predicts. */
export interface TrainingNoise {
  readonly prediction: Prediction;
  readonly sampling: ModelSampling;
  /** The noise levels in words, for the table of facts. */
  readonly words: string;
  /** What is assumed where the file leaves out what every diffusers pipeline says, in a sentence. */
  readonly notice?: string;
}

/** diffusers' names. */
const predictionTypes: Readonly<Partial<Record<string, Prediction>>> = {
  epsilon: "epsilon",
  v_prediction: "v",
  sample: "sample",
};

/**
 * Reads a diffusers scheduler_config.json. What is left out has the defaults of diffusers' schedulers.
 * @throws BadInput where the training that it tells of is of another kind than Stable Diffusion's.
 */
export function readTrainingNoise(config: Config): TrainingNoise {
  const { path } = config;
  const scheduler = textIn(config, "_class_name") ?? "";
  if (/FlowMatch|^EDM|^VQ|^KarrasVe|^ScoreSde/.test(scheduler))
    throw new BadInput(
      `${path} is that of ${scheduler}: read are schedulers of discrete timesteps with betas, as those of SD 1.5, SD 2 and SDXL`,
    );
  const said = textIn(config, "prediction_type") ?? "epsilon";
  const prediction = predictionTypes[said];
  if (!prediction)
    throw new BadInput(
      `prediction_type in ${path} must be one of ${Object.keys(predictionTypes).join(", ")}, got "${said}"`,
    );
  const table = tableOf(config);
  const zero = switchIn(config, "rescale_betas_zero_snr") ?? false;
  const words = `${table.sigmas.length} timesteps, ${table.words}${zero ? ", zero terminal SNR" : ""}`;
  const missing = leftOut(config);
  return {
    prediction,
    sampling: discreteSampling(
      zero ? zeroTerminalSnr(table.sigmas) : table.sigmas,
    ),
    words,
    ...(missing.length > 0 && {
      notice: `${path} does not say ${missing.join(", ")}: assumed are diffusers' defaults, a network that predicts ${predictions[prediction]}, trained at ${words}; where that is wrong, so are the pictures: copy the file from the model's original.`,
    }),
  };
}

/** What is missing of the noise levels; SD 1's own files leave out what the network predicts, so that alone is no fault. */
function leftOut(config: Config): readonly string[] {
  const isMissing = (key: string): boolean =>
    (config.values[key] ?? null) === null;
  if (!isMissing("trained_betas")) return [];
  const betas =
    config.values["beta_schedule"] === "squaredcos_cap_v2"
      ? []
      : ["beta_start", "beta_end"];
  const levels = ["beta_schedule", ...betas, "num_train_timesteps"];
  const missing = levels.filter(isMissing);
  return missing.length > 0 && isMissing("prediction_type")
    ? ["prediction_type", ...missing]
    : missing;
}

interface Table {
  /** Rising, in data units. */
  readonly sigmas: readonly number[];
  readonly words: string;
}

function tableOf(config: Config): Table {
  const { path } = config;
  const trained = numbersIn(config, "trained_betas");
  const count =
    trained?.length ?? numberIn(config, "num_train_timesteps") ?? 1000;
  const from = numberIn(config, "beta_start") ?? 0.0001;
  const to = numberIn(config, "beta_end") ?? 0.02;
  const schedule = textIn(config, "beta_schedule") ?? "linear";
  if (!(Number.isSafeInteger(count) && count >= 2 && count <= 100_000))
    throw new BadInput(
      `num_train_timesteps in ${path} must be a whole number from 2 to 100000, got ${count}`,
    );
  const within = (beta: number) => beta > 0 && beta < 1;
  if (trained) {
    if (!trained.every(within))
      throw new BadInput(`trained_betas in ${path} must lie between 0 and 1`);
    const sigmas = sigmasFromBetas((step) => trained[step] ?? NaN, count);
    return { sigmas, words: "betas of its own" };
  }
  if (!within(from) || !within(to))
    throw new BadInput(
      `beta_start and beta_end in ${path} must lie between 0 and 1, got ${from} and ${to}`,
    );
  const words = `betas ${schedule} ${from} to ${to}`;
  switch (schedule) {
    case "scaled_linear":
      return { sigmas: scaledLinearSigmas(from, to, count), words };
    case "linear":
      return { sigmas: linearSigmas(from, to, count), words };
    case "squaredcos_cap_v2":
      return {
        sigmas: cosineSigmas(count),
        words: "betas of a squared cosine",
      };
    default:
      throw new BadInput(
        `beta_schedule in ${path} must be one of scaled_linear, linear, squaredcos_cap_v2, got "${schedule}"`,
      );
  }
}
