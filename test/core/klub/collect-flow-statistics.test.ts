import { expect, test } from "vitest";
import { collectFlowStatistics } from "../../../core/klub/collect-flow-statistics.ts";
import { increments, wholeSums } from "../../../core/klub/statistics.ts";
import type { Vector } from "../../../core/vector.ts";
import { cases, modelOf } from "./cases.ts";
import type { Case } from "./cases.ts";

const gaussian = cases.find(({ name }) => name === "gauss_c0.5") as Case;
const { denoiser } = modelOf(gaussian);
const [dimensions = 0] = denoiser.shape;
const request = {
  denoiser,
  sigmaMin: 0.002,
  sigmaMax: 80,
  samples: 512,
  levels: 129,
  seed: 1,
};

test("along a Gaussian's flow D is c² x / (c² + t²) with x in proportion to √(c² + t²)", async () => {
  const statistics = await collectFlowStatistics(request);
  const { levels } = statistics;
  const v = increments(wholeSums(statistics));
  const c2 = 0.25;
  // D = c² z √((80² z-scale)…): its deviation at t is c² / √(c² + t²) times that of x_T / √(c² + 80²)
  const start = 80 ** 2 / (c2 + 80 ** 2);
  const deviation = (t: number) => c2 / Math.sqrt(c2 + t ** 2);
  for (const [j, k] of [
    [0, 128],
    [40, 70],
    [60, 61],
  ] as const) {
    const [a, b] = [levels[j] ?? NaN, levels[k] ?? NaN];
    const wanted = dimensions * start * (deviation(a) - deviation(b)) ** 2;
    expect((v[j * 129 + k] ?? NaN) / wanted).toBeGreaterThan(0.85);
    expect((v[j * 129 + k] ?? NaN) / wanted).toBeLessThan(1.15);
  }
});

test("each sample has its class and costs two evaluations a level but the lowest", async () => {
  const seen = new Set<string>();
  let rows = 0;
  await collectFlowStatistics({
    ...request,
    samples: 4,
    levels: 9,
    classOf: (index) => index % 3,
    denoiser: {
      ...denoiser,
      async denoise(x: Vector, sigma: Vector, labels?: Int32Array) {
        rows += sigma.length;
        seen.add([...(labels ?? [])].join());
        return denoiser.denoise(x, sigma);
      },
    },
  });
  expect(rows).toBe(4 * 17);
  expect([...seen]).toEqual(["0,1,2,0"]);
});
