import { Command as Program } from "commander";
import { describe, expect, test } from "vitest";
import { command } from "../../../cli/commands/schedule.ts";
import { buildSchedule } from "../../../core/schedules/build.ts";
import {
  scheduleFormats,
  writeSchedule,
} from "../../../nodes/formats/schedule-files.ts";
import { program as ours } from "../../../nodes/parts/program.ts";
import {
  modelScheduleReference,
  relativeDifference,
  scheduleReference,
} from "../../core/reference.ts";
import { limits, run } from "./schedule-command.ts";

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

  test("by ComfyUI's or diffusers' name it ends at zero as theirs does, by ours at sigma_min, unless told otherwise", () => {
    const endings = (name: string, ...words: string[]) => {
      const { sigmas, ending } = run(name, "--steps", "10", ...words).answer;
      return [ending, sigmas.at(-1), sigmas.length];
    };
    for (const name of ["karras", "exponential", "kl_optimal", "laplace"])
      expect(endings(name, ...limits)).toEqual(["zero", 0, 11]);
    for (const name of ["use_karras_sigmas", "KarrasScheduler"])
      expect(endings(name, ...limits)).toEqual(["zero", 0, 11]);
    for (const name of [
      "simple",
      "sgm_uniform",
      "AlignYourSteps",
      "GITSScheduler",
      "optimal_steps",
      "timestep_spacing=trailing",
    ])
      expect(endings(name)).toEqual(["zero", 0, 11]);
    for (const name of ["gits", "oss", "trailing"])
      expect(endings(name)[0]).toBe("sigma-min");
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
      follow: () => {},
      signal: new AbortController().signal,
    });
    const help = program.helpInformation().replaceAll(/\s+/g, " ");
    expect(help).toContain(
      "zero, as ComfyUI and diffusers give, for a schedule asked for by their name",
    );
    expect(help).toContain("even in sigma with --time sigma");
    expect(help).toMatch(
      /--rho <value> Rho: 0\.1 to 1000, default 7 \(edm\); Rho: 0\.1 to 1000, default 1 \(polyexponential\)/,
    );
    expect(help).toContain("--beta_d <value>");
    expect(help).not.toContain("--beta-d");
  });

  test("every parameter of a family is an option of its own, with _ or - and by --option", () => {
    const words = ["vp", "--steps", "6", "--ending", "zero"];
    const { sigmas } = buildSchedule("vp", {
      steps: 6,
      ending: "zero",
      options: { beta_d: 15, beta_min: 0.2, eps_s: 0.01 },
    });
    for (const given of [
      ["--beta_d", "15", "--beta_min", "0.2", "--eps_s", "0.01"],
      ["--beta-d", "15", "--beta-min", "0.2", "--eps-s", "0.01"],
      ["--option", "beta_d=15", "--option", "beta_min=0.2", "--eps_s", "0.01"],
    ])
      expect(run(...words, ...given).answer.sigmas).toEqual(sigmas);
    expect(run(...words).answer.sigmas).not.toEqual(sigmas);
  });

  test("--denoise gives the last steps of a longer schedule, --discard-penultimate one step more without its last level", () => {
    const item = modelScheduleReference.schedules.find(
      ({ schedule, model, options }) =>
        schedule === "karras" &&
        model === "sd15" &&
        options["ksampler_denoise"] === 0.5,
    );
    const words = ["karras", "--steps", "10", "--model-sampling", "sd15"];
    const part = run(...words, "--denoise", "0.5").answer;
    expect(part.steps).toBe(10);
    expect(relativeDifference(part.sigmas, item?.f64 ?? [])).toBeLessThan(
      1e-10,
    );
    const whole = run("karras", "--steps", "11", ...words.slice(3)).answer;
    expect(run(...words, "--discard-penultimate").answer.sigmas).toEqual([
      ...whole.sigmas.slice(0, 10),
      0,
    ]);
  });

  test("a flow model's levels are times, and it says so", () => {
    const item = modelScheduleReference.flow.find(
      ({ schedule, shift, n }) =>
        schedule === "beta" && shift === 3 && n === 10,
    );
    for (const model of [
      ["--model-sampling", "sd3"],
      ["--model-sampling", "flow", "--shift", "3"],
    ]) {
      const { answer, said } = run("beta", "--steps", "10", ...model);
      expect(relativeDifference(answer.sigmas, item?.f64 ?? [])).toBeLessThan(
        1e-10,
      );
      expect(said).toEqual([
        expect.stringMatching(
          /^The levels of Beta, .* are times of a flow, 1 being pure noise, and not noise levels\.$/,
        ),
      ]);
    }
  });

  test("the limits of a model are those of a schedule that takes any", () => {
    const { answer } = run(
      ..."logsnr --steps 2 --model-sampling svd --sigma-min 0.7".split(" "),
    );
    expect(answer.sigmas.map((s) => Number(s.toPrecision(6)))).toEqual([
      700, 22.1359, 0.7,
    ]);
  });

  test.each([...scheduleFormats.keys()])(
    "--format %s prints what the export writes, and says what becomes of the ending",
    (format) => {
      const words = ["ays", "--steps", "10", "--ending", "zero"];
      const { answer, text, said } = run(...words, "--format", format);
      const { sigmas, source } = buildSchedule("ays", {
        steps: 10,
        ending: "zero",
      });
      const wanted = writeSchedule(
        { sigmas: Float64Array.from(sigmas), source, ending: "zero" },
        format,
        `${ours.name} ${ours.version}`,
      );
      expect(`${text}\n`).toBe(wanted.text);
      expect(said).toEqual([wanted.note]);
      const { text: whole, note } = wanted;
      expect(answer).toEqual({
        sigmas,
        steps: 10,
        ending: "zero",
        format,
        text: whole,
        note,
      });
    },
  );

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
});
