import { describe, expect, test } from "vitest";
import {
  encodingNoise,
  noiseKinds,
  noiseSource,
} from "../../../core/noise/noise-kinds.ts";
import { noiseFor } from "../../../core/noise/noise-source.ts";
import { torchGenerator } from "../../../core/noise/torch-generator.ts";

const batch = { seed: 7, count: 3, length: 20, precision: "f32" } as const;
const kinds = [...noiseKinds.keys()];
const ofOneSample = kinds.filter((kind) => kind !== "torch-cpu");

/** The start and two draws of the batch's first samples. */
function firstNumbers(kind: string, count: number, numbers: number) {
  const source = noiseSource(kind, { ...batch, count });
  const all = [source.initial(), source.draw(3, 2), source.draw(2, 1)];
  return all.map((values) => values.slice(0, numbers));
}

describe.each(kinds)("the noise source %s", (kind) => {
  test("gives the same start at every call, and another draw at every interval", () => {
    const source = noiseSource(kind, batch);
    const start = source.initial();
    const first = source.draw(3, 2);
    const second = source.draw(2, 1);
    expect(source.initial()).toEqual(start);
    const seen = new Set([...start, ...first, ...second]);
    expect(seen.size).toBe(3 * 60);
  });

  test("gives double precision where that is asked for, the same to rounding", () => {
    const single = noiseSource(kind, batch);
    const double = noiseSource(kind, { ...batch, precision: "f64" });
    expect(double.initial()).toBeInstanceOf(Float64Array);
    expect(Float32Array.from(double.initial())).toEqual(single.initial());
    expect(Float32Array.from(double.draw(3, 2))).toEqual(single.draw(3, 2));
  });

  test("gives an encoder noise that none of the encoded's own is", () => {
    const encoding = encodingNoise(kind, batch);
    const after = noiseSource(kind, { ...batch, encoded: true });
    const start = after.initial();
    expect(after.initial()).toEqual(start);
    const seen = new Set([...encoding, ...start, ...after.draw(3, 2)]);
    expect(seen.size).toBe(3 * 60);
    expect(encodingNoise(kind, { ...batch, encoded: true })).toEqual(encoding);
  });

  test("is changed by the seed", () => {
    const one = noiseSource(kind, batch);
    const other = noiseSource(kind, { ...batch, seed: 8 });
    expect(one.initial()).not.toEqual(other.initial());
    expect(one.draw(3, 2)).not.toEqual(other.draw(3, 2));
  });

  test("refuses a seed that is no whole number", () => {
    expect(() => noiseSource(kind, { ...batch, seed: 0.5 })).toThrow(
      "The seed must be a whole number from 0 to 9007199254740991, got 0.5",
    );
  });
});

test.each(ofOneSample)("%s gives sample k the same in any batch", (kind) => {
  expect(firstNumbers(kind, 3, 40)).toEqual(firstNumbers(kind, 2, 40));
});

test("torch-cpu depends on the batch, as torch does", () => {
  expect(firstNumbers("torch-cpu", 3, 40)).not.toEqual(
    firstNumbers("torch-cpu", 2, 40),
  );
});

test("default is the counter-based noise", () => {
  expect(noiseSource("default", batch).draw(2, 1)).toEqual(
    noiseFor(7, 3, 20, "f32").draw(2, 1),
  );
});

test("torch-cpu is the seed's randn for the start and the next seed's for the steps, one call after the other", () => {
  const source = noiseSource("torch-cpu", batch);
  const steps = torchGenerator(8);
  expect(source.draw(3, 2)).toEqual(steps.normals(60));
  expect(source.initial()).toEqual(torchGenerator(7).normals(60));
  expect(source.draw(2, 1)).toEqual(steps.normals(60));
});

test("torch-cpu-each is one generator per sample, seeded one after the other", () => {
  const source = noiseSource("torch-cpu-each", batch);
  const last = torchGenerator(9);
  expect(source.initial().slice(40)).toEqual(last.normals(20));
  expect(source.draw(3, 2).slice(40)).toEqual(last.normals(20));
});

test("torch-cpu draws for the encoder first and for the start behind it, from one generator", () => {
  const generator = torchGenerator(7);
  expect(encodingNoise("torch-cpu", batch)).toEqual(generator.normals(60));
  expect(
    noiseSource("torch-cpu", { ...batch, encoded: true }).initial(),
  ).toEqual(generator.normals(60));
});

test("torch-cpu-each draws for the encoder first, each sample from its own generator", () => {
  const last = torchGenerator(9);
  const source = noiseSource("torch-cpu-each", { ...batch, encoded: true });
  expect(encodingNoise("torch-cpu-each", batch).slice(40)).toEqual(
    last.normals(20),
  );
  expect(source.initial().slice(40)).toEqual(last.normals(20));
  expect(source.draw(3, 2).slice(40)).toEqual(last.normals(20));
});

test("torch-cpu-each refuses more samples than generators are kept for", () => {
  expect(() =>
    noiseSource("torch-cpu-each", { ...batch, count: 32_769, length: 2 }),
  ).toThrow(
    "A generator for each sample is kept for at most 32768 samples, got 32769",
  );
});

test("an unknown noise source is refused with those that there are", () => {
  expect(() => noiseSource("cuda", batch)).toThrow(
    'The noise source must be one of default, torch-cpu, torch-cpu-each, brownian, got "cuda"',
  );
});
