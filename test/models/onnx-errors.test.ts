import { readFileSync, truncateSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, test } from "vitest";
import { BadInput } from "../../core/bad-input.ts";
import { describeModel } from "../../models/load.ts";
import { sessionFailure } from "../../models/session-failure.ts";
import {
  bytesFile,
  conditionalModel,
  gaussianModel,
  indexModel,
  onnxFile,
} from "./onnx-samples.ts";
import { writeOnnx, type OnnxGraph } from "./onnx-writer.ts";

async function failure(path: string): Promise<string> {
  const error: unknown = await describeModel({ kind: "onnx", path }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(BadInput);
  return error instanceof Error ? error.message : "";
}

describe("files that are no model", () => {
  test("a missing file", async () => {
    expect(await failure("/nowhere/a.onnx")).toBe(
      "there is no file /nowhere/a.onnx, wanted an ONNX model",
    );
  });

  test("a folder", async () => {
    const folder = dirname(onnxFile(gaussianModel()));
    expect(await failure(folder)).toBe(
      `${folder} is a folder, wanted one ONNX file`,
    );
  });

  test("an empty file", async () => {
    expect(await failure(bytesFile("", "a.onnx"))).toBe(
      "a.onnx is empty (0 bytes), wanted an ONNX model",
    );
  });

  test("a web page", async () => {
    expect(
      await failure(bytesFile("<!doctype html><title>404</title>", "a.onnx")),
    ).toMatch(/^a\.onnx is a web page or XML, not an ONNX model/);
  });

  test("a Git LFS pointer", async () => {
    const pointer =
      "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n";
    expect(await failure(bytesFile(pointer, "a.onnx"))).toMatch(
      /^a\.onnx is a Git LFS pointer of 68 bytes, not the model itself/,
    );
  });

  test.each([
    [
      "sd.safetensors",
      Buffer.from('\x58\0\0\0\0\0\0\0{"__metadata__":{}}'),
      "safetensors",
    ],
    [
      "renamed.onnx",
      Buffer.from('\x58\0\0\0\0\0\0\0{"__metadata__":{}}'),
      "safetensors",
    ],
    ["sd.ckpt", Buffer.from("PK\x03\x04archive/data.pkl"), "a checkpoint"],
    ["net.pt", Buffer.from([0x80, 2, 0x8a, 10]), "a checkpoint"],
    ["net.h5", Buffer.from("\x89HDF\r\n", "latin1"), "a checkpoint"],
    ["llm.gguf", Buffer.from("GGUF\x03\0\0\0"), "GGUF"],
  ])("weights without a graph, %s", async (name, bytes, what) => {
    expect(await failure(bytesFile(bytes, name))).toBe(
      `${name} holds weights without the graph that computes with them (${what}): export the model to ONNX (torch.onnx.export, or optimum-cli export onnx for Stable Diffusion), and choose the .onnx file`,
    );
  });

  test.each([
    [
      "a picture",
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    ],
    ["a zip", Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 0)],
    ["text", "once upon a time"],
    ["zeros", new Uint8Array(1000)],
  ])("%s", async (_, bytes) => {
    expect(await failure(bytesFile(bytes, "a.onnx"))).toMatch(
      /^a\.onnx is (not an ONNX model|cut off)/,
    );
  });

  test("a model cut off anywhere in its graph tells both lengths", async () => {
    const path = onnxFile(gaussianModel());
    const size = readFileSync(path).length;
    truncateSync(path, Math.floor(size / 2));
    expect(await failure(path)).toMatch(
      new RegExp(
        `^model\\.onnx is cut off: it goes on to byte \\d+, but the file ends at byte ${Math.floor(size / 2)}; copy or download it again$`,
      ),
    );
  });

  test("a model cut off at every byte is refused, never taken for whole", async () => {
    const bytes = writeOnnx(gaussianModel());
    // cuts between two fields after the graph leave a whole graph: nothing but metadata and opset are lost there
    const graphEnd = bytes.length - 6;
    for (let length = 1; length < graphEnd; length += 7)
      expect(
        await failure(bytesFile(bytes.subarray(0, length), "a.onnx")),
      ).toMatch(/^a\.onnx is /);
  });
});

describe("models of another kind", () => {
  const wanted =
    "wanted the inputs x float32 [N, …], sigma float32 [N] and perhaps class_labels, and the output denoised";

  test("wrong inputs are listed", async () => {
    const model: OnnxGraph = {
      inputs: [
        { name: "sample", shape: ["batch", 4, 64, 64] },
        { name: "timestep", type: "int64", shape: ["batch"] },
      ],
      outputs: [{ name: "out_sample", shape: ["batch", 4, 64, 64] }],
      nodes: [{ op: "Identity", inputs: ["sample"], outputs: ["out_sample"] }],
    };
    expect(await failure(onnxFile(model))).toBe(
      `model.onnx is not a denoiser of the kind that is read here: it has the inputs sample float32 [N, 4, 64, 64], timestep int64 [N] and the output out_sample float32 [N, 4, 64, 64], ${wanted}; if it is a network that is told a time, say what it predicts: "prediction" in a JSON beside the file, or in the Model node`,
    );
  });

  test("an input that nothing would feed is named", async () => {
    const model = gaussianModel({
      moreInputs: [{ name: "text", shape: ["N", 77] }],
    });
    expect(await failure(onnxFile(model))).toContain("text float32 [N, 77]");
  });

  test("inputs of whole numbers are named", async () => {
    const model: OnnxGraph = {
      inputs: [
        { name: "x", type: "int32", shape: ["N", 2] },
        { name: "sigma", shape: ["N"] },
      ],
      outputs: [{ name: "denoised", type: "int32", shape: ["N", 2] }],
      nodes: [{ op: "Identity", inputs: ["x"], outputs: ["denoised"] }],
    };
    expect(await failure(onnxFile(model))).toBe(
      "x of model.onnx takes int32 numbers, wanted float32: export the model with float32 inputs",
    );
  });

  test("a sigma of many axes is named", async () => {
    const model = gaussianModel({ sigma: ["N", 4] });
    expect(await failure(onnxFile(model))).toBe(
      "sigma of model.onnx must have the shape [N], [1] or none, got sigma float32 [N, 4]",
    );
  });

  test("class numbers without their count are asked for", async () => {
    expect(await failure(onnxFile(indexModel()))).toMatch(
      /^model\.onnx takes classes \(class_labels int64 \[N\]\) but does not say how many/,
    );
  });

  test("another number of labels than of classes is named", async () => {
    const model = {
      ...conditionalModel(),
      metadata: { labels: '["cat", "dog"]' },
    };
    expect(await failure(onnxFile(model))).toBe(
      "model.onnx takes 3 classes (class_labels float32 [N, 3]), but 2 labels are named for it",
    );
  });

  test("an output of another shape than x is named before anything runs", async () => {
    const model = gaussianModel();
    const twice: OnnxGraph = {
      ...model,
      outputs: [{ name: "denoised", shape: ["N", 4] }],
      nodes: [
        ...model.nodes.map((node) => ({
          ...node,
          outputs: node.outputs.map((name) =>
            name === "denoised" ? "half" : name,
          ),
        })),
        {
          op: "Concat",
          inputs: ["half", "half"],
          outputs: ["denoised"],
          attributes: { axis: 1 },
        },
      ],
    };
    expect(await failure(onnxFile(twice))).toBe(
      "denoised of model.onnx must have the shape of x, [N, 2], got denoised float32 [N, 4]: export the model so that it gives one number for each that it takes",
    );
  });

  test("an opset that is too new is told with the one to export with", async () => {
    expect(await failure(onnxFile({ ...gaussianModel(), opset: 99 }))).toMatch(
      /^model\.onnx uses opset 99 of ai\.onnx, and onnxruntime here knows it up to \d\d: export the model with opset \d\d or a lower one$/,
    );
  });

  test("a graph that is damaged inside is said to be", async () => {
    const path = onnxFile(gaussianModel());
    const bytes = readFileSync(path);
    bytes.fill(255, 60, 62);
    writeFileSync(path, bytes);
    expect(await failure(path)).toBe(
      "model.onnx is damaged: what is in it is no graph of ONNX; copy, download or export it again",
    );
  });

  test("an operator that nobody knows is told in onnxruntime's words", async () => {
    const model: OnnxGraph = {
      ...gaussianModel(),
      nodes: [{ op: "Denoise", inputs: ["x"], outputs: ["denoised"] }],
    };
    expect(await failure(onnxFile(model))).toMatch(
      /^model\.onnx is not a model that onnxruntime can run: .*Denoise/,
    );
  });
});

test("what onnxruntime says of a want of memory is said with what to do", () => {
  expect(sessionFailure("a.onnx", new Error("std::bad_alloc")).message).toMatch(
    /^a\.onnx does not fit into the memory that is free, [\d.]+ GB: close other programs, or export it in float16$/,
  );
});

test("a device that cannot be had is said so, and what to choose", async () => {
  const path = onnxFile(gaussianModel());
  const described = describeModel({ kind: "onnx", path, device: "webgpu" });
  const message = await described.then(
    () => "it can be had here",
    (error: unknown) => (error instanceof Error ? error.message : ""),
  );
  expect(message).toMatch(
    /^(it can be had here|model\.onnx cannot run on WebGPU: WebGPU has no adapter here \(no graphics card with a driver for it\); choose CPU as the device)$/,
  );
});

test("a device of another platform is said to be one", async () => {
  const [device, title] =
    process.platform === "darwin"
      ? (["dml", "DirectML"] as const)
      : (["coreml", "Core ML"] as const);
  const path = onnxFile(gaussianModel());
  await expect(describeModel({ kind: "onnx", path, device })).rejects.toThrow(
    `model.onnx cannot run on ${title}: onnxruntime has no ${title} for ${process.platform} ${process.arch}, it has CPU, `,
  );
});
