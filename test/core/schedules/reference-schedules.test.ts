import { describe, expect, test } from "vitest";
import {
  buildSchedule,
  type BuildRequest,
} from "../../../core/schedules/build.ts";
import { findModelSampling } from "../../../core/model-sampling/models.ts";
import { schedules } from "../../../core/schedules/registry.ts";
import type { Ending } from "../../../core/schedules/schedule.ts";
import { relativeDifference, scheduleReference } from "../reference.ts";

const range = { sigmaMin: 0.002, sigmaMax: 80 };

/** Largest difference of one schedule from what it must be, relative to each level. */
function away(name: string, request: BuildRequest, wanted: readonly number[]) {
  return relativeDifference(buildSchedule(name, request).sigmas, wanted);
}

describe("agreement with the reference to 1e-10 at every level", () => {
  const names: Readonly<
    Record<string, { name: string; ending: Ending; options?: object }>
  > = {
    karras: { name: "karras", ending: "zero" },
    exponential: { name: "exponential", ending: "zero" },
    polyexponential: { name: "polyexponential", ending: "zero" },
    kl_optimal: { name: "kl_optimal", ending: "zero" },
    vp: { name: "vp", ending: "zero" },
    laplace: { name: "laplace", ending: "zero" },
    diffsampler_polynomial: { name: "edm", ending: "sigma-min" },
    diffsampler_logsnr: { name: "logsnr", ending: "sigma-min" },
  };

  test.each(
    scheduleReference.range.map((s) => ({
      ...s,
      given: JSON.stringify(s.options),
    })),
  )("$schedule $given, n = $n, from $sigma_max", (item) => {
    const quadratic = item.options["rho"] === 2;
    const found =
      item.schedule === "diffsampler_time_uniform"
        ? ({
            name: quadratic ? "time-quadratic" : "time-uniform",
            ending: "sigma-min",
          } as const)
        : names[item.schedule];
    if (!found) throw new Error(`no schedule for ${item.schedule}`);
    const taken = schedules.get(buildId(found.name))?.parameters ?? {};
    const options = Object.fromEntries(
      Object.entries(item.options).filter(([name]) => name in taken),
    );
    // ComfyUI's Laplace alone has no 0 at its end
    const wanted = item.schedule === "laplace" ? [...item.f64, 0] : item.f64;
    const request = {
      steps: item.n,
      sigmaMin: item.sigma_min,
      sigmaMax: item.sigma_max,
      ending: found.ending,
      options,
    };
    expect(away(found.name, request, wanted)).toBeLessThan(1e-10);
  });

  test.each(scheduleReference.edm)(
    "NVIDIA's $discretization discretization, n = $num_steps",
    (item) => {
      // that of variance-exploding models is even in ln sigma, and has limits of its own
      const [name, limits] =
        item.discretization === "ve"
          ? ["exponential", { sigmaMin: 0.02, sigmaMax: 100 }]
          : [item.discretization, range];
      const request = {
        steps: item.num_steps,
        ...limits,
        ending: "zero" as const,
      };
      // NVIDIA's code takes the cosine of iDDPM in 32-bit floats, though all else is in double precision
      expect(away(name, request, [...item.denoiser_sigmas, 0])).toBeLessThan(
        item.discretization === "iddpm" ? 1e-3 : 1e-10,
      );
    },
  );

  const { sigmas: trained } = findModelSampling("sd15");
  test.each(scheduleReference.ddim)(
    "latent diffusion's DDIM timesteps, $method, n = $n",
    (item) => {
      const levels = item.timesteps_plus_one.map(
        (time) => trained[time] ?? NaN,
      );
      const name = item.method === "quad" ? "ddim-quad" : "ddim-uniform";
      const request = { steps: item.n, ending: "zero" as const };
      expect(away(name, request, [...levels.toReversed(), 0])).toBe(0);
    },
  );

  test.each(scheduleReference.units)(
    "the paper's schedules, n = $n, c = $c",
    (unit) => {
      const request = {
        steps: unit.n,
        sigmaMin: unit.a,
        sigmaMax: unit.b,
        ending: "sigma-min" as const,
      };
      const ascending = {
        edm: {},
        logsnr: {},
        exponential: {},
        "time-uniform": { time: "sigma" },
        "gaussian-optimal": { c: unit.c },
      };
      const wanted = {
        edm: unit.edm,
        logsnr: unit.logsnr,
        exponential: unit.logsnr,
        "time-uniform": unit.uniform,
        "gaussian-optimal": unit.arctan,
      };
      for (const [name, options] of Object.entries(ascending))
        expect(
          away(
            name,
            { ...request, options },
            wanted[name as keyof typeof wanted].toReversed(),
          ),
          name,
        ).toBeLessThan(1e-10);
    },
  );
});

function buildId(name: string): string {
  return buildSchedule(name, { steps: 3, ...range, ending: "zero" }).id;
}
