import { expect, test } from "vitest";
import { findModelSampling } from "../../../core/model-sampling/models.ts";
import { readTrainingNoise } from "../../../models/pipeline/training-noise.ts";

const read = (values: Readonly<Record<string, unknown>>) =>
  readTrainingNoise({ path: "scheduler_config.json", values });

const stable = {
  beta_start: 0.000_85,
  beta_end: 0.012,
  beta_schedule: "scaled_linear",
};

test.each([
  ["sd15", stable],
  ["sd15-zsnr", { ...stable, rescale_betas_zero_snr: true }],
  ["pixart", { beta_schedule: "linear" }],
  ["pixart", {}],
  ["if1", { beta_schedule: "squaredcos_cap_v2" }],
])("the levels of %s by %j", (name, values) => {
  const { sigmas } = read(values).sampling;
  expect(sigmas).toEqual(findModelSampling(name).sigmas);
});

test("betas of its own make the levels", () => {
  const { sigmas } = read({ trained_betas: [0.5, 0.5, 0.5] }).sampling;
  // √((1 − ᾱ) / ᾱ) with ᾱ = 1/2, 1/4, 1/8
  expect(sigmas).toEqual([1, Math.sqrt(3), Math.sqrt(7)]);
});

test("what the network predicts, noise where it is not said", () => {
  expect(read({}).prediction).toBe("epsilon");
  expect(read({ prediction_type: "v_prediction" }).prediction).toBe("v");
  expect(read({ prediction_type: "sample" }).prediction).toBe("sample");
});

test("what is left out is said with what is assumed, but for what SD 1's own files leave out", () => {
  expect(read({}).notice).toBe(
    "scheduler_config.json does not say prediction_type, beta_schedule, beta_start, beta_end, num_train_timesteps: assumed are diffusers' defaults, a network that predicts the noise n, trained at 1000 timesteps, betas linear 0.0001 to 0.02; where that is wrong, so are the pictures: copy the file from the model's original.",
  );
  expect(read(stable).notice).toMatch(
    /^scheduler_config.json does not say prediction_type, num_train_timesteps: .* 1000 timesteps, betas scaled_linear/,
  );
  const whole = { ...stable, num_train_timesteps: 1000 };
  expect(read(whole).notice).toBeUndefined();
  expect(
    read({ beta_schedule: "squaredcos_cap_v2", num_train_timesteps: 1000 })
      .notice,
  ).toBeUndefined();
  expect(read({ trained_betas: [0.5, 0.5] }).notice).toBeUndefined();
});

test.each([
  [
    { prediction_type: "flow" },
    'prediction_type in scheduler_config.json must be one of epsilon, v_prediction, sample, got "flow"',
  ],
  [
    { beta_schedule: "sigmoid" },
    'beta_schedule in scheduler_config.json must be one of scaled_linear, linear, squaredcos_cap_v2, got "sigmoid"',
  ],
  [
    { beta_end: 2 },
    "beta_start and beta_end in scheduler_config.json must lie between 0 and 1, got 0.0001 and 2",
  ],
  [
    { num_train_timesteps: 1 },
    "num_train_timesteps in scheduler_config.json must be a whole number from 2 to 100000, got 1",
  ],
  [
    { trained_betas: [0.1, 1] },
    "trained_betas in scheduler_config.json must lie between 0 and 1",
  ],
  [
    { beta_start: "small" },
    'beta_start in scheduler_config.json must be a number, got "small"',
  ],
])("%j is refused", (values, sentence) => {
  expect(() => read(values)).toThrow(sentence);
});
