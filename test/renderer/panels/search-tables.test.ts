import { expect, test } from "vitest";
import { scheduleTable, solverTable } from "../../../core/catalogue-tables.ts";
import { searchTables } from "../../../renderer/panels/dialogs/search-tables.ts";

const tables = [solverTable(), scheduleTable()];

/** Ids of the solvers and of the schedules that a query finds. */
function found(query: string): [solvers: string[], schedules: string[]] {
  const [solvers = [], schedules = []] = searchTables(tables, query).map(
    ({ rows }) => rows.map(([, id]) => String(id)),
  );
  return [solvers, schedules];
}

test("without a query all rows are there in their order", () => {
  expect(searchTables(tables, " ").map(({ rows }) => rows)).toEqual(
    tables.map(({ rows }) => rows),
  );
});

test.each([
  ["uni_pc_bh2", "unipc"],
  ["k_euler", "euler"],
  ["sample_dpmpp_2m", "dpmpp-2m"],
  ["DPM++ 2M", "dpmpp-2m"],
  ["dpm-2 ancestral", "dpm-2-ancestral"],
  ["Euler a", "stochastic-ddim"],
])("%s finds the solver %s first", (query, id) => {
  expect(found(query)[0][0]).toBe(id);
});

test("a name of a schedule comes before those in whose source the word is", () => {
  const [page] = searchTables(tables, "karras").slice(1);
  expect(page?.rows[0]?.[1]).toBe("edm");
  expect(page?.rows.length).toBeGreaterThan(1);
  // solvers only mention it
  expect(searchTables(tables, "karras")[0]?.best).toBeLessThan(page?.best ?? 0);
});

test("names of a solver and of a schedule together find both", () => {
  const [solvers, schedules] = found("DPM++ 2M Karras");
  expect(solvers[0]).toBe("dpmpp-2m");
  expect(schedules[0]).toBe("edm");
  expect(found("euler_ancestral sgm_uniform").map(([id]) => id)).toEqual([
    "stochastic-ddim",
    "sgm-uniform",
  ]);
});

test("words that nothing is called are left out where nothing has all of them", () => {
  expect(found("DPM++ 2M zzz")[0][0]).toBe("dpmpp-2m");
  expect(found("zzz")).toEqual([[], []]);
  expect(found("no such thing")).toEqual([[], []]);
});

test("words that are all in one row find it", () => {
  expect(found("heun churn")[0]).toContain("heun");
  expect(found("heun churn")[0]).not.toContain("euler");
});

test("options and their choices are found by name and by title", () => {
  const [byName] = found("final_sigma");
  expect(byName).toEqual(["unipc"]);
  expect(found("sigma for zero")[0]).toEqual(byName);
  expect(found("dpmsolver++")[0]).toContain("dpm-solver-multistep");
  expect(found("DeepFloyd")[1]).toContain("ays");
});
