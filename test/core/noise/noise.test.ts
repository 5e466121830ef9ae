import { describe, expect, test } from "vitest";
import { noiseFor, replayedNoise } from "../../../core/noise/noise-source.ts";
import { philox4x32 } from "../../../core/noise/philox.ts";
import { uniforms } from "../../../core/noise/random.ts";

describe("philox4x32", () => {
  // Random123's published known-answer vectors for philox4x32-10
  test.each([
    [
      "00000000 00000000 00000000 00000000",
      "00000000 00000000",
      "6627e8d5 e169c58d bc57ac4c 9b00dbd8",
    ],
    [
      "ffffffff ffffffff ffffffff ffffffff",
      "ffffffff ffffffff",
      "408f276d 41c83b0e a20bc7c6 6d5451fd",
    ],
    [
      "243f6a88 85a308d3 13198a2e 03707344",
      "a4093822 299f31d0",
      "d16cfe09 94fdcceb 5001e420 24126ea1",
    ],
  ])("counter %s, key %s gives %s", (counter, key, words) => {
    const parse = (text: string): Uint32Array =>
      Uint32Array.from(text.split(" "), (word) => Number.parseInt(word, 16));
    const out = new Uint32Array(4);
    const [c0 = 0, c1 = 0, c2 = 0, c3 = 0] = parse(counter);
    const [k0 = 0, k1 = 0] = parse(key);
    philox4x32(c0, c1, c2, c3, k0, k1, out);
    expect(out).toEqual(parse(words));
  });
});

describe("seeded noise", () => {
  test("has mean 0, variance 1, skewness 0 and kurtosis 3 within 5 standard errors", () => {
    const count = 200_000;
    for (const seed of [0, 1, 2 ** 53 - 1]) {
      const values = Array.from(noiseFor(seed, 1, count, "f64").initial());
      const moment = (power: number): number =>
        values.reduce((sum, v) => sum + v ** power, 0) / count;
      // variances of x, x², x³, x⁴ for a standard normal: 1, 2, 15, 96
      const error = (variance: number): number =>
        5 * Math.sqrt(variance / count);
      expect(Math.abs(moment(1))).toBeLessThan(error(1));
      expect(Math.abs(moment(2) - 1)).toBeLessThan(error(2));
      expect(Math.abs(moment(3))).toBeLessThan(error(15));
      expect(Math.abs(moment(4) - 3)).toBeLessThan(error(96));
    }
  });

  test("is uncorrelated between neighbours, samples, draws and seeds", () => {
    const count = 100_000;
    const source = noiseFor(5, 2, count, "f64");
    const first = source.initial();
    const second = source.draw(1, 0);
    const other = noiseFor(6, 2, count, "f64").initial();
    const correlation = (a: Float64Array, b: Float64Array): number =>
      a.reduce((sum, v, i) => sum + v * (b[i] ?? NaN), 0) / a.length;
    const part = (from: number, to: number): Float64Array =>
      Float64Array.from(first.subarray(from, to));
    const bound = 5 / Math.sqrt(count);
    expect(
      Math.abs(correlation(part(0, count - 1), part(1, count))),
    ).toBeLessThan(bound);
    expect(
      Math.abs(correlation(part(0, count), part(count, 2 * count))),
    ).toBeLessThan(bound);
    expect(
      Math.abs(
        correlation(Float64Array.from(first), Float64Array.from(second)),
      ),
    ).toBeLessThan(bound);
    expect(
      Math.abs(correlation(Float64Array.from(first), Float64Array.from(other))),
    ).toBeLessThan(bound);
  });

  test("of sample k does not depend on the batch", () => {
    const large = noiseFor(9, 5, 7, "f64");
    const part = noiseFor(9, 2, 7, "f64", 2);
    for (let draw = 0; draw < 3; draw++) {
      const whole = draw === 0 ? large.initial() : large.draw(2, 1);
      const some = draw === 0 ? part.initial() : part.draw(2, 1);
      expect(some).toEqual(whole.slice(14, 28));
    }
  });

  test("of another seed, upper bits included, is other noise", () => {
    const seen = [0, 1, 2 ** 32, 2 ** 32 + 1, 2 ** 53 - 1].map(
      (seed) => noiseFor(seed, 1, 1, "f64").initial()[0],
    );
    expect(new Set(seen).size).toBe(seen.length);
  });

  test("in single precision is the rounded double noise", () => {
    expect(noiseFor(3, 2, 5, "f32").initial()).toEqual(
      Float32Array.from(noiseFor(3, 2, 5, "f64").initial()),
    );
  });

  test("uniform numbers fill (0, 1) evenly", () => {
    const count = 100_000;
    const values = uniforms({ seed: 1, stream: 0, sample: 0, draw: 0 }, count);
    const tenths = new Float64Array(10);
    for (const v of values) {
      expect(v > 0 && v < 1).toBe(true);
      tenths[Math.floor(10 * v)] = (tenths[Math.floor(10 * v)] ?? 0) + 1;
    }
    for (const found of tenths)
      expect(Math.abs(found - count / 10)).toBeLessThan(
        5 * Math.sqrt(count * 0.09),
      );
  });

  test.each([-1, 0.5, NaN, 2 ** 53])("seed %s is refused", (seed) => {
    expect(() => noiseFor(seed, 1, 1, "f32")).toThrow(
      `The seed must be a whole number from 0 to 9007199254740991, got ${seed}`,
    );
  });
});

describe("replayed noise", () => {
  test("comes in the order given and in the precision of the start", () => {
    const source = replayedNoise(Float32Array.of(1, 2), [
      Float64Array.of(3, 4),
      Float64Array.of(5, 6),
    ]);
    expect(source.initial()).toEqual(Float32Array.of(1, 2));
    expect(source.draw(2, 1)).toEqual(Float32Array.of(3, 4));
    expect(source.draw(1, 0)).toEqual(Float32Array.of(5, 6));
    expect(() => source.draw(1, 0)).toThrow(
      "The solver asked for noise array 3, but only 2 were given",
    );
  });

  test("of another length is refused", () => {
    expect(() =>
      replayedNoise(Float64Array.of(1), [Float64Array.of(1, 2)]),
    ).toThrow(
      "Noise array 0 must hold 1 numbers as the initial state does, got 2",
    );
  });
});
