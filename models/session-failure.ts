import { freemem } from "node:os";
import { BadInput } from "../core/bad-input.ts";
import { gigabytes } from "./fits-in-memory.ts";
import { runtimeMessage } from "./onnx-runtime.ts";

/** Why onnxruntime could not open a model, in a sentence that says what to do. */
export function sessionFailure(name: string, cause: unknown): BadInput {
  return new BadInput(sentenceOf(name, runtimeMessage(cause)), { cause });
}

function sentenceOf(name: string, said: string): string {
  const opset =
    /Opset (\d+) is under development.*?domain (\S+) is till opset (\d+)/.exec(
      said,
    );
  if (opset) {
    const [, used, domain, known] = opset;
    return `${name} uses opset ${used} of ${domain}, and onnxruntime here knows it up to ${known}: export the model with opset ${known} or a lower one`;
  }
  const version =
    /Unsupported model IR version: (\d+), max supported IR version: (\d+)/.exec(
      said,
    );
  if (version)
    return `${name} is of ONNX's file version ${version[1]}, and onnxruntime here knows those up to ${version[2]}: export the model with an older version of the onnx package`;
  if (/Protobuf parsing failed/i.test(said))
    return `${name} is damaged: what is in it is no graph of ONNX; copy, download or export it again`;
  if (/bad_?alloc|allocate memory|out of memory/i.test(said))
    return `${name} does not fit into the memory that is free, ${gigabytes(freemem())}: close other programs, or export it in float16`;
  return `${name} is not a model that onnxruntime can run: ${said.slice(0, 400)}`;
}
