import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { command as klub } from "../../../cli/commands/klub.ts";
import { command as optimize } from "../../../cli/commands/optimize.ts";
import { command as sample } from "../../../cli/commands/sample.ts";
import { BadInput } from "../../../core/bad-input.ts";
import { difference, guidanceReference } from "../../core/reference.ts";
import { runCommand, temporaryFolder } from "./command-line.ts";

const { folder, file } = temporaryFolder();
const { classMixture, unconditionalMixture, zT, sigmaSets, runs } =
  guidanceReference;
const kind = "gaussian-mixture";
const toy = file("conditional.json", {
  format: "stepwright-toy",
  kind: "conditional",
  classes: [{ kind, ...classMixture }],
  unconditional: { kind, ...unconditionalMixture },
});
const out = join(folder, "out.json");

describe("sample --guidance", () => {
  test.each(runs)(
    "$cfg_scale with $solver on $sigma_set gives ComfyUI's samples",
    async (run) => {
      const sigmas = sigmaSets[run.sigma_set] ?? [];
      const first = sigmas[0] ?? NaN;
      const answer = await runCommand(sample, [
        "--model",
        toy,
        "--solver",
        run.solver,
        "--sigmas",
        file("sigmas.json", sigmas),
        "--init",
        file(
          "init.json",
          zT.map((point) => point.map((z) => z * first)),
        ),
        "--guidance",
        `${run.cfg_scale}`,
        "--out",
        out,
      ]);
      expect(answer).toMatchObject({ nfe: run.nfe });
      const { samples } = JSON.parse(readFileSync(out, "utf8")) as {
        samples: number[][];
      };
      expect(difference(samples.flat(), run.final.flat())).toBeLessThan(1e-12);
    },
  );

  test.each([
    ["euler_cfg_pp", [], 1],
    ["euler_cfg_pp", ["--guidance", "3"], 0],
    ["euler", [], 0],
  ])(
    "%s with %j says %d times that guidance is missing",
    async (solver, words, times) => {
      const said: string[] = [];
      const { signal } = new AbortController();
      const plain = ["--model", toy, "--sigmas", "9 3 0", "--count", "2"];
      await runCommand(
        sample,
        [...plain, "--solver", solver, ...words, "--out", out],
        signal,
        (message) => void said.push(message),
      );
      expect(
        said.filter((one) => one.includes("works on what guidance adds")),
      ).toHaveLength(times);
    },
  );

  test("with --guidance-rescale gives other samples", async () => {
    const samples = async (...words: string[]) => {
      await runCommand(sample, [
        ...`--model ${toy} --solver euler --schedule edm --steps 5 --count 3 --guidance 6 --out ${out}`.split(
          " ",
        ),
        ...words,
      ]);
      const made: unknown = JSON.parse(readFileSync(out, "utf8"));
      return (made as { samples: number[][] }).samples;
    };
    const plain = await samples();
    expect(await samples("--guidance-rescale", "0")).toEqual(plain);
    expect(await samples("--guidance-rescale", "0.7")).not.toEqual(plain);
  });
});

test("klub and optimize measure the guided model", async () => {
  const settings = `--model ${toy} --samples 16 --levels 17 --class 0`;
  const measured = async (words: string) => {
    const given = file("schedule.json", [20, 5, 1, 0.1]);
    const answer = await runCommand(
      klub,
      `${settings} --sigmas ${given} ${words}`.trim().split(" "),
    );
    return answer as { klub: number; nfe: number };
  };
  const plain = await measured("");
  const strong = await measured("--guidance 3");
  expect(plain.nfe).toBe(16 * 17);
  // its own samples take 35 evaluations each
  expect(strong.nfe).toBe(16 * (17 + 35));
  expect(strong.klub).not.toBe(plain.klub);
  expect(
    await runCommand(
      optimize,
      `${settings} --steps 3 --sigma-min 0.1 --sigma-max 20 --guidance 3`.split(
        " ",
      ),
    ),
  ).toMatchObject({ nfe: 16 * (17 + 35) });
});

const ring = `--model ring-of-8 --solver euler --schedule edm --steps 3 --count 1 --out ${out}`;
test.each([
  [
    sample,
    `${ring} --guidance 2`,
    "Ring of 8 has no classes: guidance needs a model with classes to push towards",
  ],
  [
    sample,
    `${ring} --guidance -1`,
    "--guidance must be a number from 0 to 100, got -1",
  ],
  [
    sample,
    `${ring} --guidance much`,
    "--guidance must be a number from 0 to 100, got much",
  ],
  [
    sample,
    `${ring} --guidance-rescale 2`,
    "--guidance-rescale must be a number from 0 to 1, got 2",
  ],
  [
    sample,
    `${ring} --guidance-rescale 0.5`,
    "--guidance-rescale 0.5 needs --guidance, got no guidance",
  ],
  [
    optimize,
    "--model ring-of-8 --steps 3 --guidance 2",
    "Ring of 8 has no classes: guidance needs a model with classes to push towards",
  ],
])("bad input %# is one sentence", async (command, words, sentence) => {
  const running = runCommand(command, words.split(" "));
  await expect(running).rejects.toThrow(BadInput);
  await expect(running).rejects.toThrow(sentence);
});
