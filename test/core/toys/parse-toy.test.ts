import { describe, expect, test } from "vitest";
import { BadInput } from "../../../core/bad-input.ts";
import { parseToy } from "../../../core/toys/parse-toy.ts";
import { namedToys } from "../../../core/toys/registry.ts";

const mixture = {
  format: "stepwright-toy",
  kind: "gaussian-mixture",
  weights: [1, 3],
  means: [
    [0, 1],
    [2, 3],
  ],
  stds: [0.1, 0.2],
};

const conditional = {
  format: "stepwright-toy",
  kind: "conditional",
  classes: [mixture, { kind: "checkerboard" }],
  unconditional: { kind: "spiral" },
  labels: ["mixture", "board"],
};

describe("parseToy", () => {
  test.each<[string, unknown, string]>([
    [
      "no object",
      3,
      `A toy must be a JSON object with "format": "stepwright-toy", got 3`,
    ],
    [
      "null",
      null,
      `A toy must be a JSON object with "format": "stepwright-toy", got null`,
    ],
    [
      "another format",
      { format: "x" },
      `A toy must be a JSON object with "format": "stepwright-toy", got "format": "x"`,
    ],
    [
      "an unknown kind",
      { ...mixture, kind: "disc" },
      `The toy's kind must be one of gaussian-mixture, checkerboard, points, spiral, two-moons, conditional, got "disc"`,
    ],
    [
      "a kind from the prototype",
      { ...mixture, kind: "toString" },
      `The toy's kind must be one of gaussian-mixture, checkerboard, points, spiral, two-moons, conditional, got "toString"`,
    ],
    [
      "no means",
      { ...mixture, means: undefined },
      "The toy's means must be a list with at least one entry, got nothing",
    ],
    [
      "means of two dimensions",
      { ...mixture, means: [[0, 1], [2]] },
      "The toy's means[1] must have 2 numbers, as many as the first, got 1",
    ],
    [
      "a mean that is text",
      {
        ...mixture,
        means: [
          [0, 1],
          [2, "3"],
        ],
      },
      `The toy's means[1][1] must be a finite number, got "3"`,
    ],
    [
      "a std of 0",
      { ...mixture, stds: [0.1, 0] },
      "The toy's stds[1] must be a finite number above 0, got 0",
    ],
    [
      "too few weights",
      { ...mixture, weights: [1] },
      "The toy's weights must have 2 numbers, as many as its means, got 1",
    ],
    [
      "a negative weight",
      { ...mixture, weights: [1, -1] },
      "The toy's weights[1] must be a finite number of at least 0, got -1",
    ],
    [
      "weights of sum 0",
      { ...mixture, weights: [0, 0] },
      "The toy's weights must have a finite sum above 0, got the sum 0",
    ],
    [
      "sigmaMax below sigmaMin",
      { ...mixture, sigmaMin: 1, sigmaMax: 0.5 },
      "The toy's sigmaMax must be a finite number above 1, got 0.5",
    ],
    [
      "a spiral of one point",
      { format: "stepwright-toy", kind: "spiral", count: 1 },
      "The toy's count must be a whole number from 2 to 10000, got 1",
    ],
    [
      "a conditional toy without classes",
      { ...conditional, classes: [] },
      "The toy's classes must be a list with at least one entry, got []",
    ],
    [
      "a conditional toy without its unconditional",
      { ...conditional, unconditional: undefined },
      "The toy's unconditional must be a toy's JSON object, got nothing",
    ],
    [
      "a class of an unknown kind",
      { ...conditional, classes: [mixture, { kind: "conditional" }] },
      `The toy's classes[1]'s kind must be one of gaussian-mixture, checkerboard, points, spiral, two-moons, got "conditional"`,
    ],
    [
      "a class with a broken field",
      { ...conditional, classes: [{ ...mixture, stds: [1] }] },
      "The toy's classes[0]'s stds must have 2 numbers, as many as its means, got 1",
    ],
    [
      "a class of another dimension",
      { ...conditional, classes: [mixture, { kind: "points", points: [[1]] }] },
      "The toy's classes[1] must have the dimension of its unconditional, 2, got 1",
    ],
    [
      "too few labels",
      { ...conditional, labels: ["left"] },
      `The toy's labels must be 2 names, as many as its classes, got ["left"]`,
    ],
  ])("%s is one sentence", (_, json, sentence) => {
    expect(() => parseToy(json)).toThrow(new BadInput(sentence));
  });

  test("a toy's json parses to the same toy again", () => {
    for (const { json } of namedToys.values())
      expect(parseToy(JSON.parse(JSON.stringify(json))).json).toEqual(json);
    const { json } = parseToy(conditional);
    expect(parseToy(JSON.parse(JSON.stringify(json))).json).toEqual(json);
  });

  test("points denoise to the nearest point at small noise and to their mean at large", async () => {
    const toy = parseToy({
      format: "stepwright-toy",
      kind: "points",
      points: [[0], [1], [5]],
    });
    const near = await toy.denoiser.denoise(
      Float64Array.of(0.9, 4.2, 2, 0.2),
      Float64Array.of(0.05, 0.05, 1e6, 0.05),
    );
    expect(near[0]).toBe(1);
    expect(near[1]).toBe(5);
    expect(near[2]).toBeCloseTo(2, 5);
    expect(near[3]).toBeCloseTo(0, 5);
    expect(toy.denoiser.sigmaData).toBeCloseTo(Math.sqrt(14 / 3), 12);
  });

  test("two points at ±1 denoise to tanh(x/sigma²)", async () => {
    const toy = parseToy({
      format: "stepwright-toy",
      kind: "points",
      points: [[-1], [1]],
    });
    const x = [0.01, -0.3, 1.4, 3];
    const denoised = await toy.denoiser.denoise(
      Float64Array.from(x),
      Float64Array.of(0.7, 0.7, 0.7, 0.7),
    );
    x.forEach((value, k) =>
      expect(denoised[k]).toBeCloseTo(Math.tanh(value / 0.49), 14),
    );
  });
});

describe("toys in the box", () => {
  test("are there under their file's name, in two dimensions", () => {
    expect([...namedToys.keys()].toSorted()).toEqual([
      "checkerboard",
      "grid-of-25",
      "ring-of-8",
      "spiral",
      "two-moons",
    ]);
    for (const { json } of namedToys.values())
      expect(parseToy(json).denoiser.shape).toEqual([2]);
  });

  test("the spread of each is the spread of its data", async () => {
    const indices = Array.from({ length: 20_000 }, (_, k) => k);
    for (const [id, { json }] of namedToys) {
      const toy = parseToy(json);
      const { x } = await toy.data.draw(indices);
      const means = [0, 1].map(
        (axis) =>
          indices.reduce((sum, k) => sum + (x[2 * k + axis] ?? NaN), 0) /
          indices.length,
      );
      const variance =
        x.reduce((sum, v, i) => sum + (v - (means[i % 2] ?? 0)) ** 2, 0) /
        x.length;
      expect(Math.sqrt(variance) / toy.denoiser.sigmaData, id).toBeCloseTo(
        1,
        1,
      );
    }
  });
});
