import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { command as optimize } from "../../../cli/commands/optimize.ts";
import { command as sample } from "../../../cli/commands/sample.ts";
import { guidanceReference } from "../../core/reference.ts";
import { networkModel } from "../../models/onnx-networks.ts";
import { writeOnnx } from "../../models/onnx-writer.ts";
import { runCommand, temporaryFolder } from "./command-line.ts";

const { folder, file } = temporaryFolder();
vi.stubEnv("STEPWRIGHT_STATE", join(folder, "state"));

interface Answer {
  readonly schedules: readonly {
    readonly sigmas: readonly number[];
    readonly times?: readonly number[];
    readonly score: number;
    readonly baselineScores: Readonly<Record<string, number>>;
  }[];
  readonly candidates: readonly { readonly id: string }[];
}

const tuned = async (words: string) =>
  (await runCommand(
    optimize,
    `${words} --budget quick --samples 32 --levels 17`.split(" "),
  )) as Answer;

/** Samples of seed 77, which no optimization has seen. */
async function samples(words: string): Promise<number[]> {
  const out = join(folder, "out.json");
  const drawn = `${words} --seed 77 --count 500 --precision f64 --out ${out}`;
  await runCommand(sample, drawn.split(" "));
  const made: unknown = JSON.parse(readFileSync(out, "utf8"));
  return (made as { samples: number[][] }).samples.flat();
}

function apart(a: readonly number[], b: readonly number[]): number {
  const sum = a.reduce((s, value, i) => s + (value - (b[i] ?? NaN)) ** 2, 0);
  return Math.sqrt(sum / a.length);
}

test("a guided model is tuned with a CFG++ solver: closer to the guided fine solution than any hand-crafted schedule", async () => {
  const { classMixture, unconditionalMixture } = guidanceReference;
  const kind = "gaussian-mixture";
  const toy = file("conditional.json", {
    format: "stepwright-toy",
    kind: "conditional",
    classes: [{ kind, ...classMixture }],
    unconditional: { kind, ...unconditionalMixture },
  });
  const model = `--model ${toy} --class 0 --guidance 2`;
  const { schedules } = await tuned(
    `${model} --solver euler_cfg_pp --steps 4 --sigma-min 0.02 --sigma-max 20`,
  );
  const [best] = schedules;
  for (const score of Object.values(best?.baselineScores ?? {}))
    expect(best?.score).toBeLessThanOrEqual(score);
  const ends = "--sigma-min 0.02 --sigma-max 20 --ending sigma-min";
  const fine = await samples(
    `${model} --solver heun --schedule edm --steps 100 ${ends}`,
  );
  const found = file("found.json", best?.sigmas);
  const own = await samples(`${model} --solver euler_cfg_pp --sigmas ${found}`);
  for (const name of ["edm", "logsnr", "gaussian-optimal"]) {
    const theirs = await samples(
      `${model} --solver euler_cfg_pp --schedule ${name} --steps 4 ${ends}`,
    );
    expect(apart(own, fine)).toBeLessThan(apart(theirs, fine));
  }
  // without its unconditional part it would be Euler, whose schedule is another
  const euler = await tuned(
    `${model} --solver euler --steps 4 --sigma-min 0.02 --sigma-max 20`,
  );
  expect(euler.schedules[0]?.baselineScores["edm"]).not.toBeCloseTo(
    best?.baselineScores["edm"] ?? NaN,
    3,
  );
});

test("a flow's network is tuned along the flow without being asked: its times are a schedule of sample --process flow", async () => {
  const path = file("flow.onnx", writeOnnx(networkModel("flow")));
  file("flow.json", { prediction: "flow", timestep_scale: 1000 });
  const { schedules, candidates } = await tuned(
    `--model ${path} --solver euler_ancestral --steps 4`,
  );
  const [best] = schedules;
  const ids = candidates.map(({ id }) => id);
  expect(ids).toContain("flow-uniform shift 1");
  expect(ids).toContain("flow-uniform shift 3");
  const times = best?.times ?? [];
  expect(times).toEqual(best?.sigmas.map((sigma) => sigma / (1 + sigma)));
  expect(times[0]).toBeCloseTo(0.999, 9);
  expect(times.at(-1)).toBeCloseTo(0.001, 9);
  const made = await samples(
    `--model ${path} --solver euler_ancestral --process flow --sigmas ${file("times.json", times)}`,
  );
  const column = made.filter((_, i) => i % 2 === 0);
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  // a Gaussian of mean 0.25 and deviation 0.5
  expect(Math.abs(mean - 0.25)).toBeLessThan(0.12);
});
