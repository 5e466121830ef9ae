import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "fast-png";
import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { command } from "../../../cli/commands/sample.ts";
import { readNpy, writeNpy } from "../../../nodes/formats/npy.ts";
import { torchGenerator } from "../../../core/noise/torch-generator.ts";
import { referenceRuns, solverReference } from "../../core/reference.ts";
import { runCommand, temporaryFolder } from "./command-line.ts";

const { folder, file } = temporaryFolder();
const run = (words: readonly string[]) => runCommand(command, words);

interface JsonOut {
  readonly samples: readonly (readonly number[])[];
  readonly steps: readonly (readonly (readonly number[])[])[];
  readonly nfe: number;
  readonly seconds: number;
}

const read = (path: string) =>
  JSON.parse(readFileSync(path, "utf8")) as JsonOut;

const out = (ending: string) => join(folder, `out.${ending}`);
const edm = ["--schedule", "edm", "--steps", "5"];
const ring = ["--model", "ring-of-8", "--solver", "euler"];

describe("sample against the reference runs", () => {
  const { mixture, zT, sigmaSets, noise } = solverReference;
  const runs = [
    ...referenceRuns("solvers-ode"),
    ...referenceRuns("solvers-sde"),
  ];
  const toy = file("toy.json", {
    format: "stepwright-toy",
    kind: "gaussian-mixture",
    ...mixture,
  });
  const noiseFile = file("noise.json", noise);
  const wanted = [
    "euler",
    "heun",
    "dpmpp_2m",
    "ddpm",
    "dpmpp_2m_sde",
    // options that are called or written otherwise here
    "er_sde",
    "er_sde_original",
    "dpm_pp_multistep",
    "dpm_solver_multistep_noise_pred",
    "unipc_multistep",
  ];
  const chosen = wanted.flatMap((solver) => {
    const found = runs.find(
      (one) => one.solver === solver && one.sigma_set === "karras10",
    );
    return found ? [found] : [];
  });

  test("every one of them has a run to compare with", () => {
    expect(chosen.map(({ solver }) => solver)).toEqual(wanted);
  });

  test.each(chosen)(
    "$solver gives every state of $source to 1e-12",
    async ({ solver, options, x_steps, final, nfe, sigma_set, t_steps }) => {
      const sigmas = t_steps ?? sigmaSets[sigma_set ?? ""] ?? [];
      const first = sigmas[0] ?? NaN;
      const init = zT.map((point) => point.map((z) => z * first));
      const sigmaFile = file("sigmas.json", { sigmas });
      const initFile = file("init.json", init);
      const optionWords = Object.entries(options).flatMap(([name, value]) => [
        "--option",
        `${name}=${value}`,
      ]);
      const answer = await run([
        "--model",
        toy,
        "--solver",
        solver,
        "--sigmas",
        sigmaFile,
        "--init",
        initFile,
        "--noise",
        noiseFile,
        "--precision",
        "f64",
        "--out",
        out("json"),
        ...optionWords,
      ]);
      expect(answer).toMatchObject({ nfe, out: out("json") });
      const result = read(out("json"));
      expect(result.nfe).toBe(nfe);
      expect(result.seconds).toBeGreaterThan(0);
      expect(result.steps).toHaveLength(sigmas.length);
      expect(result.steps.at(-1)).toEqual(result.samples);
      const got = [...result.steps, result.samples].flat(2);
      const expected = [...x_steps, final].flat(2);
      expect(got).toHaveLength(expected.length);
      got.forEach((value, index) => {
        expect(Math.abs(value - (expected[index] ?? NaN))).toBeLessThan(
          1e-12 * (1 + Math.abs(value)),
        );
      });
    },
  );
});

describe("files", () => {
  test("npy holds the samples with their shape, double for toys and single when asked", async () => {
    await run([...ring, ...edm, "--count", "7", "--out", out("npy")]);
    const double = readNpy(readFileSync(out("npy")), "out.npy");
    expect(double.shape).toEqual([7, 2]);
    expect(double.data).toBeInstanceOf(Float64Array);
    await run([
      ...ring,
      ...edm,
      "--count",
      "7",
      "--precision",
      "f32",
      "--out",
      out("npy"),
    ]);
    const single = readNpy(readFileSync(out("npy")), "out.npy");
    expect(single.data).toBeInstanceOf(Float32Array);
    expect(single.data[0]).toBeCloseTo(double.data[0] ?? NaN, 4);
  });

  test("npz holds samples and sigmas", async () => {
    await run([...ring, ...edm, "--count", "3", "--out", out("npz")]);
    const files = unzipSync(readFileSync(out("npz")));
    expect(Object.keys(files)).toEqual(["samples.npy", "sigmas.npy"]);
    const sigmas = readNpy(files["sigmas.npy"] ?? new Uint8Array(), "sigmas");
    expect(sigmas.data).toHaveLength(6);
    expect(sigmas.data[0]).toBeCloseTo(80, 10);
  });

  test("png is a picture of the points", async () => {
    await run([...ring, ...edm, "--count", "100", "--out", out("png")]);
    expect(decode(readFileSync(out("png")))).toMatchObject({
      width: 512,
      height: 512,
    });
  });

  test("--init and --noise may be NPY", async () => {
    const init = file(
      "init.npy",
      writeNpy(Float64Array.of(1, 2, 3, 4), [2, 2]),
    );
    await run([...ring, ...edm, "--init", init, "--out", out("json")]);
    expect(read(out("json")).steps[0]).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test("--noise-source torch-cpu starts from torch.randn of the seed", async () => {
    await run([
      ...ring,
      ...edm,
      "--seed",
      "42",
      "--count",
      "3",
      "--noise-source",
      "torch-cpu",
      "--out",
      out("json"),
    ]);
    const start = read(out("json")).steps[0]?.flat() ?? [];
    const normals = [...torchGenerator(42).normals(6)];
    expect(start.map((value) => value / 80)).toEqual(
      normals.map((z) => expect.closeTo(z, 12)),
    );
  });

  test("--noise-source brownian draws the noise of every schedule along one path", async () => {
    const end = async (source: string, steps: number) => {
      await run([
        "--model",
        "ring-of-8",
        "--solver",
        "stochastic-ddim",
        "--schedule",
        "edm",
        "--steps",
        `${steps}`,
        "--count",
        "20",
        "--noise-source",
        source,
        "--out",
        out("json"),
      ]);
      return read(out("json")).samples.flat();
    };
    const distance = async (source: string) => {
      const coarse = await end(source, 40);
      const fine = await end(source, 80);
      return Math.hypot(...coarse.map((value, i) => value - (fine[i] ?? NaN)));
    };
    expect(await distance("brownian")).toBeLessThan(
      (await distance("default")) / 2,
    );
  });

  test("the same seed gives the same file, sample k whatever the count", async () => {
    const states = async (count: number, seed: number) => {
      await run([
        ...ring,
        ...edm,
        "--seed",
        `${seed}`,
        "--count",
        `${count}`,
        "--out",
        out("json"),
      ]);
      return read(out("json")).samples;
    };
    const first = await states(4, 1);
    expect(await states(4, 1)).toEqual(first);
    expect((await states(9, 1)).slice(0, 4)).toEqual(first);
    expect(await states(4, 2)).not.toEqual(first);
  });
});
