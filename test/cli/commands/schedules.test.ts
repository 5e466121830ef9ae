import { expect, test } from "vitest";
import { command } from "../../../cli/commands/schedules.ts";
import { buildSchedule } from "../../../core/schedules/build.ts";
import { findSchedule, schedules } from "../../../core/schedules/registry.ts";
import { runCommand } from "./command-line.ts";

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly names: {
    readonly comfyui?: readonly string[];
    readonly diffusers?: readonly string[];
  };
  readonly options: readonly {
    readonly name: string;
    readonly kind: string;
    readonly default: unknown;
  }[];
  readonly source: string;
  readonly ownRange: boolean;
}

test("every family is listed, found by each of its names and built with the defaults that are listed", async () => {
  const listed = (await runCommand(command, [])) as Listed[];
  expect(listed.map(({ id }) => id)).toEqual([...schedules.keys()]);
  for (const { id, title, names, options, source, ownRange } of listed) {
    const known = [title, ...(names.comfyui ?? []), ...(names.diffusers ?? [])];
    for (const name of known) expect(findSchedule(name).id, name).toBe(id);
    expect(source).not.toBe("");
    const request = {
      steps: 6,
      ending: "zero" as const,
      ...(!ownRange && { sigmaMin: 0.002, sigmaMax: 80 }),
    };
    const given = Object.fromEntries(
      options.map(({ name, default: value }) => [name, value]),
    );
    expect(buildSchedule(id, { ...request, options: given })).toEqual(
      buildSchedule(id, request),
    );
  }
});

test("an option is listed with all that can be said of it", async () => {
  const listed = (await runCommand(command, [])) as Listed[];
  const of = (id: string) => listed.find((family) => family.id === id);
  expect(of("edm")).toMatchObject({
    title: "EDM",
    names: {
      comfyui: ["karras", "KarrasScheduler"],
      diffusers: ["use_karras_sigmas"],
    },
    options: [{ name: "rho", kind: "number", default: 7, min: 0.1, max: 1000 }],
    ownRange: false,
  });
  expect(of("ays")).toMatchObject({
    options: [
      {
        name: "table",
        kind: "choice",
        default: "sd15",
        choices: ["sd15", "sdxl", "svd", "if1"],
      },
    ],
    ownRange: true,
  });
});

test("every schedule of the product is there", async () => {
  const listed = (await runCommand(command, [])) as Listed[];
  expect(listed.map(({ id }) => id)).toEqual(
    expect.arrayContaining([
      "edm",
      "exponential",
      "polyexponential",
      "time-uniform",
      "time-quadratic",
      "logsnr",
      "gaussian-optimal",
      "beta",
      "simple",
      "normal",
      "sgm-uniform",
      "ddim-uniform",
      "linear-quadratic",
      "vp",
      "laplace",
      "ays",
      "gits",
      "oss",
    ]),
  );
});
