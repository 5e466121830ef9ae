import { expect, test } from "vitest";
import { guided } from "../../../../core/guidance.ts";
import { fineSolution } from "../../../../core/klub/tuned/fine-solution.ts";
import { solve } from "../../../../core/klub/tuned/problem.ts";
import type { Problem } from "../../../../core/klub/tuned/problem.ts";
import { buildSchedule } from "../../../../core/schedules/build.ts";
import { gaussianToy, namedToy, range, solverWith } from "./toys.ts";

const edm = (steps: number) => buildSchedule("edm", { ...range, steps }).sigmas;
const batch = { set: "training", index: 0 } as const;

function problem(
  toy: { denoiser: Problem["denoiser"] },
  solver: string,
  given: Readonly<Record<string, unknown>> = {},
): Problem {
  return {
    ...range,
    ...solverWith(solver, given),
    denoiser: toy.denoiser,
    batch: 64,
    seed: 5,
  };
}

function rootMeanSquare(a: Float64Array, b: Float64Array): number {
  const sum = a.reduce((s, value, i) => s + (value - (b[i] ?? NaN)) ** 2, 0);
  return Math.sqrt(sum / a.length);
}

// for a point D is constant, and the reverse equation's noise is what the path over 1/sigma² gives
test.each(["stochastic-ddim", "dpmpp-2m-sde"])(
  "%s: where D is constant any schedule comes to the fine solution along the same path",
  async (solver) => {
    const point = problem(gaussianToy([0.3, -1], 0), solver);
    const fine = await fineSolution(point, 50, batch);
    for (const steps of [2, 7]) {
      const { x } = await solve(point, point, edm(steps), batch);
      expect(rootMeanSquare(x, fine.x)).toBeLessThan(1e-12);
    }
    // what is left is noise of deviation sigma min, not nothing
    const spread = rootMeanSquare(
      fine.x,
      fine.x.map((_, i) => (i % 2 === 0 ? 0.3 : -1)),
    );
    expect(spread / 0.002).toBeGreaterThan(0.8);
    expect(spread / 0.002).toBeLessThan(1.2);
  },
);

test.each(["stochastic-ddim", "dpmpp-2m-sde"])(
  "%s: on a ring more steps come closer to the same samples",
  async (solver) => {
    const ring = problem(namedToy("ring-of-8"), solver);
    const fine = await fineSolution(ring, 200, batch);
    const errors: number[] = [];
    for (const steps of [10, 40, 160]) {
      const { x } = await solve(ring, ring, edm(steps), batch);
      errors.push(rootMeanSquare(x, fine.x));
    }
    expect(errors[1]).toBeLessThan(0.8 * (errors[0] ?? NaN));
    expect(errors[2]).toBeLessThan(0.6 * (errors[1] ?? NaN));
  },
);

test("a Gaussian's fine solution is the exact one, x √((c² + a²) / (c² + b²))", async () => {
  const gaussian = problem(gaussianToy([0, 0], 0.5), "euler");
  const fine = await fineSolution(gaussian, 200, batch);
  // one step to nearly the same level gives the start back
  const start = await solve(gaussian, gaussian, [80, 79.999_999], batch);
  const factor = Math.hypot(0.5, 0.002) / Math.hypot(0.5, 80);
  const exact = start.x.map((x) => factor * x);
  expect(rootMeanSquare(fine.x, exact)).toBeLessThan(2e-4);
  expect(fine.nfe).toBe(64 * 2 * 200);
});

test("batches, sets and seeds have noises of their own; the same batch the same ones", async () => {
  const ring = problem(namedToy("ring-of-8"), "euler");
  const at = async (one: Problem, set: "training" | "fresh", index: number) =>
    (await solve(one, one, edm(3), { set, index })).x;
  const first = await at(ring, "training", 0);
  expect(await at(ring, "training", 0)).toEqual(first);
  const others = [
    await at(ring, "training", 1),
    await at(ring, "fresh", 0),
    await at({ ...ring, seed: 6 }, "training", 0),
  ];
  for (const other of others)
    expect(rootMeanSquare(first, other)).toBeGreaterThan(0.3);
});

test("each sample has the class of its index over all batches", async () => {
  const seen: number[][] = [];
  const { denoiser } = namedToy("ring-of-8");
  const conditional = {
    ...problem({ denoiser }, "euler"),
    batch: 3,
    classOf: (index: number) => index,
    denoiser: {
      ...denoiser,
      denoise: async (
        ...[x, sigma, labels]: Parameters<typeof denoiser.denoise>
      ) => {
        seen.push([...(labels ?? [])]);
        return denoiser.denoise(x, sigma);
      },
    },
  };
  await solve(conditional, conditional, [80, 1], { set: "training", index: 2 });
  expect(seen).toEqual([[6, 7, 8]]);
});

/** A point for the class and another without one. */
function twoPoints(conditional: number, unconditional: number) {
  return {
    ...gaussianToy([0], 0).denoiser,
    classCount: 1,
    denoise: async (
      ...[x, , labels]: Parameters<Problem["denoiser"]["denoise"]>
    ) => x.map((_, k) => (labels?.[k] === 0 ? conditional : unconditional)),
  };
}

test("a CFG++ solver takes its noise from the unconditional part: x ← r x + D − r u", async () => {
  const denoiser = guided(twoPoints(0.5, -1), { scale: 2, rescale: 0 });
  const one: Problem = {
    ...problem({ denoiser }, "dpmpp_2m_cfg_pp"),
    classOf: () => 0,
  };
  const start = (await solve(one, one, [80, 79.999_999_999_9], batch)).x;
  const { x, nfe } = await solve(one, one, [80, 20], batch);
  const [d, u] = [2 * 0.5 - -1, -1];
  // the start has what one step to nearly the same level adds
  const wanted = start.map((value) => (value - (d - u)) / 4 + d - u / 4);
  expect(rootMeanSquare(x, wanted)).toBeLessThan(1e-9);
  expect(nfe).toBe(64);
});

test.each([0, 1])(
  "a CFG++ solver of eta %d is held against the guided model's own equation, not against many of its steps",
  async (eta) => {
    const denoiser = guided(twoPoints(0.5, -1), { scale: 2, rescale: 0 });
    const one: Problem = {
      ...problem({ denoiser }, "euler_cfg_pp", { eta }),
      classOf: () => 0,
    };
    const { x } = await fineSolution(one, 50, batch);
    for (const value of x) expect(Math.abs(value - 2)).toBeLessThan(0.01);
  },
);

const along = (solver: string): readonly [Problem, Problem] => {
  const exploding = problem(namedToy("ring-of-8"), solver);
  return [exploding, { ...exploding, process: "flow" }];
};

test.each(["euler", "dpm-solver-multistep", "dpmpp-2m-sde"])(
  "%s comes to the same samples along a flow, in the data's scale",
  async (solver) => {
    const [exploding, flow] = along(solver);
    for (const ending of [0.002, 0]) {
      const sigmas = [...edm(8).slice(0, -1), ending];
      const { x } = await solve(exploding, exploding, sigmas, batch);
      const flowing = await solve(flow, flow, sigmas, batch);
      expect(rootMeanSquare(flowing.x, x)).toBeLessThan(1e-9);
      expect(flowing.nfe).toBe(8 * 64);
    }
  },
);

test("stochastic DDIM draws other noise along a flow, and comes to a fine solution of its own there", async () => {
  const [exploding, flow] = along("stochastic-ddim");
  const { x } = await solve(exploding, exploding, edm(10), batch);
  const fine = await fineSolution(flow, 200, batch);
  const errors: number[] = [];
  for (const steps of [10, 40, 160]) {
    const flowing = await solve(flow, flow, edm(steps), batch);
    errors.push(rootMeanSquare(flowing.x, fine.x));
    if (steps === 10)
      expect(rootMeanSquare(flowing.x, x)).toBeGreaterThan(0.05);
  }
  expect(errors[1]).toBeLessThan(0.8 * (errors[0] ?? NaN));
  expect(errors[2]).toBeLessThan(0.8 * (errors[1] ?? NaN));
});

test("a solver without a formula for a flow is refused", async () => {
  const [, flow] = along("dpmpp_2m_cfg_pp");
  await expect(solve(flow, flow, edm(3), batch)).rejects.toThrow(
    "DPM++ 2M CFG++ has no formula for a flow",
  );
});
