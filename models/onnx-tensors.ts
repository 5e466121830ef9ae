import type { OnnxValue, Tensor } from "onnxruntime-node";
import type { Vector } from "../core/vector.ts";
import { fromHalf, toHalf } from "./half.ts";

export const realTypes = ["float32", "float64", "float16"] as const;
export type Real = (typeof realTypes)[number];

export const wholeTypes = ["int64", "int32"] as const;
export type Whole = (typeof wholeTypes)[number];

export function isReal(type: string): type is Real {
  return (realTypes as readonly string[]).includes(type);
}

export function isWhole(type: string): type is Whole {
  return (wholeTypes as readonly string[]).includes(type);
}

/** Numbers in the type that an input takes. */
export function realTensor(
  TensorOf: typeof Tensor,
  type: Real,
  data: Vector,
  dims: readonly number[],
): Tensor {
  switch (type) {
    case "float32":
      return new TensorOf(
        "float32",
        data instanceof Float32Array ? data : new Float32Array(data),
        dims,
      );
    case "float64":
      return new TensorOf("float64", new Float64Array(data), dims);
    case "float16":
      return halfTensor(toHalf(data), dims);
  }
}

/**
 * Where the runtime has Float16Array, onnxruntime's Tensor turns bits into one, and its binding then finds no room in it
 * (microsoft/onnxruntime#26791). The binding takes any object that has a tensor's fields.
 */
function halfTensor(data: Uint16Array, dims: readonly number[]): Tensor {
  const fields = { type: "float16", data, dims, location: "cpu" };
  return fields as unknown as Tensor;
}

/** Whole numbers in the type that an input takes. */
export function wholeTensor(
  TensorOf: typeof Tensor,
  type: Whole,
  data: Iterable<number>,
  dims: readonly number[],
): Tensor {
  return type === "int64"
    ? new TensorOf("int64", BigInt64Array.from([...data].map(BigInt)), dims)
    : new TensorOf("int32", Int32Array.from(data), dims);
}

/** What an output holds, float16 as float32; `undefined` where it is no numbers with a point. */
export function realNumbers(value: OnnxValue | undefined): Vector | undefined {
  const data: unknown = value?.data;
  if (data instanceof Float32Array || data instanceof Float64Array) return data;
  if (value?.type !== "float16" || !ArrayBuffer.isView(data)) return undefined;
  // a Uint16Array, or a Float16Array where the runtime has them: the same bytes
  const { buffer, byteOffset, byteLength } = data;
  return fromHalf(new Uint16Array(buffer, byteOffset, byteLength / 2));
}
