import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { command } from "../../../cli/commands/sample.ts";
import { BadInput } from "../../../core/bad-input.ts";
import { notFiniteModel, onnxFile } from "../../models/onnx-samples.ts";
import { runCommand, temporaryFolder } from "./command-line.ts";

const { folder, file } = temporaryFolder();
const run = (words: readonly string[], signal?: AbortSignal) =>
  runCommand(command, words, signal);

const out = (ending: string) => join(folder, `out.${ending}`);
const edm = ["--schedule", "edm", "--steps", "5"];
const newer = { format: "stepwright-schedule", version: 2, sigmas: [3, 1] };
const ring = ["--model", "ring-of-8", "--solver", "euler"];

describe("what cannot be done is one sentence", () => {
  const json = ["--out", out("json")];
  test.each([
    [
      [...ring, ...edm, ...json],
      "sample needs --count or --init with at least one sample, got neither",
    ],
    [
      [...ring, "--schedule", "simple", "--count", "1", ...json],
      "Simple is made from the noise levels that a model was trained at, and ring-of-8 has no table of them: --model-sampling must say whose are meant",
    ],
    [
      [
        ...ring,
        "--schedule",
        "simple",
        "--model-sampling",
        "sd3",
        "--process",
        "variance-exploding",
        "--count",
        "1",
        ...json,
      ],
      "noise levels are asked for, and those of Simple, sd3 are times of a flow",
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
      "churn (s_churn) must be a number",
    ],
    [
      [...ring, ...edm, "--noise-source", "cuda", "--count", "1", ...json],
      '--noise-source must be one of default, torch-cpu, torch-cpu-each, brownian, got "cuda".',
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
      [
        ...ring,
        ...edm,
        "--count",
        "1",
        "--seed",
        "18446744073709551615",
        ...json,
      ],
      "--seed must be a whole number from 0 to 9007199254740991, got 18446744073709551615; --noise-source torch-cpu and torch-cpu-each take it.",
    ],
    ...["--steps=5", "--sigma-min=0.1", "--ending=zero", "--denoise=0.5"].map(
      (word): [string[], string] => [
        [...ring, "--sigmas", "3 1 0", word, "--count", "1", ...json],
        `--sigmas gives all noise levels, so that ${word.split("=")[0]} has nothing to say beside it`,
      ],
    ),
    [
      [...ring, "--sigmas", "3 1 0", "--rho", "5", "--count", "1", ...json],
      "--sigmas gives all noise levels, so that --rho has nothing to say beside it",
    ],
    [
      [...ring, ...edm, "--class", "", "--count", "1", ...json],
      "--class must be a class's name or number, got nothing.",
    ],
    [
      [...ring, ...edm, "--count", "0x10", ...json],
      "--count must be a whole number from 1 to 9007199254740991, got 0x10.",
    ],
    [
      [
        ...ring,
        ...edm,
        "--option",
        "s_churn=1",
        "--option",
        "s_churn=2",
        "--count",
        "1",
        ...json,
      ],
      "Euler (DDIM)'s s_churn must be given once, got s_churn=1 and s_churn=2",
    ],
    [
      [
        ...ring,
        ...edm,
        "--init",
        file("deep.json", "[".repeat(2e5) + "]".repeat(2e5)),
        ...json,
      ],
      "deep.json is neither an NPY file nor JSON: it is nested more than 100 deep",
    ],
    [
      [
        "--model",
        file("deep-toy.json", `{"a":${"[".repeat(2e5)}`),
        "--solver",
        "euler",
        ...edm,
        "--count",
        "1",
        ...json,
      ],
      "deep-toy.json is not JSON: it is nested more than 100 deep",
    ],
    [
      [...ring, "--sigmas", file("newer.json", newer), "--count", "1", ...json],
      "newer.json was saved by a newer Stepwright and cannot be read here: its schedule has the version 2, and this one knows version 1",
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
