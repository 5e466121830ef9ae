import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command as Program } from "commander";
import { decode } from "fast-png";
import { unzipSync } from "fflate";
import { afterAll, describe, expect, test } from "vitest";
import { command as models } from "../../../cli/commands/models.ts";
import { command } from "../../../cli/commands/sample.ts";
import { BadInput } from "../../../core/bad-input.ts";
import { readNpy, writeNpy } from "../../../nodes/formats/npy.ts";
import { solverReference } from "../../core/reference.ts";
import { notFiniteModel, onnxFile } from "../../models/onnx-samples.ts";

const folder = mkdtempSync(join(tmpdir(), "stepwright-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(
    path,
    content instanceof Uint8Array ? content : JSON.stringify(content),
  );
  return path;
}

async function run(
  words: readonly string[],
  signal: AbortSignal = new AbortController().signal,
): Promise<unknown> {
  const printed: unknown[] = [];
  const program = new Program("sample").option("--json").exitOverride();
  command.declare(program, {
    print: (answer) => void printed.push(answer),
    say: () => {},
    signal,
  });
  await program.parseAsync([...words], { from: "user" });
  expect(printed).toHaveLength(1);
  return printed[0];
}

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
  const { mixture, zT, sigmaSets, noise, runs } = solverReference;
  const toy = file("toy.json", {
    format: "stepwright-toy",
    kind: "gaussian-mixture",
    ...mixture,
  });
  const noiseFile = file("noise.json", noise);
  const wanted = ["euler", "heun", "dpmpp_2m", "ddpm", "dpmpp_2m_sde"];
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
    async ({ solver, options, x_steps, final, nfe, sigma_set }) => {
      const sigmas = sigmaSets[sigma_set ?? ""] ?? [];
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

describe("what cannot be done is one sentence", () => {
  const json = ["--out", out("json")];
  test.each([
    [
      [...ring, ...edm, ...json],
      "sample needs --count or --init with at least one sample, got neither",
    ],
    [
      [...ring, "--count", "1", ...json],
      "sample takes either --schedule or --sigmas, got neither",
    ],
    [
      [...ring, ...edm, "--count", "1", "--out", out("gif")],
      `--out must end in .npy, .npz, .json, .png, got ${out("gif")}`,
    ],
    [
      [...ring, ...edm, "--init", file("wide.json", [[1, 2, 3]]), ...json],
      "--init must have the shape [1, 2], got [1, 3]",
    ],
    [
      [
        ...ring,
        ...edm,
        "--init",
        file("two.json", [
          [1, 2],
          [3, 4],
        ]),
        "--count",
        "3",
        ...json,
      ],
      "--count is 3, but --init holds 2 samples",
    ],
    [
      [...ring, ...edm, "--init", file("ragged.json", [[1, 2], [3]]), ...json],
      "ragged.json must be lists of the same lengths, [2, 2], got a list of 1 at depth 2",
    ],
    [
      [
        "--model",
        "ring-of-8",
        "--solver",
        "euler_ancestral",
        ...edm,
        "--count",
        "2",
        "--noise",
        file("short.json", [
          [
            [1, 2],
            [3, 4],
          ],
        ]),
        ...json,
      ],
      "The solver asked for noise array 2, but only 1 were given",
    ],
    [
      [
        ...ring,
        "--sigmas",
        file("rising.json", [1, 2]),
        "--count",
        "1",
        ...json,
      ],
      "rising.json: noise level 2 of 2 must be below the one before it, 1, got 2",
    ],
    [
      [...ring, ...edm, "--class", "cat", "--count", "1", ...json],
      'Ring of 8 has no classes, got the class "cat"',
    ],
    [
      [
        "--model",
        "ring-of-8",
        "--solver",
        "ualer",
        ...edm,
        "--count",
        "1",
        ...json,
      ],
      "The solver must be one of",
    ],
    [
      [...ring, "--schedule", "edm", "--steps", "0", "--count", "1", ...json],
      "steps must be a whole number from 1 to",
    ],
    [
      [...ring, ...edm, "--option", "s_churn=lots", "--count", "1", ...json],
      "s_churn must be a number",
    ],
    [
      [...ring, ...edm, "--count", "1e9", ...json],
      "1000000000 samples of 2 numbers each do not fit in memory; at most 67108864 samples can be made at once",
    ],
    [
      [...ring, ...edm, "--count", "1e12", ...json],
      "1000000000000 samples of 2 numbers each do not fit in memory",
    ],
    [
      [...ring, ...edm, "--seed", "18446744073709551615", ...json],
      "--seed must be a whole number from 0 to 9007199254740991, got 18446744073709551615.",
    ],
    [
      [...ring, "--sigmas", folder, "--count", "1", ...json],
      `--sigmas ${folder} cannot be read: it is a folder`,
    ],
    [
      [...ring, ...edm, "--init", join(folder, "no.npy"), ...json],
      `--init ${join(folder, "no.npy")} cannot be read: there is no such file or folder`,
    ],
    [
      [
        ...ring,
        "--sigmas",
        file(
          "million.json",
          Array.from({ length: 1e6 }, (_, k) => 1e6 - k),
        ),
        "--count",
        "1",
        ...json,
      ],
      "million.json must have at most 10001 noise levels, got 1000000",
    ],
  ])("%#: %s", async (words, sentence) => {
    const failed = run(words);
    await expect(failed).rejects.toThrow(sentence);
    await expect(failed).rejects.toBeInstanceOf(BadInput);
  });

  test("a model that gives no numbers: solver, step, sigma and model are named", async () => {
    const model = onnxFile(notFiniteModel());
    await expect(
      run([
        "--model",
        model,
        "--solver",
        "euler",
        ...edm,
        "--count",
        "2",
        ...json,
      ]),
    ).rejects.toThrow(
      /^Euler.*, step 1 of 5 at sigma (80|79\.9\d+): model\.onnx gave -?Infinity for sample 1 of 2/,
    );
  });

  test("Ctrl+C ends it", async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(new Error("stopped")), 20);
    await expect(
      run(
        [
          ...ring,
          "--schedule",
          "edm",
          "--steps",
          "5000",
          "--count",
          "500",
          ...json,
        ],
        controller.signal,
      ),
    ).rejects.toThrow("stopped");
  });
});

test("models lists every toy with its shape", () => {
  const printed: unknown[] = [];
  const program = new Program("models").option("--json").exitOverride();
  models.declare(program, {
    print: (answer) => void printed.push(answer),
    say: () => {},
    signal: new AbortController().signal,
  });
  program.parse([], { from: "user" });
  expect(printed[0]).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ id: "ring-of-8", kind: "toy", shape: [2] }),
      expect.objectContaining({ id: "checkerboard", kind: "toy" }),
    ]),
  );
});
