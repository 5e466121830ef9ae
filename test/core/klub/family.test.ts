import { describe, expect, test } from "vitest";
import { collectStatistics } from "../../../core/klub/collect-statistics.ts";
import { family } from "../../../core/klub/family.ts";
import { klubOf } from "../../../core/klub/objective.ts";
import { cases, entry, modelOf } from "./cases.ts";
import type { Case } from "./cases.ts";
import { griddedObjective } from "./exact-mmse.ts";

const ring = cases.find(({ name }) => name === "ring8") as Case;
const statistics = await collectStatistics({
  ...modelOf(ring),
  sigmaMin: ring.t_min,
  sigmaMax: ring.t_max,
  samples: 512,
  levels: 65,
  seed: 1,
});
const steps = [1, 5, 10, 20];

test("the candidates of a number of steps are the same bits whatever others are asked for", () => {
  const of = (counts: readonly number[]) =>
    family({
      statistics,
      increments: "ideal",
      steps: counts,
      ending: "zero",
    });
  // more than 48 steps take a finer grid
  const [five, sixty] = of([5, 60]);
  expect(of([5])).toEqual([five]);
  expect(of([20, 60, 5]).slice(1)).toEqual([sixty, five]);
});

describe.each(["sigma-min", "zero"] as const)("ending %s", (ending) => {
  const found = family({ statistics, increments: "ideal", steps, ending });

  test("every candidate falls from sigma max to the end in the wanted steps", () => {
    found.forEach((candidates, at) => {
      const count = steps[at] as number;
      for (const { sigmas } of candidates) {
        expect(sigmas).toHaveLength(count + 1);
        expect(sigmas[0]).toBe(ring.t_max);
        expect(sigmas.at(-1)).toBe(ending === "zero" ? 0 : ring.t_min);
        for (let i = 1; i <= count; i++)
          expect(sigmas[i]).toBeLessThan(sigmas[i - 1] ?? NaN);
      }
    });
  });

  test("several steps have dozens of candidates with names of their own, one step has one", () => {
    expect(found[0]).toHaveLength(1);
    for (const candidates of found.slice(1)) {
      expect(candidates.length).toBeGreaterThan(40);
      expect(new Set(candidates.map(({ id }) => id)).size).toBe(
        candidates.length,
      );
    }
  });
});

const [, , ten = []] = family({
  statistics,
  increments: "ideal",
  steps,
  ending: "sigma-min",
});
const levels = (id: string) =>
  ten.find((one) => one.id === id)?.sigmas.toReversed() ?? [];

test("weight 3 from sigma min is the KLUB's optimum", () => {
  const klub = klubOf(levels("weight 3 from 0.002"), griddedObjective(ring));
  expect(klub / entry(ring.optimal, 10).klub).toBeLessThan(1.04);
});

test("a lower weight, and an objective that begins higher, leave fewer levels below 0.05", () => {
  const low = (id: string) => levels(id).filter((t) => t < 0.05).length;
  expect(low("weight 1 from 0.002")).toBeLessThan(low("weight 3 from 0.002"));
  expect(low("weight 3 from 0.1")).toBe(1);
});

test("the objective's beginnings are 0.002, 0.01, 0.03 and 0.1 of EDM's range, and as far along any other", () => {
  const beginnings = (candidates: readonly { id: string }[]) => [
    ...new Set(
      candidates.flatMap(
        ({ id }) => /^weight \S+ from (\S+)$/.exec(id)?.[1] ?? [],
      ),
    ),
  ];
  expect(beginnings(ten)).toEqual(["0.002", "0.01", "0.03", "0.1"]);
});

test("a label is part of every id, so that two families can be put together", () => {
  const [labelled = []] = family({
    statistics,
    increments: "ideal",
    steps: [5],
    ending: "sigma-min",
    label: "flow",
  });
  for (const { id, title } of labelled) {
    expect(id.startsWith("flow ")).toBe(true);
    expect(title.endsWith(", flow")).toBe(true);
  }
});
