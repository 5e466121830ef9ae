import { Command as Program } from "commander";
import { describe, expect, test } from "vitest";
import { command } from "../../../cli/commands/schedule.ts";
import { BadInput } from "../../../core/bad-input.ts";
import {
  modelScheduleReference,
  relativeDifference,
  scheduleReference,
} from "../../core/reference.ts";

interface Answer {
  readonly sigmas: readonly number[];
  readonly steps: number;
  readonly ending: string;
}

function run(...words: string[]) {
  const said: string[] = [];
  let printed: { answer: unknown; text: string | undefined } | undefined;
  const program = new Program("schedule")
    .option("--json")
    .configureOutput({ writeErr: (text) => void said.push(text) })
    .exitOverride();
  command.declare(program, {
    print: (answer, text) => void (printed = { answer, text }),
    say: (message) => void said.push(message),
    signal: new AbortController().signal,
  });
  program.parse(words, { from: "user" });
  if (!printed) throw new Error("nothing was printed");
  return { answer: printed.answer as Answer, text: printed.text, said };
}

const limits = ["--sigma-min", "0.002", "--sigma-max", "80"];

describe("schedule", () => {
  test("prints ComfyUI's karras under our id and under theirs", () => {
    const item = scheduleReference.range.find(
      (s) => s.schedule === "karras" && s.n === 10 && s.sigma_max === 80,
    );
    for (const name of ["edm", "karras", "Karras"]) {
      const { answer } = run(
        name,
        "--steps",
        "10",
        "--rho",
        "7",
        "--ending",
        "zero",
        ...limits,
      );
      expect(relativeDifference(answer.sigmas, item?.f64 ?? [])).toBeLessThan(
        1e-9,
      );
      expect(answer).toMatchObject({ steps: 10, ending: "zero" });
    }
  });

  test("ends at sigma_min unless told otherwise, one level a line", () => {
    const { answer, text } = run("logsnr", "--steps", "2", ...limits);
    expect(answer.ending).toBe("sigma-min");
    expect(text?.split("\n").map(Number)).toEqual(
      [80, 0.4, 0.002].map((v) => expect.closeTo(v, 12)),
    );
  });

  test("an AYS table needs no limits, and says so when it is given some", () => {
    const plain = run(
      "ays",
      "--steps",
      "10",
      "--table",
      "svd",
      "--ending",
      "zero",
    );
    expect(plain.answer.sigmas).toEqual([
      700, 54.5, 15.886, 7.977, 4.248, 1.789, 0.981, 0.403, 0.173, 0.034, 0,
    ]);
    expect(plain.said).toEqual([]);
    expect(run("ays", "--steps", "10", ...limits).said).toEqual([
      "AYS table has ends of its own: --sigma-min and --sigma-max are not used.",
    ]);
  });

  test.each(
    modelScheduleReference.schedules.filter(
      ({ n, options, schedule }) =>
        n === 10 &&
        !["karras", "exponential", "kl_optimal"].includes(schedule) &&
        Object.keys(options).every((name) => ["alpha", "beta"].includes(name)),
    ),
  )(
    "$schedule over $model is ComfyUI's, under our id and under theirs, without limits",
    ({ schedule, model, f64 }) => {
      for (const name of [schedule, schedule.replace("_", "-")]) {
        const { answer, said } = run(
          name,
          "--steps",
          "10",
          "--model-sampling",
          model.replace("_", "-"),
          "--ending",
          "zero",
        );
        expect(relativeDifference(answer.sigmas, f64)).toBeLessThan(1e-10);
        expect(said).toEqual([]);
      }
    },
  );

  test("SD 1.5 is the model where none is named, the table's lowest level the end", () => {
    const { answer } = run("normal", "--steps", "2", "--ending", "sigma-min");
    expect(answer.sigmas.map((s) => s.toFixed(4))).toEqual([
      "14.6146",
      "1.6156",
      "0.0292",
    ]);
    expect(answer).toMatchObject({ steps: 2, ending: "sigma-min" });
  });

  test("tells how many steps there are where they are not those asked for", () => {
    const { answer, said } = run("ddim_uniform", "--steps", "6");
    expect(answer.steps).toBe(7);
    expect(said).toEqual([
      expect.stringMatching(
        /^DDIM uniform, sd15 has 7 steps where 6 were asked for: /,
      ),
    ]);
  });

  test("by ComfyUI's name it ends at zero as theirs does, by ours at sigma_min, unless told otherwise", () => {
    const endings = (name: string, ...words: string[]) => {
      const { sigmas, ending } = run(name, "--steps", "10", ...words).answer;
      return [ending, sigmas.at(-1), sigmas.length];
    };
    for (const name of ["karras", "exponential", "kl_optimal", "laplace"])
      expect(endings(name, ...limits)).toEqual(["zero", 0, 11]);
    for (const name of ["simple", "sgm_uniform", "AlignYourSteps"])
      expect(endings(name)).toEqual(["zero", 0, 11]);
    for (const name of ["edm", "logsnr", "gaussian-optimal", "time-uniform"])
      expect(endings(name, ...limits)).toEqual([
        "sigma-min",
        expect.closeTo(0.002, 12),
        11,
      ]);
    expect(endings("ays")[0]).toBe("sigma-min");
    expect(endings("karras", "--ending", "sigma-min", ...limits)[0]).toBe(
      "sigma-min",
    );
  });

  test("the help says what it ends at where nothing is said, and which time is meant", () => {
    const program = new Program("schedule");
    command.declare(program, {
      print: () => {},
      say: () => {},
      signal: new AbortController().signal,
    });
    const help = program.helpInformation().replaceAll(/\s+/g, " ");
    expect(help).toContain("zero, as ComfyUI gives, for a schedule asked for");
    expect(help).toContain("even in sigma with --option time=sigma");
  });

  test("further parameters come by --option", () => {
    const { answer } = run(
      "time-uniform",
      "--steps",
      "4",
      "--option",
      "time=sigma",
      "--sigma-min",
      "1",
      "--sigma-max",
      "5",
    );
    expect(answer.sigmas).toEqual([5, 4, 3, 2, 1]);
  });

  test.each<[string[], string]>([
    [
      ["edm", ...limits],
      "--steps must say how many steps the schedule edm has, got nothing.",
    ],
    [
      ["edm", "--steps", "5"],
      "sigma min must be a number from 0.000001 to 1000000, got nothing",
    ],
    [
      ["edm", "--steps", "0", ...limits],
      "steps must be a whole number from 1 to 10000, got 0",
    ],
    [
      ["edm", "--steps", "1e9", ...limits],
      "steps must be a whole number from 1 to 10000, got 1000000000",
    ],
    [
      ["edm", "--steps", "ten", ...limits],
      "--steps must be a number, got ten.",
    ],
    [
      ["edm", "--steps", "5", "--sigma-min", "NaN", "--sigma-max", "1"],
      "--sigma-min must be a number, got NaN.",
    ],
    [
      [
        "time-uniform",
        "--steps",
        "5",
        "--sigma-min",
        "1e-300",
        ...limits.slice(2),
      ],
      "sigma min must be a number from 0.000001 to 1000000, got 1e-300",
    ],
    [
      ["edm", "--steps", "5", "--sigma-min", "1", "--sigma-max", "1e300"],
      "sigma max must be a number from 0.000001 to 1000000, got 1e+300",
    ],
    [
      ["edm", "--steps", "5", "--sigma-min", "2", "--sigma-max", "1"],
      "sigma min must be below sigma max, got 2 and 1",
    ],
    [
      ["edm", "--steps", "5", "--c", "1", ...limits],
      "EDM has no option c, it takes rho",
    ],
    [
      ["ays", "--steps", "5", "--table", "sd3"],
      `AYS table's table must be one of sd15, sdxl, svd, if1, got "sd3"`,
    ],
    [
      ["edm", "--steps", "5", "--ending", "one", ...limits],
      `--ending must be one of sigma-min, zero, got "one".`,
    ],
    [["none", "--steps", "5", ...limits], "The schedule must be one of"],
    [
      ["beta", "--steps", "5", ...limits],
      "sigma min of Beta, sd15, alpha 0.6, beta 0.6 is that of the model's training, 0.029167, and cannot be another, got 0.002",
    ],
    [
      ["normal", "--steps", "5", "--model-sampling", "sd3"],
      `Normal's model-sampling must be one of sd15, sd2, sdxl, sd15-zsnr, got "sd3"`,
    ],
    [
      ["edm", "--steps", "5", "--model-sampling", "sd15", ...limits],
      "EDM has no option model-sampling, it takes rho",
    ],
  ])("%j is refused in a sentence", (words, sentence) => {
    expect(() => run(...words)).toThrow(BadInput);
    expect(() => run(...words)).toThrow(sentence);
  });
});
