import type { Tensor } from "onnxruntime-node";
import { BadInput } from "../core/bad-input.ts";
import type { Part } from "./onnx-evaluation.ts";
import { isWhole, realTensor, wholeTensor } from "./onnx-tensors.ts";
import type { Signature } from "./onnx-signature.ts";

/**
 * The tensors that a session is fed.
 * @param model - Its name, for the sentences.
 * @throws BadInput where a class is none of the model's.
 */
export function feedsOf(
  TensorOf: typeof Tensor,
  model: string,
  { x: state, level: time, shape, labels: known }: Signature,
  { x, level, labels, count }: Part,
): Record<string, Tensor> {
  const single = time.layout === "single";
  const ones = Array.from({ length: time.rank - 1 }, () => 1);
  const dims = time.rank === 0 ? [] : [single ? 1 : count, ...ones];
  const levels = single ? level.subarray(0, 1) : level;
  const feeds: Record<string, Tensor> = {
    [state.name]: realTensor(TensorOf, state.type, x, [count, ...shape]),
    [time.name]: isWhole(time.type)
      ? wholeTensor(TensorOf, time.type, levels, dims)
      : realTensor(TensorOf, time.type, levels, dims),
  };
  if (!known) return feeds;
  const classes = checkedLabels(model, known, labels, count);
  switch (known.kind) {
    case "one-hot": {
      const width = known.count;
      const rows = new Float32Array(count * width);
      classes.forEach((label, row) => {
        if (label >= 0) rows[row * width + label] = 1;
      });
      feeds[known.name] = realTensor(TensorOf, known.type, rows, [
        count,
        width,
      ]);
      return feeds;
    }
    case "index":
      feeds[known.name] = wholeTensor(TensorOf, known.type, classes, [count]);
      return feeds;
  }
}

function checkedLabels(
  model: string,
  known: NonNullable<Signature["labels"]>,
  labels: Int32Array | undefined,
  count: number,
): Int32Array {
  const classes = known.count;
  const none = known.kind === "index" ? known.none : -1;
  const checked = (labels ?? new Int32Array(count).fill(-1)).map((label) =>
    label === -1 ? (none ?? -1) : label,
  );
  for (const label of checked)
    if (label !== none && (label < 0 || label >= classes))
      throw new BadInput(
        label === -1
          ? `${model} takes class numbers and has no "no class", which guidance needs too: choose a class from 0 to ${classes - 1}, or say "unconditional_class" in a JSON beside the file`
          : `the class for ${model} must be from 0 to ${classes - 1}, got ${label}`,
      );
  return checked;
}
