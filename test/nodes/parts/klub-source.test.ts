import { expect, test } from "vitest";
import { klubSource, madeWords } from "../../../nodes/parts/klub-source.ts";
import { loadDenoiser } from "../../../models/load.ts";
import { gaussianModel, onnxFile } from "../../models/onnx-samples.ts";

test("what is made of a model's own samples is told with the samples of the batch", async () => {
  const reference = { kind: "onnx", path: onnxFile(gaussianModel()) } as const;
  const denoiser = await loadDenoiser(reference);
  const said: string[] = [];
  const { data, evaluationsPerSample } = klubSource(reference, denoiser, {
    classLabel: null,
    signal: new AbortController().signal,
    onStep: async (step) => void said.push(madeWords(step)),
  });
  await data.draw([64, 65, 66]);
  expect(said[0]).toBe("making data, samples 65 to 67: step 1 of 18");
  expect(said.at(-1)).toBe("making data, samples 65 to 67: step 18 of 18");
  await data.draw([7]);
  expect(said.at(-1)).toBe("making data, sample 8: step 18 of 18");
  expect(evaluationsPerSample).toBe(35);
});
