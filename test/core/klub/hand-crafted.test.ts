import { expect, test } from "vitest";
import { handCrafted } from "../../../core/klub/hand-crafted.ts";
import { buildSchedule } from "../../../core/schedules/build.ts";

const edmRange = { sigmaMin: 0.002, sigmaMax: 80, sigmaData: 0.7 };
const ids = (request: Parameters<typeof handCrafted>[0]) =>
  handCrafted(request).map(({ id }) => id);

test("on EDM's range there are the usual ones and Gaussian-optimal with the data's deviation", () => {
  const found = ids({ ...edmRange, steps: 10, ending: "sigma-min" });
  for (const id of [
    "edm",
    "logsnr",
    "time-uniform",
    "time-uniform sigma",
    "time-quadratic",
    "gaussian-optimal",
    "gaussian-optimal c 0.7",
  ])
    expect(found).toContain(id);
  expect(found.filter((id) => id.startsWith("ays"))).toEqual([]);
});

test("a published table is a candidate where its range is the model's, and no other is", () => {
  const range = { sigmaMin: 0.029, sigmaMax: 14.6, sigmaData: 1 };
  const found = ids({ ...range, steps: 10, ending: "sigma-min" });
  expect(found.filter((id) => id.startsWith("ays"))).toEqual([
    "ays",
    "ays sdxl",
  ]);
  const video = { sigmaMin: 0.002, sigmaMax: 700, sigmaData: 1 };
  expect(ids({ ...video, steps: 10, ending: "sigma-min" })).toContain(
    "ays svd",
  );
});

test.each(["sigma-min", "zero"] as const)(
  "every one has the wanted steps and falls to its end: %s",
  (ending) => {
    for (const steps of [1, 2, 5, 20])
      for (const { sigmas, kind } of handCrafted({
        ...edmRange,
        steps,
        ending,
      })) {
        expect(kind).toBe("hand-crafted");
        expect(sigmas).toHaveLength(steps + 1);
        expect(sigmas[0]).toBeCloseTo(80, 8);
        expect(sigmas.at(-1)).toBeCloseTo(ending === "zero" ? 0 : 0.002, 8);
        for (let i = 1; i <= steps; i++)
          expect(sigmas[i]).toBeLessThan(sigmas[i - 1] ?? NaN);
      }
  },
);

test("the one with defaults is the schedule itself", () => {
  const request = { ...edmRange, steps: 7, ending: "zero" } as const;
  const edm = handCrafted(request).find(({ id }) => id === "edm");
  const { sigmaMin, sigmaMax } = edmRange;
  expect(edm?.sigmas).toEqual(
    buildSchedule("edm", { sigmaMin, sigmaMax, steps: 7, ending: "zero" })
      .sigmas,
  );
});

test("of several that are the same only the first is kept", () => {
  // with one step to sigma min there is one schedule
  expect(ids({ ...edmRange, steps: 1, ending: "sigma-min" })).toHaveLength(1);
});

test("a flow has evenly spaced times beside them, shifted or not", () => {
  for (const ending of ["sigma-min", "zero"] as const) {
    const request = { sigmaMin: 0.001, sigmaMax: 999, sigmaData: 1, steps: 5 };
    const levels = { ...request, ending };
    expect(ids(levels).filter((id) => id.startsWith("flow"))).toEqual([]);
    const found = handCrafted({ ...levels, process: "flow" });
    const even = found.find(({ id }) => id === "flow-uniform shift 1");
    const last = ending === "zero" ? 0 : 0.001 / 1.001;
    even?.sigmas.forEach((sigma, i) => {
      const time = 0.999 + ((last - 0.999) * i) / 5;
      expect(sigma / (1 + sigma)).toBeCloseTo(time, 12);
    });
    // three times the noise to the same data: Esser et al. 2024, equation 23
    const shifted = found.find(({ id }) => id === "flow-uniform shift 3");
    const from = 0.999 / (3 - 2 * 0.999);
    const to = last / (3 - 2 * last);
    const third = from + ((to - from) * 2) / 5;
    expect(shifted?.sigmas[2]).toBeCloseTo((3 * third) / (1 - third), 9);
    expect(shifted?.sigmas[0]).toBe(999);
    expect(shifted?.sigmas[5]).toBe(ending === "zero" ? 0 : 0.001);
  }
});
