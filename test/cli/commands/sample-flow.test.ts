import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { command } from "../../../cli/commands/sample.ts";
import {
  difference,
  guidanceReference,
  referenceRuns,
  solverReference,
  type ReferenceRun,
} from "../../core/reference.ts";
import { titleOf } from "../../core/solvers/replay.ts";
import { runCommand, temporaryFolder } from "./command-line.ts";

const { folder, file } = temporaryFolder();
const out = join(folder, "out.json");
const { mixture, zT, noise, sigmaSets, flowShift } = solverReference;
const { classMixture, unconditionalMixture } = guidanceReference;
const kind = "gaussian-mixture";
const format = "stepwright-toy";
const noiseFile = file("noise.json", noise);

/** Makes a reference run on the command line, and compares every sample. */
async function agrees(
  run: ReferenceRun,
  model: string,
  words: readonly string[],
): Promise<void> {
  const sigmas = sigmaSets[run.sigma_set ?? ""] ?? [];
  const init = zT.map((point) => point.map((z) => z * (sigmas[0] ?? NaN)));
  const options = Object.entries(run.options).flatMap(([name, value]) => [
    "--option",
    `${name}=${value}`,
  ]);
  const given = {
    "--model": model,
    "--solver": run.solver,
    "--sigmas": file("sigmas.json", sigmas),
    "--init": file("init.json", init),
    "--noise": noiseFile,
    "--out": out,
  };
  const answer = await runCommand(command, [
    ...Object.entries(given).flat(),
    ...options,
    ...words,
  ]);
  expect(answer).toMatchObject({ nfe: run.nfe });
  const { samples } = JSON.parse(readFileSync(out, "utf8")) as {
    samples: number[][];
  };
  expect(difference(samples.flat(), run.final.flat())).toBeLessThan(1e-10);
}

const toy = file("toy.json", { format, kind, ...mixture });

test.each(
  referenceRuns("solvers-flow").map((run) => [titleOf(run), run] as const),
)("sample --process flow gives ComfyUI's samples of %s", (_, run) =>
  agrees(run, toy, ["--process", "flow", "--flow-shift", `${flowShift}`]),
);

const conditional = file("conditional.json", {
  format,
  kind: "conditional",
  classes: [{ kind, ...classMixture }],
  unconditional: { kind, ...unconditionalMixture },
});

test.each(
  referenceRuns("solvers-cfgpp")
    .filter(({ cfg_scale }) => cfg_scale === 4)
    .map((run) => [titleOf(run), run] as const),
)("sample --guidance gives ComfyUI's samples of %s", (_, run) =>
  agrees(run, conditional, ["--guidance", `${run.cfg_scale}`]),
);

test.each([
  [
    "--solver euler --schedule edm --steps 5",
    "The schedule of a flow must start at a time of at most 1, got 80",
  ],
  [
    "--solver res_multistep --schedule edm --steps 5 --sigma-max 1",
    "RES multistep has no formula for a flow, only for variance-exploding states",
  ],
  [
    "--solver euler --schedule edm --steps 5 --sigma-max 1 --option s_churn=2",
    "churn has no formula for a flow: churn (s_churn) must be 0, got 2",
  ],
])("sample --process flow %s is refused", async (words, sentence) => {
  await expect(
    runCommand(command, [
      ...`--model ring-of-8 --process flow --count 2 --out ${out}`.split(" "),
      ...words.split(" "),
    ]),
  ).rejects.toThrow(sentence);
});

test("a schedule made for a flow is sampled along it", async () => {
  const common = `--model ${toy} --solver euler --count 3 --out ${out}`;
  const samples = async (words: string): Promise<unknown> => {
    await runCommand(command, `${common} ${words}`.split(" "));
    const made: unknown = JSON.parse(readFileSync(out, "utf8"));
    return (made as { samples: unknown }).samples;
  };
  const times = file("times.json", [1, 0.75, 0.5, 0.25, 0]);
  expect(
    await samples(
      "--schedule simple --model-sampling flow --steps 4 --ending zero",
    ),
  ).toEqual(await samples(`--process flow --sigmas ${times}`));
});

test("a shift without a flow is refused", async () => {
  await expect(
    runCommand(
      command,
      `--model ring-of-8 --solver euler --schedule edm --steps 5 --count 2 --flow-shift 3 --out ${out}`.split(
        " ",
      ),
    ),
  ).rejects.toThrow(
    "--flow-shift 3 needs times of a flow, got noise levels: --process flow says that they are times",
  );
});
