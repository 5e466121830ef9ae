import { expect, test } from "vitest";
import { polishByMeasuring } from "../../../../core/klub/tuned/polish-by-measuring.ts";
import { buildSchedule } from "../../../../core/schedules/build.ts";

const range = {
  sigmaMin: 0.01,
  sigmaMax: 10,
  ending: "sigma-min",
  partShare: 1,
} as const;
const edm = (rho: number, steps = 6) =>
  buildSchedule("edm", { ...range, steps, options: { rho } }).sigmas;

/** Largest distance in ln sigma to a schedule that the search does not know. */
function away(sigmas: readonly number[], from: readonly number[]): number {
  return Math.max(
    ...sigmas.map((sigma, i) => Math.abs(Math.log(sigma / (from[i] ?? NaN)))),
  );
}

test("it comes to the schedule that measures best", async () => {
  const wanted = edm(3);
  let measured = 0;
  const best = await polishByMeasuring({
    ...range,
    from: [edm(7)],
    seed: 1,
    evaluations: 800,
    async measure(sigmas) {
      measured += 1;
      return away(sigmas, wanted);
    },
  });
  expect(away(best?.sigmas ?? [], wanted)).toBeLessThan(0.02);
  expect(measured).toBeLessThanOrEqual(800);
});

test("of several valleys it goes on in the deepest, and says where it began", async () => {
  // a shallow valley around the first start, a deep one around the third
  const [shallow, , deep] = [edm(20), edm(1.5), edm(0.7)];
  const best = await polishByMeasuring({
    ...range,
    from: [edm(20), edm(1.5), edm(0.7)],
    seed: 2,
    evaluations: 300,
    measure: async (sigmas) =>
      Math.min(0.5 + away(sigmas, shallow), 2 * away(sigmas, deep)),
  });
  expect(best?.start).toBe(2);
  expect(best?.value).toBeLessThan(0.2);
});

test("a start that looks bad is tried too where there is work for many, and wins when its valley is the deepest", async () => {
  const from = [30, 20, 12, 7, 4, 2.5, 1.8, 0.7].map((rho) => edm(rho));
  const shallow = from.slice(0, -1);
  const deep = edm(0.6);
  const best = await polishByMeasuring({
    ...range,
    from,
    seed: 4,
    evaluations: 800,
    measure: async (sigmas) =>
      Math.min(
        ...shallow.map((valley) => 0.3 + away(sigmas, valley)),
        2 * away(sigmas, deep),
      ),
  });
  expect(best?.start).toBe(from.length - 1);
  expect(best?.value).toBeLessThan(0.1);
});

test("what is measured on a part of the noises costs its share of the evaluations, and most schedules are", async () => {
  const measured = { part: 0, all: 0 };
  await polishByMeasuring({
    ...range,
    partShare: 0.25,
    from: [edm(7), edm(2), edm(0.8)],
    seed: 1,
    evaluations: 200,
    async measure(sigmas, _, effort) {
      measured[effort] += 1;
      return away(sigmas, edm(3));
    },
  });
  const spent = measured.all + measured.part / 4;
  expect(spent).toBeLessThanOrEqual(200);
  expect(spent).toBeGreaterThan(160);
  expect(measured.part).toBeGreaterThan(2 * measured.all);
});

test("the winner is measured on all noises, whatever the part said", async () => {
  const best = await polishByMeasuring({
    ...range,
    from: [edm(7)],
    seed: 1,
    evaluations: 100,
    measure: async (sigmas, _, effort) =>
      effort === "part" ? -1 : 1 + away(sigmas, edm(7)),
  });
  expect(best?.value).toBeGreaterThanOrEqual(1);
});

test("names are unique, and the same in every run", async () => {
  const run = async () => {
    const names: string[] = [];
    await polishByMeasuring({
      ...range,
      from: [edm(7), edm(1)],
      seed: 3,
      evaluations: 120,
      async measure(sigmas, name) {
        names.push(name);
        return away(sigmas, edm(2));
      },
    });
    return names;
  };
  const names = await run();
  expect(new Set(names).size).toBe(names.length);
  expect(await run()).toEqual(names);
});

test("a schedule of one step has nothing to move", async () => {
  const best = await polishByMeasuring({
    ...range,
    from: [edm(7, 1)],
    seed: 1,
    evaluations: 100,
    measure: async () => 1,
  });
  expect(best).toBeUndefined();
});
