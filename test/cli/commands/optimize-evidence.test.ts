import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { command as optimize } from "../../../cli/commands/optimize.ts";
import { runCommand, temporaryFolder } from "./command-line.ts";

const { folder } = temporaryFolder();
vi.stubEnv("STEPWRIGHT_STATE", join(folder, "state"));

interface Answer {
  readonly schedules: readonly {
    readonly sigmas: readonly number[];
    readonly score: number;
    readonly scoreInterval?: readonly number[];
    readonly baselineScores: Readonly<Record<string, number>>;
  }[];
  readonly nfe: number;
  readonly evidenceNfe?: number;
  readonly candidates: readonly object[];
}

async function answered(words: string) {
  const said: string[] = [];
  const answer = await runCommand(
    optimize,
    `--model ring-of-8 --steps 10 ${words}`.split(" "),
    new AbortController().signal,
    (sentence) => void said.push(sentence),
  );
  return { answer: answer as Answer, said };
}

test.each([
  ["exact", "--samples 256 --levels 33"],
  ["coordinate", "--samples 16 --levels 17"],
])(
  "what %s finds is measured with a solver that is given, beside well-known schedules, and stays what is returned",
  async (method, words) => {
    const { answer, said } = await answered(
      `--method ${method} ${words} --solver dpmpp-2m`,
    );
    const [found] = answer.schedules;
    expect(found).toMatchObject({ decides: "paired", chosen: "optimized" });
    const { logsnr = NaN } = found?.baselineScores ?? {};
    expect(logsnr).toBeGreaterThan(0);
    const [low = NaN, high = NaN] = found?.scoreInterval ?? [];
    expect(low).toBeLessThan(found?.score ?? NaN);
    expect(high).toBeGreaterThan(found?.score ?? NaN);
    const isWorse = said.some((sentence) =>
      sentence.startsWith("10 steps: LogSNR is better with this solver: "),
    );
    expect(isWorse).toBe(low > logsnr);
  },
);

test("the evidence changes neither what exact finds nor what finding it took, and no schedule of the report is lost", async () => {
  const words = "--method exact --samples 512 --levels 65";
  const alone = (await answered(words)).answer;
  const { answer, said } = await answered(`${words} --solver dpmpp-2m`);
  expect(answer.schedules[0]?.sigmas).toEqual(alone.schedules[0]?.sigmas);
  expect(answer.nfe).toBe(alone.nfe);
  expect(alone).not.toHaveProperty("evidenceNfe");
  expect(answer.evidenceNfe).toBeGreaterThan(0);
  expect(answer.candidates).toHaveLength(alone.candidates.length);
  expect(said.join("\n")).toMatch(
    /LogSNR is better with this solver: KLUB optimum has 1\.\d+ times its paired error .* method tuned returns what measures best\./,
  );
});
