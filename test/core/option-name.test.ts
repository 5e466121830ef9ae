import { expect, test } from "vitest";
import { normalizeName } from "../../core/normalize-name.ts";
import { optionName } from "../../core/option-name.ts";
import { schedules } from "../../core/schedules/registry.ts";
import { findSolver, solvers } from "../../core/solvers/registry.ts";

const owners = [...solvers, ...schedules];

test.each([
  ["euler_ancestral", "s_noise", "noise scale (s_noise)"],
  ["unipc", "final_sigma", "sigma for zero (final_sigma)"],
  ["euler_ancestral", "eta", "eta"],
  ["euler_ancestral", "beta", "beta"],
])("of %s, %s is called %s", (solver, option, name) => {
  expect(optionName(findSolver(solver).solver.parameters, option)).toBe(name);
});

test("no two options of one owner are found by the same word", () => {
  for (const [id, { parameters }] of owners) {
    const words = Object.entries(parameters).flatMap(([name, { title }]) => [
      ...new Set([name, title].map(normalizeName)),
    ]);
    expect(new Set(words).size, id).toBe(words.length);
  }
});

test("what a choice is called has its value in it, and no two of one option are called the same", () => {
  for (const [id, { parameters }] of owners)
    for (const parameter of Object.values(parameters)) {
      if (parameter.kind !== "choice") continue;
      const { choices, choiceTitles = {} } = parameter;
      const titles = choices.map((value) => choiceTitles[value] ?? value);
      expect(new Set(titles).size, id).toBe(choices.length);
      expect(choices, id).toEqual(
        expect.arrayContaining(Object.keys(choiceTitles)),
      );
      for (const [index, value] of choices.entries())
        expect(normalizeName(titles[index] ?? ""), id).toContain(
          normalizeName(value),
        );
    }
});
