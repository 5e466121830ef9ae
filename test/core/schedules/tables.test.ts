import { describe, expect, test } from "vitest";
import { findModelSampling } from "../../../core/model-sampling/models.ts";
import { buildSchedule } from "../../../core/schedules/build.ts";
import {
  publishedTables,
  relativeDifference,
  scheduleReference,
} from "../reference.ts";

describe("agreement with ComfyUI's nodes to 1e-10 at every level", () => {
  const families: Readonly<Record<string, string>> = {
    ays: "AlignYourSteps",
    optimal_steps: "OptimalStepsScheduler",
    gits: "GITSScheduler",
  };

  test.each(scheduleReference.tables)(
    "$schedule $model $coeff, n = $n, denoise $denoise",
    ({ schedule, model, coeff, n, denoise, f64 }) => {
      const table = model === "SD1" ? "sd15" : model?.toLowerCase();
      const { sigmas } = buildSchedule(families[schedule] ?? "", {
        // their n is that of the whole schedule
        steps: Math.round(n * denoise),
        denoise,
        ending: "zero",
        options: {
          ...(table === undefined ? {} : { table }),
          ...(coeff === undefined ? {} : { coeff }),
        },
      });
      expect(relativeDifference(sigmas, f64)).toBeLessThan(1e-10);
    },
  );
});

describe("every published number is there to the last digit", () => {
  test.each(Object.entries(publishedTables.gits))(
    "GITS, coefficient %s, 2 to 20 steps",
    (coeff, tables) => {
      expect(tables.length).toBe(19);
      for (const [i, levels] of tables.entries())
        expect(
          buildSchedule("gits", {
            steps: i + 2,
            ending: "sigma-min",
            options: { coeff: Number(coeff) },
          }).sigmas,
        ).toEqual(levels);
    },
  );

  test.each([
    ...Object.entries(publishedTables.oss).map(
      ([name, levels]) => ["oss", name.toLowerCase(), levels] as const,
    ),
    ...Object.entries(publishedTables.ays).map(
      ([name, levels]) =>
        ["ays", name === "SD1" ? "sd15" : name.toLowerCase(), levels] as const,
    ),
  ])("%s, %s", (family, table, levels) => {
    const { sigmas } = buildSchedule(family, {
      steps: levels.length - 1,
      ending: "sigma-min",
      options: { table },
    });
    expect(sigmas).toEqual(levels);
  });

  test("the AYS times of Stable Diffusion and DeepFloyd give their models' levels", () => {
    const models: Readonly<Record<string, string>> = {
      SD15: "sd15",
      SDXL: "sdxl",
      DeepFloyd_IF_stage1: "if1",
    };
    for (const [name, times] of Object.entries(publishedTables.aysTimes)) {
      const { sigmas } = findModelSampling(models[name]);
      expect(
        relativeDifference(
          times.map((time) => sigmas[time] ?? NaN),
          publishedTables.aysSigmasAtTimes[name] ?? [],
        ),
        name,
      ).toBeLessThan(1e-10);
    }
  });

  test("AYS tables agree with the digits printed in the paper, to a hundredth", () => {
    const tables = Object.entries(publishedTables.aysPaper);
    expect(tables.length).toBe(4);
    for (const [name, printed] of tables) {
      const table = name.startsWith("DeepFloyd") ? "if1" : name.toLowerCase();
      const request = { steps: 10, options: { table } };
      const { sigmas } = buildSchedule("ays", {
        ...request,
        ending: "sigma-min",
      });
      for (const [i, level] of printed.entries())
        expect(Math.abs((sigmas[i] ?? NaN) - level)).toBeLessThan(
          0.01 * level + 0.0005,
        );
    }
  });
});

test("OSS levels are times of a flow, those of AYS and GITS are noise levels", () => {
  const processOf = (name: string) =>
    buildSchedule(name, { steps: 5, ending: "zero" }).process;
  expect(processOf("oss")).toBe("flow");
  expect(processOf("ays")).toBe("variance-exploding");
  expect(processOf("gits")).toBe("variance-exploding");
});

test.each([
  [
    { coeff: 0.83 },
    5,
    "GITS table's coefficient (coeff) must be one of 0.8, 0.85, ",
  ],
  [
    { coeff: 2 },
    5,
    "GITS table's coefficient (coeff) must be a number from 0.8 to 1.5",
  ],
  [{}, 1, "GITS table has schedules of at least 2 steps, got 1"],
])(
  "GITS with %j in %d steps is refused in a sentence",
  (options, steps, sentence) => {
    expect(() =>
      buildSchedule("gits", { steps, ending: "zero", options }),
    ).toThrow(sentence);
  },
);
