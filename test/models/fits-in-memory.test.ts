import { expect, test } from "vitest";
import { checkFitsInMemory } from "../../models/fits-in-memory.ts";

test("a model as large as memory is let through, a larger one is refused with both sizes", () => {
  expect(() => checkFitsInMemory("unet/model.onnx", 8e9, 8e9)).not.toThrow();
  expect(() => checkFitsInMemory("unet/model.onnx", 10.26e9, 8.004e9)).toThrow(
    "unet/model.onnx has 10.3 GB with its weights, more than the 8 GB of memory here: take an export in float16 or of a smaller model",
  );
});
