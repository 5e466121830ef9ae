import { expect, test } from "vitest";
import { loadDenoiser } from "../../../models/load.ts";
import { resolveModel } from "../../../models/resolve-model.ts";
import { countedModel } from "../../../nodes/parts/counted-model.ts";

test("each sample of a call counts once it is computed, and a call that fails does not", async () => {
  const model = await loadDenoiser(await resolveModel("ring-of-8"));
  const { counted, evaluations } = countedModel(model);
  expect(evaluations()).toBe(0);
  const x = new Float64Array(6).fill(0.5);
  const sigma = new Float64Array([1, 2, 3]);
  expect(await counted.denoise(x, sigma)).toEqual(
    await model.denoise(x, sigma),
  );
  expect(evaluations()).toBe(3);
  await expect(counted.denoise(x, new Float64Array([1]))).rejects.toThrow();
  expect(evaluations()).toBe(3);
});
