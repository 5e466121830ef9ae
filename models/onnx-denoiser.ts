import type { Denoiser } from "../core/denoiser.ts";
import { denoiseBy } from "../core/parameterisation.ts";
import { evaluation, type Evaluation } from "./onnx-evaluation.ts";
import { feedsOf } from "./onnx-feeds.ts";
import type { Wrapping } from "./onnx-prediction.ts";
import type { OpenSession } from "./onnx-session.ts";
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
  const { evaluate, notice } = evaluation(model, opened, {
    ...signature,
    feeds: (part) => feedsOf(opened.runtime.Tensor, model, signature, part),
  });
  return {
    denoise: wrapping
      ? denoiseBy(wrapping.prediction, wrapping.timeOf, evaluate)
      : evaluate,
    notice,
  };
}
