import { describe, expect, test } from "vitest";
import { findModelSampling } from "../../../core/model-sampling/models.ts";
import { roundHalfEven } from "../../../core/round-half-even.ts";
import {
  buildSchedule,
  type BuildRequest,
} from "../../../core/schedules/build.ts";
import { diffusersReference, relativeDifference } from "../reference.ts";

type Item = (typeof diffusersReference)[number];

const trained = findModelSampling("sd15");
const [lowest = NaN, highest = NaN] = [
  trained.sigmas[0],
  trained.sigmas.at(-1),
];

/** Those that leave the lowest time out and take their sigma options over the whole table. */
const ofDpmKind = [
  "DPMSolverMultistepScheduler",
  "DPMSolverSinglestepScheduler",
  "UniPCMultistepScheduler",
  "DEISMultistepScheduler",
  "SASolverScheduler",
];

const sigmaOptions = [
  "use_karras_sigmas",
  "use_exponential_sigmas",
  "use_beta_sigmas",
  "use_lu_lambdas",
];

function sigmaOptionOf({ config }: Item): string | undefined {
  return sigmaOptions.find((name) => config[name] === true);
}

/** The levels in order, each once: Heun and KDPM2 have each level for both of its evaluations. */
function distinct(levels: readonly number[]): number[] {
  return [...new Set(levels)];
}

/** Two end at the table's lowest level without being told. */
function endingOf({ scheduler, config }: Item): BuildRequest["ending"] {
  return config["final_sigmas_type"] === "sigma_min" ||
    ["DEISMultistepScheduler", "SASolverScheduler"].includes(scheduler)
    ? "sigma-min"
    : "zero";
}

function spacing(item: Item, ending: BuildRequest["ending"]) {
  const { scheduler, config, n } = item;
  const name = String(config["timestep_spacing"] ?? "linspace");
  const kind = ofDpmKind.includes(scheduler) ? "dpm" : "euler";
  const convention =
    scheduler === "DDIMScheduler" && name === "linspace" ? "ddim" : kind;
  return buildSchedule(`timestep_spacing=${name}`, {
    steps: n,
    ending,
    options: {
      ...(name === "trailing" ? {} : { convention }),
      ...(name === "leading" ? { steps_offset: config["steps_offset"] } : {}),
    },
  });
}

/** Our schedule for what diffusers was asked for. */
function ours(item: Item): readonly number[] {
  const { scheduler, config, n } = item;
  const option = sigmaOptionOf(item);
  const ending = endingOf(item);
  // n + 1 levels down to the lowest, and 0 after them: a step more than was asked for
  if (config["interpolation_type"] === "log_linear")
    return buildSchedule("exponential", {
      steps: n + 1,
      ending,
      sigmaMin: lowest,
      sigmaMax: highest,
    }).sigmas;
  if (option === undefined) return spacing(item, ending).sigmas;
  const spaced = spacing(item, "zero").sigmas;
  const limits = ofDpmKind.includes(scheduler)
    ? { sigmaMin: lowest, sigmaMax: highest }
    : { sigmaMin: spaced.at(-2) ?? NaN, sigmaMax: spaced[0] ?? NaN };
  return buildSchedule(option, {
    // the lowest level is the ending already: one of its steps goes nowhere
    steps: ending === "zero" ? n : n - 1,
    ending,
    ...limits,
  }).sigmas;
}

const named = diffusersReference.map((item) => ({
  ...item,
  given: JSON.stringify(item.config),
}));

describe("agreement with diffusers in double precision to 1e-10 at every level", () => {
  test.each(named)("$scheduler, n = $n, $given", (item) => {
    // DDIM has times only
    const wanted =
      item.sigmas_f64 === null
        ? [...item.timesteps_f64.map((t) => trained.sigmas[t] ?? NaN), 0]
        : distinct(item.sigmas_f64);
    expect(relativeDifference(ours(item), wanted)).toBeLessThan(1e-10);
  });
});

describe("the times of levels that a sigma option gives are diffusers'", () => {
  test.each(named.filter((item) => sigmaOptionOf(item) !== undefined))(
    "$scheduler, n = $n, $given",
    (item) => {
      const levels = distinct(item.sigmas_f64 ?? []).filter((s) => s > 0);
      const times = levels.map((sigma) =>
        item.config["timestep_type"] === "continuous"
          ? findModelSampling("svd").timeOf(sigma)
          : trained.timeBetween(sigma),
      );
      // KDPM2 has times between those of its levels, Heun each twice
      const wanted =
        item.scheduler === "KDPM2DiscreteScheduler" ||
        item.scheduler === "HeunDiscreteScheduler"
          ? item.timesteps_f64.filter((_, i) => i === 0 || i % 2 === 0)
          : item.timesteps_f64;
      const dpmKind = ofDpmKind.includes(item.scheduler);
      // rounded to a whole time: those of karras and lu; cut: the others where only whole ones are taken
      const rounds =
        item.config["use_karras_sigmas"] === true
          ? dpmKind || item.scheduler === "KDPM2DiscreteScheduler"
          : item.config["use_lu_lambdas"] === true;
      if (rounds) expect(times.map(roundHalfEven)).toEqual(wanted);
      else if (dpmKind)
        expect(times.map((time) => Math.floor(time + 1e-9))).toEqual(wanted);
      else
        for (const [i, time] of times.entries())
          expect(time).toBeCloseTo(wanted[i] ?? NaN, 8);
    },
  );
});
