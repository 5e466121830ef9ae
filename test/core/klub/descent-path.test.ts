import { expect, test } from "vitest";
import { descentPath, placesBetween } from "../../../core/klub/descent-path.ts";
import { klubOf } from "../../../core/klub/objective.ts";
import { cases, entry } from "./cases.ts";
import type { Case } from "./cases.ts";
import { griddedObjective } from "./exact-mmse.ts";

const ring = cases.find(({ name }) => name === "ring8") as Case;
const exact = griddedObjective(ring);
const edm = entry(ring.others, "edm_rho7_n10").t;

test("a level has eleven places: its own first, the others between its neighbours", () => {
  const places = placesBetween(0.1, 0.3, 10);
  expect(places).toHaveLength(11);
  expect(places[0]).toBe(0.3);
  for (const [i, place] of places.slice(1).entries())
    expect(place).toBeCloseTo(0.1 * 100 ** ((i + 1) / 11), 12);
});

test("each stop further along the path has a lower KLUB, from EDM's at ten times the optimum to within a quarter of it", () => {
  const stops = [1, 2, 4, 8, 16, 32, 64];
  const path = descentPath(edm, exact, stops);
  const values = [edm, ...path].map((t) => klubOf(t, exact));
  for (let i = 1; i < values.length; i++)
    expect(values[i]).toBeLessThan(values[i - 1] ?? NaN);
  const best = entry(ring.optimal, 10).klub;
  expect(values[0]).toBeGreaterThan(9 * best);
  expect(values.at(-1)).toBeLessThan(1.25 * best);
  for (const t of path) {
    expect(t[0]).toBe(edm[0]);
    expect(t.at(-1)).toBe(edm.at(-1));
  }
});

test("the start is not changed", () => {
  const start = Float64Array.from(edm);
  descentPath(start, exact, [2]);
  expect([...start]).toEqual(edm);
});
