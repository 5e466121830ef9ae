import type * as Runtime from "onnxruntime-node";
import type { Gram } from "../core/klub/gram.ts";
import { sessionOptions } from "./onnx-runtime.ts";

/** g = r rᵀ for each of r `[S, K, L]`, float64, opset 17: a Transpose and a MatMul. */
export const gramModel =
  "CAgSEHN0ZXB3cmlnaHQgdGVzdHM6egokCgFyEgF0IglUcmFuc3Bvc2U6ACoPCgRwZXJtQABAAkABoAEHChMKAXIKAXQSAWciBk1hdE11bDoAEgVncmFwaFoaCgFyEhUKEwgLEg8KAxIBUwoDEgFLCgMSAUxiGgoBZxIVChMICxIPCgMSAVMKAxIBSwoDEgFLQgQKABARQhEKDWNvbS5taWNyb3NvZnQQAQ==";

/**
 * The same by onnxruntime on the CPU in float64, whatever device the model computes on: its answers are there anyway to be
 * looked at, and two levels' products differ by less than float32 can tell. Made when it is first asked.
 */
export function onnxGram({ InferenceSession, Tensor }: typeof Runtime): {
  readonly gram: Gram;
  readonly dispose: () => Promise<void>;
} {
  let opened: Promise<Runtime.InferenceSession> | undefined;
  return {
    async gram(matrices, count, rows) {
      opened ??= InferenceSession.create(
        Buffer.from(gramModel, "base64"),
        sessionOptions,
      );
      const session = await opened;
      const length = matrices.length / (count * rows);
      const r = new Tensor("float64", matrices, [count, rows, length]);
      const { g } = await session.run({ r });
      if (!(g?.data instanceof Float64Array))
        throw new Error("A product of float64 matrices must be float64");
      return g.data;
    },
    async dispose() {
      await (await opened)?.release();
    },
  };
}
