import { expect, test } from "vitest";
import type { TuneProgress } from "../../../core/klub/tuned/tune.ts";
import { collectStatistics } from "../../../core/klub/collect-statistics.ts";
import { looking } from "../../../nodes/parts/look-at-optimization.ts";
import type { OptimizationSettings } from "../../../nodes/parts/optimization.ts";
import { cases, modelOf } from "../../core/klub/cases.ts";
import type { Case } from "../../core/klub/cases.ts";

const ring = cases.find(({ name }) => name === "ring8") as Case;
const settings: OptimizationSettings = {
  method: "tuned",
  steps: [4],
  sigmaMin: ring.t_min,
  sigmaMax: ring.t_max,
  samples: 64,
  levels: 17,
  seed: 1,
  weight: 3,
  ending: "sigma-min",
  effort: "quick",
};
const candidate = (id: string, kind: "family" | "hand-crafted") => ({
  id,
  title: id,
  kind,
  sigmas: [80, 8, 1, 0.1, 0.002],
});
const tuning: Omit<TuneProgress, "statistics"> = {
  steps: 4,
  stage: "choosing",
  nfe: 10,
  decides: "paired",
  finished: [],
  scores: () => [
    {
      candidate: candidate("edm", "hand-crafted"),
      stage: "choosing",
      noises: 64,
      value: 0.2,
      interval: (hasTime) => (hasTime() ? { low: 0.1, high: 0.3 } : undefined),
    },
    {
      candidate: candidate("found", "family"),
      stage: "choosing",
      noises: 64,
      value: 0.1,
    },
  ],
};

test("statistics are seen as loss with its band and as KLUBs, then candidates as they are measured, and seldom enough", async () => {
  let time = 0;
  const look = looking(settings, "ideal", { shape: [2] }, () => time);
  const statistics = await collectStatistics({
    ...modelOf(ring),
    ...settings,
  });
  const all = { ...tuning, statistics };
  const collecting = {
    nfe: 1,
    planned: 100,
    message: "",
    preliminary: () => statistics,
  };
  const first = look(collecting)?.find((view) => view.kind === "optimization");
  if (first === undefined) throw new Error("it has something to look at");
  const band = first.loss.series.find(({ emphasis }) => emphasis)?.band;
  expect(band?.low.length).toBe(band?.high.length);
  expect(band?.low.every((low, k) => low < (band.high[k] ?? NaN))).toBe(true);
  const least = first.klubs.series.find(({ emphasis }) => emphasis);
  expect(least?.x).toHaveLength(40);
  const asked = first.klubs.series.find(({ pointsOnly }) => pointsOnly);
  expect([...(asked?.x ?? [])]).toEqual([4]);
  expect(asked?.y[0]).toBe(least?.y[3]);

  time = 399;
  expect(look(collecting)).toBeUndefined();
  // another kind of thing to see is seen at once
  const second = look({ nfe: 2, planned: 100, message: "", tuning: all })?.find(
    (view) => view.kind === "optimization",
  );
  expect(second?.klubs).toEqual(first.klubs);
  const scores = second?.schedules[0]?.scores;
  expect(scores?.rows.map(({ name }) => name)).toEqual(["found", "edm"]);
  expect(scores?.rows.map(({ handCrafted }) => handCrafted)).toEqual([
    false,
    true,
  ]);
  expect([...(scores?.low ?? [])]).toEqual([NaN, 0.1]);
  expect(second?.schedules[0]?.lines.series.at(-1)?.name).toBe("found");
  expect(
    look({ nfe: 3, planned: 100, message: "", tuning: all }),
  ).toBeUndefined();
});

test("intervals that there is no time for at one look are taken at a later one, those of the best schedules first", async () => {
  let time = 0;
  const look = looking(settings, "ideal", { shape: [2] }, () => time);
  const statistics = await collectStatistics({
    ...modelOf(ring),
    ...settings,
  });
  const scores = [3, 2, 1].map((value) => {
    let taken: { low: number; high: number } | undefined;
    return {
      candidate: candidate(`found ${value}`, "family"),
      stage: "choosing" as const,
      noises: 64,
      value,
      interval(hasTime: () => boolean) {
        if (taken === undefined && hasTime()) {
          time += 30;
          taken = { low: value - 0.5, high: value + 0.5 };
        }
        return taken;
      },
    };
  });
  const seen = (): readonly number[] => {
    const views = look({
      nfe: 2,
      planned: 100,
      message: "",
      tuning: { ...tuning, statistics, scores: () => scores },
    });
    const view = views?.find(({ kind }) => kind === "optimization");
    if (view?.kind !== "optimization") throw new Error("it is to be seen");
    return [...(view.schedules[0]?.scores?.low ?? [])];
  };
  expect(seen()).toEqual([0.5, 1.5, NaN]);
  time += 10_000;
  expect(seen()).toEqual([0.5, 1.5, 2.5]);
});
