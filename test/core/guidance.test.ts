import { describe, expect, test } from "vitest";
import { BadInput } from "../../core/bad-input.ts";
import { denoiseBatch } from "../../core/denoise-batch.ts";
import type { Denoiser } from "../../core/denoiser.ts";
import { guided } from "../../core/guidance.ts";
import { completeOptions } from "../../core/options.ts";
import { sample } from "../../core/sample.ts";
import { findSolver } from "../../core/solvers/registry.ts";
import { parseToy } from "../../core/toys/parse-toy.ts";
import type { Vector } from "../../core/vector.ts";
import { difference, guidanceReference as reference } from "./reference.ts";

const kind = "gaussian-mixture";
const { denoiser } = parseToy({
  format: "stepwright-toy",
  kind: "conditional",
  classes: [{ kind, ...reference.classMixture }],
  unconditional: { kind, ...reference.unconditionalMixture },
});

const x = Float64Array.of(0.4, -1.2, 2.5, 0.3, -3, 1);
const sigma = Float64Array.of(0.3, 1, 4);
const first = new Int32Array(3);
const none = new Int32Array(3).fill(-1);

/** Keeps the classes of each call. */
function counted(): Denoiser & { readonly calls: number[][] } {
  const calls: number[][] = [];
  return {
    ...denoiser,
    calls,
    denoise(state, level, labels) {
      calls.push([...(labels ?? [])]);
      return denoiser.denoise(state, level, labels);
    },
  };
}

describe("classifier-free guidance", () => {
  test.each(reference.runs)(
    "$solver at scale $cfg_scale on $sigma_set gives ComfyUI's states and NFE",
    async (run) => {
      const { solver } = findSolver(run.solver);
      const sigmas = reference.sigmaSets[run.sigma_set] ?? [];
      const count = reference.zT.length;
      const states: Vector[] = [];
      const done = await sample({
        solver,
        options: completeOptions(solver.parameters, {}, solver.title),
        sigmas,
        x: Float64Array.from(reference.zT.flat(), (z) => z * (sigmas[0] ?? 0)),
        denoise: denoiseBatch(
          guided(denoiser, { scale: run.cfg_scale, rescale: 0 }),
          count,
          new Int32Array(count),
        ),
        noise: () => new Float64Array(0),
        onStep: (step) => void states.push(step.x),
      });
      const wanted = [...run.x_steps.slice(1), run.final];
      wanted.slice(0, states.length).forEach((points, i) => {
        expect(difference(states[i] ?? [], points.flat())).toBeLessThan(1e-12);
      });
      expect(difference(done.x, run.final.flat())).toBeLessThan(1e-12);
      expect(done.nfe).toBe(run.nfe);
    },
  );

  test("is u + scale (c − u), with u beside it", async () => {
    const c = await denoiser.denoise(x, sigma, first);
    const u = await denoiser.denoise(x, sigma, none);
    const parts = await guided(denoiser, {
      scale: 3,
      rescale: 0,
    }).denoiseParts(x, sigma, first);
    expect(parts.unconditional).toEqual(u);
    const wanted = [...u].map((value, i) => value + 3 * ((c[i] ?? 0) - value));
    expect(difference(parts.denoised, wanted)).toBeLessThan(1e-14);
  });

  test("costs one call of twice the batch, and at scale 1 the class's alone", async () => {
    const strong = counted();
    await guided(strong, { scale: 2, rescale: 0 }).denoise(x, sigma, first);
    expect(strong.calls).toEqual([[0, 0, 0, -1, -1, -1]]);
    const plain = counted();
    const one = guided(plain, { scale: 1, rescale: 0.7 });
    await one.denoise(x, sigma, first);
    expect(plain.calls).toEqual([[0, 0, 0]]);
    await one.denoiseParts(x, sigma, first);
    expect(plain.calls[1]).toEqual([0, 0, 0, -1, -1, -1]);
  });

  test("without classes asks once, and both parts are the same", async () => {
    const model = counted();
    const strong = guided(model, { scale: 5, rescale: 0 });
    const parts = await strong.denoiseParts(x, sigma);
    expect(parts.denoised).toBe(parts.unconditional);
    expect(await strong.denoise(x, sigma, none)).toEqual(parts.unconditional);
    expect(model.calls).toEqual([[], [-1, -1, -1]]);
  });

  test("keeps single precision, and does not change what it is given", async () => {
    const strong = guided(denoiser, { scale: 4, rescale: 0.5 });
    const single = Float32Array.from(x);
    const got = await strong.denoise(single, sigma, first);
    expect(got).toBeInstanceOf(Float32Array);
    expect(single).toEqual(Float32Array.from(x));
    const double = await strong.denoise(x, sigma, first);
    expect(difference(got, [...double])).toBeLessThan(1e-5);
  });
});

describe("guidance rescale", () => {
  // The formula of ComfyUI's RescaleCFG, one sample after the other.
  function comfyui(
    state: readonly number[],
    level: number,
    c: readonly number[],
    u: readonly number[],
    scale: number,
    multiplier: number,
  ): number[] {
    const root = Math.sqrt(level ** 2 + 1);
    const scaled = state.map((value) => value / (level ** 2 + 1));
    const velocity = (d: readonly number[]) =>
      d.map((value, i) => (((scaled[i] ?? NaN) - value) * root) / level);
    const std = (values: readonly number[]) => {
      const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
      const squares = values.reduce((sum, v) => sum + (v - mean) ** 2, 0);
      return Math.sqrt(squares / (values.length - 1));
    };
    const vc = velocity(c);
    const vu = velocity(u);
    const cfg = vu.map((value, i) => value + scale * ((vc[i] ?? NaN) - value));
    const ratio = std(vc) / std(cfg);
    return cfg.map((value, i) => {
      const final = multiplier * value * ratio + (1 - multiplier) * value;
      return (scaled[i] ?? NaN) - (final * level) / root;
    });
  }

  test.each([0.3, 0.7, 1])("%d is ComfyUI's RescaleCFG", async (rescale) => {
    const c = await denoiser.denoise(x, sigma, first);
    const u = await denoiser.denoise(x, sigma, none);
    const got = await guided(denoiser, { scale: 7, rescale }).denoise(
      x,
      sigma,
      first,
    );
    const wanted = [0, 1, 2].flatMap((sample) => {
      const of = (values: Vector) =>
        Array.from(values.slice(2 * sample, 2 * sample + 2));
      return comfyui(of(x), sigma[sample] ?? 0, of(c), of(u), 7, rescale);
    });
    expect(difference(got, wanted)).toBeLessThan(1e-12);
  });

  test("1 gives v the deviation that the class's own has", async () => {
    const c = await denoiser.denoise(x, sigma, first);
    const got = await guided(denoiser, { scale: 7, rescale: 1 }).denoise(
      x,
      sigma,
      first,
    );
    // of two numbers the deviation is half their distance
    const contrast = (d: Vector, sample: number): number => {
      const v = [0, 1].map(
        (i) =>
          (x[2 * sample + i] ?? NaN) / ((sigma[sample] ?? NaN) ** 2 + 1) -
          (d[2 * sample + i] ?? NaN),
      );
      return Math.abs((v[0] ?? NaN) - (v[1] ?? NaN));
    };
    for (const sample of [0, 1, 2])
      expect(contrast(got, sample)).toBeCloseTo(contrast(c, sample), 12);
  });

  test("of one sample does not depend on the others", async () => {
    const strong = guided(denoiser, { scale: 7, rescale: 0.7 });
    const all = await strong.denoise(x, sigma, first);
    const last = await strong.denoise(
      x.slice(4),
      sigma.slice(2),
      first.slice(2),
    );
    expect(all.slice(4)).toEqual(last);
  });

  test("of a sample of one number, which has no contrast, changes nothing", async () => {
    const point = (at: number) => ({ kind: "points", points: [[at]] });
    const { denoiser: line } = parseToy({
      format: "stepwright-toy",
      kind: "conditional",
      classes: [point(2)],
      unconditional: point(1),
    });
    const at = (rescale: number) =>
      guided(line, { scale: 3, rescale }).denoise(
        Float64Array.of(0.5),
        Float64Array.of(1),
        Int32Array.of(0),
      );
    expect(await at(0)).toEqual(Float64Array.of(4));
    expect(await at(1)).toEqual(Float64Array.of(4));
  });
});

test.each([
  [
    { scale: -1, rescale: 0 },
    "The guidance's scale must be a number from 0 to 100, got -1",
  ],
  [
    { scale: NaN, rescale: 0 },
    "The guidance's scale must be a number from 0 to 100, got NaN",
  ],
  [
    { scale: 2, rescale: 1.5 },
    "The guidance's rescale must be a number from 0 to 1, got 1.5",
  ],
])("%j is refused", (guidance, sentence) => {
  expect(() => guided(denoiser, guidance)).toThrow(new BadInput(sentence));
});

test("a model without classes is refused", () => {
  expect(() =>
    guided({ ...denoiser, classCount: 0 }, { scale: 2, rescale: 0 }),
  ).toThrow(
    new BadInput(
      "The model has no classes: guidance needs a model with classes to push towards",
    ),
  );
});
