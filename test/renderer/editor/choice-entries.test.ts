import { expect, test } from "vitest";
import { normalizeName } from "../../../core/normalize-name.ts";
import { schedules } from "../../../core/schedules/registry.ts";
import { findSolver, solvers } from "../../../core/solvers/registry.ts";
import type { Choice } from "../../../engine/node-definition.ts";
import { nodes } from "../../../nodes/registry.ts";
import { choiceEntries } from "../../../renderer/editor/choice-entries.ts";

function choicesOf(node: string, input: string): readonly Choice[] {
  const found = nodes.get(node)?.inputs[input];
  if (found?.kind !== "choice") throw new Error(`${node} has no such choice`);
  return found.choices;
}

const solverChoices = choicesOf("sampling/solver", "solver");
const families = choicesOf("schedules/schedule", "family");
const firstSolver = (query: string) => choiceEntries(solverChoices, query)[0];

test.each([
  ["dpmpp_3m", "dpmpp-3m-sde"],
  ["uni_pc", "unipc"],
  ["uni_pc_bh2", "unipc"],
  ["euler_a", "stochastic-ddim"],
  ["Euler a", "stochastic-ddim"],
  ["euler_ancestral", "stochastic-ddim"],
  ["ddpm", "stochastic-ddim"],
  ["ddim", "euler"],
  ["k_euler", "euler"],
  ["dpmpp_2m_sde_heun", "dpmpp-2m-sde"],
  ["DPM++ 2M SDE Heun", "dpmpp-2m-sde"],
  ["er_sde", "er-sde"],
  ["exp_heun", "seeds-2"],
  ["DPM2 a", "dpm-2-ancestral"],
  ["DPM++ 2S a", "dpmpp-2s-ancestral"],
])("%s finds the solver %s first", (query, value) => {
  expect(firstSolver(query)?.value).toBe(value);
});

test.each([
  ["karras", "edm"],
  ["kl_optimal", "gaussian-optimal"],
  ["sgm_uniform", "sgm-uniform"],
  ["ddim_uniform", "ddim-uniform"],
  ["align", "ays"],
  ["gits", "gits"],
])("%s finds the schedule %s first", (query, value) => {
  expect(choiceEntries(families, query)[0]?.value).toBe(value);
});

test("every name that a peer has for a solver finds it first, with the options that the name stands for", () => {
  for (const [id, { names, presets = {}, parameters }] of solvers)
    for (const name of [
      ...(names.comfyui ?? []),
      ...(names.diffusers ?? []),
      ...Object.keys(presets),
    ]) {
      const entry = firstSolver(name);
      expect(entry?.value, name).toBe(id);
      const { presetOptions } = findSolver(name);
      for (const [option, value] of Object.entries(presetOptions))
        expect(entry?.further?.[`${id}:${option}`], name).toBe(value);
      for (const key of Object.keys(entry?.further ?? {}))
        expect(Object.keys(parameters), name).toContain(
          key.slice(`${id}:`.length),
        );
    }
});

test("every name that a peer has for a schedule finds it first, and offers it ending at 0 as the peer does", () => {
  for (const [id, { names, title }] of schedules)
    for (const name of [...(names.comfyui ?? []), ...(names.diffusers ?? [])]) {
      const entries = choiceEntries(families, name);
      expect(entries[0]?.value, name).toBe(id);
      expect(entries).toContainEqual({
        value: id,
        title: name,
        note: `${title}, ends at 0`,
        further: { ending: "zero" },
      });
    }
});

test("a peer's name that is no title here is taken with its ending, a title leaves the ending as it is", () => {
  expect(choiceEntries(families, "karras")[0]?.further).toEqual({
    ending: "zero",
  });
  expect(choiceEntries(families, "EDM")[0]).not.toHaveProperty("further");
  expect(choiceEntries(families, "beta")[0]).not.toHaveProperty("further");
});

test("a name without options of its own takes back what a preset of the same solver set", () => {
  expect(firstSolver("uni_pc_bh2")).toEqual({
    value: "unipc",
    title: "uni_pc_bh2",
    note: "UniPC",
    further: {
      "unipc:variant": "bh2",
      "unipc:max_order": 3,
      "unipc:final_sigma": 0.001,
    },
  });
  expect(firstSolver("uni_pc")?.further).toMatchObject({
    "unipc:variant": "bh1",
  });
  expect(firstSolver("unipc")).toEqual({
    value: "unipc",
    title: "UniPC",
    note: "uni_pc",
  });
});

test("without a query each choice is there once, with a peer's name that is not its own again", () => {
  const entries = choiceEntries(solverChoices, " ");
  expect(entries.map(({ value }) => value)).toEqual([...solvers.keys()]);
  expect(entries).toContainEqual({
    value: "dpmpp-2m",
    title: "DPM++ 2M",
    note: "dpmpp_2m",
  });
  expect(entries).toContainEqual({ value: "heun", title: "Heun" });
});

test("the name by which a choice was found is told", () => {
  expect(choiceEntries(families, "use_karras")[0]?.title).toBe(
    "use_karras_sigmas",
  );
  expect(choiceEntries(families, "gaussian")[0]?.note).toBe("kl_optimal");
});

test("letters that are only there in order are left out where anything fits better", () => {
  const titles = choiceEntries(solverChoices, "edm").map(
    ({ title, note = "" }) => `${title} ${note}`,
  );
  expect(titles.length).toBeGreaterThan(0);
  for (const title of titles) expect(normalizeName(title)).toContain("edm");
});
