import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { command as klub } from "../../../cli/commands/klub.ts";
import { command as optimize } from "../../../cli/commands/optimize.ts";
import { BadInput } from "../../../core/bad-input.ts";
import { runCommand, temporaryFolder } from "./command-line.ts";

const { folder, file } = temporaryFolder();
vi.stubEnv("STEPWRIGHT_STATE", join(folder, "state"));

interface Answer {
  readonly schedules: readonly {
    readonly sigmas: readonly number[];
    readonly klub: number;
    readonly decides: string;
    readonly score: number;
    readonly scoreWeight: number;
  }[];
}

const words = "--model ring-of-8 --steps 4 --samples 64 --levels 17";

test("with another weight klub is by that one and the score by weight 3, which is said beside it", async () => {
  const statistics = join(folder, "statistics.json");
  const { schedules } = (await runCommand(
    optimize,
    `${words} --method exact --weight 2 --statistics ${statistics}`.split(" "),
  )) as Answer;
  const [found] = schedules;
  expect(found).toMatchObject({ decides: "klub", scoreWeight: 3 });
  const given = file("four.json", found?.sigmas);
  for (const [weight, value] of [
    [2, found?.klub],
    [found?.scoreWeight, found?.score],
  ])
    expect(
      await runCommand(
        klub,
        `--statistics ${statistics} --sigmas ${given} --weight ${weight}`.split(
          " ",
        ),
      ),
    ).toMatchObject({ klub: expect.closeTo(value ?? NaN, 9) });
  expect(found?.score).not.toBeCloseTo(found?.klub ?? NaN, 3);
});

test.each([
  [
    "--method coordinate --weight 2",
    "--weight must be 3 with --method coordinate, the search of the paper by its own bound, got 2: --method exact takes any",
  ],
  [
    "--method exact --budget thorough",
    "--budget thorough needs --method tuned, got the method exact, which has no budget",
  ],
  [
    "--method coordinate --solver euler --budget quick",
    "--budget quick needs --method tuned, got the method coordinate, which has no budget",
  ],
  [
    "--budget usual",
    "--budget usual needs --method tuned, got the method exact, which has no budget",
  ],
  ["--measure paired", "--measure paired needs --solver, got no solver"],
])(
  "%s is refused, since the method goes without it",
  async (given, sentence) => {
    const running = runCommand(optimize, `${words} ${given}`.split(" "));
    await expect(running).rejects.toThrow(BadInput);
    await expect(running).rejects.toThrow(sentence);
  },
);
