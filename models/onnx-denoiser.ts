import type { Denoiser } from "../core/denoiser.ts";
import { denoiseBy } from "../core/parameterisation.ts";
import { evaluation, type Evaluation } from "./onnx-evaluation.ts";
import { feedsOf } from "./onnx-feeds.ts";
import type { Wrapping } from "./onnx-prediction.ts";
import type { OpenSession } from "./onnx-session.ts";
import { tellingSides } from "./sides-failure.ts";
import type { Signature } from "./onnx-signature.ts";

export interface OnnxDenoise extends Pick<Evaluation, "notice"> {
  readonly denoise: Denoiser["denoise"];
}

/**
 * D(x, sigma) by an inference session.
 * @param model - Its name, for the sentences of failures.
 * @param wrapping - Where the session is that of a network which predicts something else.
 */
export function onnxDenoise(
  model: string,
  opened: OpenSession,
  signature: Signature,
  wrapping: Wrapping | undefined,
): OnnxDenoise {
  const ofShape = (shape: readonly number[]) =>
    evaluation(model, opened, {
      ...signature,
      shape,
      feeds: (part) =>
        feedsOf(opened.runtime.Tensor, model, { ...signature, shape }, part),
    });
  const { evaluate, notice } = ofShape(signature.shape);
  const told = tellingSides(evaluate, {
    model,
    shape: signature.shape,
    pixels: 1,
    anySide: signature.anySide,
    probe: (shape) =>
      ofShape(shape).evaluate(
        new Float32Array(shape.reduce((product, axis) => product * axis, 1)),
        new Float32Array([1]),
        new Int32Array([0]),
      ),
  });
  return {
    denoise: wrapping
      ? denoiseBy(wrapping.prediction, wrapping.timeOf, told)
      : told,
    notice,
  };
}
