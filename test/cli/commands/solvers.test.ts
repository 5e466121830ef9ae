import { expect, test } from "vitest";
import { command } from "../../../cli/commands/solvers.ts";
import { solvers } from "../../../core/solvers/registry.ts";
import { runCommand } from "./command-line.ts";

test("solvers lists every solver with its names, order and options", async () => {
  const listed = (await runCommand(command, [])) as { id: string }[];
  expect(listed.map(({ id }) => id)).toEqual([...solvers.keys()]);
  expect(listed.find(({ id }) => id === "lms")).toMatchObject({
    title: "LMS",
    names: { comfyui: ["lms"], diffusers: ["LMSDiscreteScheduler"] },
    presets: { LMSDiscreteScheduler: { first_order_to_zero: false } },
    order: 4,
    evaluationsPerStep: 1,
    stochastic: false,
    options: [
      {
        name: "order",
        kind: "number",
        title: "Order",
        default: 4,
        min: 1,
        max: 4,
        whole: true,
      },
      { name: "first_order_to_zero", kind: "switch", default: true },
    ],
  });
});

test("what peers call an option is listed with what it is here", async () => {
  const listed = (await runCommand(command, [])) as {
    id: string;
    peerOptions: unknown;
  }[];
  const of = (id: string) => listed.find((one) => one.id === id)?.peerOptions;
  expect(of("heun")).toEqual([
    { name: "S_min", option: "s_tmin" },
    { name: "S_max", option: "s_tmax" },
  ]);
  expect(of("er-sde")).toContainEqual({
    name: "integration_points",
    values: { 100: { integral: "authors" }, 200: { integral: "comfyui" } },
  });
  expect(of("lcm")).toEqual([]);
});

test("a solver is stochastic where it draws noise with its own defaults", async () => {
  const listed = (await runCommand(command, [])) as {
    id: string;
    stochastic: boolean;
  }[];
  const drawing = listed.filter(({ stochastic }) => stochastic);
  const ids = drawing.map(({ id }) => id);
  expect(ids).toContain("stochastic-ddim");
  expect(ids).toContain("dpmpp-2m-sde");
  expect(ids).not.toContain("euler");
  expect(ids).not.toContain("dpm-adaptive");
});
