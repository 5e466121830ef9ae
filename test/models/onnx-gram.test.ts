import { expect, test } from "vitest";
import { loopGram } from "../../core/klub/gram.ts";
import { fillNormals, streams } from "../../core/noise/random.ts";
import { gramModel, onnxGram } from "../../models/onnx-gram.ts";
import { loadRuntime } from "../../models/onnx-runtime.ts";
import { writeOnnx } from "./onnx-writer.ts";

/** Residuals that differ little from level to level, as those at high noise do: their products nearly cancel. */
function residuals(count: number, rows: number, length: number) {
  const out = new Float64Array(count * rows * length);
  const address = { seed: 7, stream: streams.data, draw: 0 };
  for (let at = 0; at < count; at++) {
    const common = new Float64Array(length);
    fillNormals({ ...address, sample: at * (rows + 1) }, common, 0, length);
    for (let row = 0; row < rows; row++) {
      const from = (at * rows + row) * length;
      const sample = at * (rows + 1) + row + 1;
      fillNormals({ ...address, sample }, out, from, length);
      for (let i = 0; i < length; i++)
        out[from + i] = (common[i] ?? NaN) + 1e-4 * (out[from + i] ?? NaN);
    }
  }
  return out;
}

test("the model in the program is a Transpose and a MatMul", () => {
  const written = writeOnnx({
    inputs: [{ name: "r", type: "float64", shape: ["S", "K", "L"] }],
    outputs: [{ name: "g", type: "float64", shape: ["S", "K", "K"] }],
    nodes: [
      {
        op: "Transpose",
        inputs: ["r"],
        outputs: ["t"],
        attributes: { perm: [0, 2, 1] },
      },
      { op: "MatMul", inputs: ["r", "t"], outputs: ["g"] },
    ],
  });
  expect(Buffer.from(written).toString("base64")).toBe(gramModel);
});

test.each([
  [3, 9, 2],
  [2, 65, 3 * 32 * 32],
])(
  "%i × [%i, %i]: onnxruntime's products are the loop's, and so are differences that nearly cancel",
  async (count, rows, length) => {
    const { gram, dispose } = onnxGram(await loadRuntime());
    const r = residuals(count, rows, length);
    const given = await gram(r, count, rows);
    const wanted = await loopGram(r, count, rows);
    expect(given.length).toBe(count * rows * rows);
    const at = (g: Float64Array, of: number, j: number, k: number) =>
      g[(of * rows + j) * rows + k] ?? NaN;
    // ‖R_j − R_k‖², a 1e-8th of each product
    const change = (g: Float64Array, of: number, j: number, k: number) =>
      at(g, of, j, j) + at(g, of, k, k) - 2 * at(g, of, j, k);
    for (let of = 0; of < count; of++)
      for (let j = 0; j < rows; j++) {
        const own = at(wanted, of, j, j);
        for (let k = 0; k < rows; k++) {
          const away = at(given, of, j, k) - at(wanted, of, j, k);
          expect(Math.abs(away) / own).toBeLessThan(1e-13);
          if (k === j) continue;
          const exact = change(wanted, of, j, k);
          expect(Math.abs(change(given, of, j, k) / exact - 1)).toBeLessThan(
            1e-4,
          );
        }
      }
    // a resumed optimization comes to the same bits
    expect(await gram(r, count, rows)).toEqual(given);
    // however its samples were put together
    const last = r.subarray((count - 1) * rows * length);
    expect(await gram(last, 1, rows)).toEqual(
      given.subarray((count - 1) * rows * rows),
    );
    await dispose();
  },
);
