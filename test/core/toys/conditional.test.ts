import { expect, test } from "vitest";
import { BadInput } from "../../../core/bad-input.ts";
import { parseToy } from "../../../core/toys/parse-toy.ts";

const format = "stepwright-toy";
const point = (at: number) => ({ kind: "points", points: [[at, -at]] });
const toy = parseToy({
  format,
  kind: "conditional",
  classes: [point(1), { kind: "spiral" }, point(3)],
  unconditional: { kind: "checkerboard" },
  sigmaMin: 0.01,
  sigmaMax: 50,
});
const alone = (kind: object) => parseToy({ format, ...kind });

test("each sample is denoised by the distribution of its class, -1 by that without one", async () => {
  const x = Float64Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8);
  const sigma = Float64Array.of(0.5, 1, 2, 4);
  const labels = Int32Array.of(2, -1, 1, 2);
  const got = await toy.denoiser.denoise(x, sigma, labels);
  const spiral = await alone({ kind: "spiral" }).denoiser.denoise(x, sigma);
  const board = await alone({ kind: "checkerboard" }).denoiser.denoise(
    x,
    sigma,
  );
  expect([...got]).toEqual([
    3,
    -3,
    ...board.slice(2, 4),
    ...spiral.slice(4, 6),
    3,
    -3,
  ]);
});

test("without classes all are denoised without one", async () => {
  const x = Float64Array.of(0.1, 0.2);
  const sigma = Float64Array.of(0.5);
  expect(await toy.denoiser.denoise(x, sigma)).toEqual(
    await alone({ kind: "checkerboard" }).denoiser.denoise(x, sigma),
  );
});

test("a class that there is not is refused", async () => {
  const x = Float64Array.of(0.1, 0.2);
  await expect(
    toy.denoiser.denoise(x, Float64Array.of(1), Int32Array.of(3)),
  ).rejects.toThrow(
    new BadInput("The toy's class must be from 0 to 2, or -1 for none, got 3"),
  );
});

test("its data are of each class in turn, and of each class alone", async () => {
  const { x, labels } = await toy.data.draw([0, 2, 4, 5]);
  const spiral = await alone({ kind: "spiral" }).data.draw([4]);
  expect(labels).toEqual(Int32Array.of(0, 2, 1, 2));
  expect([...x]).toEqual([1, -1, 3, -3, ...spiral.x, 3, -3]);
  expect(await toy.classData?.[1]?.draw([4])).toEqual({
    x: spiral.x,
    labels: Int32Array.of(1),
  });
});

test("it knows its classes and noise levels", () => {
  expect(toy.denoiser).toMatchObject({
    shape: [2],
    classCount: 3,
    sigmaMin: 0.01,
    sigmaMax: 50,
  });
});
