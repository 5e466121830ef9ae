import { utimes, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { loadDenoiser } from "../../models/load.ts";
import { sharedSession } from "../../models/shared-session.ts";
import { countLoads } from "../bench/session-loads.ts";
import { gaussianModel, onnxFile } from "./onnx-samples.ts";
import { writeOnnx } from "./onnx-writer.ts";
import { copyOf } from "../nodes/pipeline/broken-folder.ts";

const loads = countLoads();
const x = new Float32Array(2);
const sigma = new Float32Array([1]);

test("a file that is understood in two ways is one session, and what each says of it is its own", async () => {
  const path = onnxFile(gaussianModel());
  const before = loads.count();
  const [narrow, wide] = await Promise.all([
    loadDenoiser({ kind: "onnx", path, manifest: { sigma_max: 3 } }),
    loadDenoiser({ kind: "onnx", path, manifest: { sigma_max: 30 } }),
  ]);
  expect([narrow.sigmaMax, wide.sigmaMax]).toEqual([3, 30]);
  expect(await narrow.denoise(x, sigma)).toEqual(await wide.denoise(x, sigma));
  expect(loads.count() - before).toBe(1);
});

test("a session outlives the first of its users to leave, and ends with the last", async () => {
  const path = onnxFile(gaussianModel());
  const first = await loadDenoiser({ kind: "onnx", path });
  const second = await loadDenoiser({
    kind: "onnx",
    path,
    manifest: { sigma_max: 3 },
  });
  const wanted = await second.denoise(x, sigma);
  await first.dispose();
  expect(await second.denoise(x, sigma)).toEqual(wanted);
  await second.dispose();
  const before = loads.count();
  await loadDenoiser({ kind: "onnx", path });
  expect(loads.count() - before).toBe(1);
});

test("a file that has changed is another session beside the one that is in use", async () => {
  const path = onnxFile(gaussianModel());
  const old = await loadDenoiser({ kind: "onnx", path });
  const before = loads.count();
  const wanted = await old.denoise(x, sigma);
  await writeFile(path, writeOnnx(gaussianModel({ metadata: { title: "B" } })));
  await utimes(path, 1, 1);
  const changed = await loadDenoiser({ kind: "onnx", path });
  expect(changed.description.title).toBe("B");
  expect(await old.denoise(x, sigma)).toEqual(wanted);
  expect(loads.count() - before).toBe(1);
});

test("the network of a pipeline that is told its times in two ways is one session", async () => {
  const folder = copyOf("sd15-optimum");
  const before = loads.count();
  await loadDenoiser({ kind: "pipeline", folder });
  await loadDenoiser({ kind: "pipeline", folder, time: "between" });
  expect(loads.count() - before).toBe(1);
});

test("what was found out of a session is not found out again, and a failure is", async () => {
  const place = {
    path: onnxFile(gaussianModel()),
    weights: [],
    name: "gaussian.onnx",
    device: "cpu",
  } as const;
  const one = await sharedSession(place);
  const other = await sharedSession(place);
  await expect(
    one.once("batch", () => Promise.reject(new Error("busy"))),
  ).rejects.toThrow("busy");
  expect(await one.once("batch", () => Promise.resolve(8))).toBe(8);
  expect(await other.once("batch", () => Promise.resolve(9))).toBe(8);
});

test("a session that cannot be had is asked for anew by the next", async () => {
  const path = onnxFile(gaussianModel());
  await writeFile(path, writeOnnx({ ...gaussianModel(), opset: 99 }));
  const opened = () => loadDenoiser({ kind: "onnx", path });
  await expect(opened()).rejects.toThrow(/opset 99/);
  await expect(opened()).rejects.toThrow(/opset 99/);
  await writeFile(path, writeOnnx(gaussianModel()));
  expect((await opened()).shape).toEqual([2]);
});
