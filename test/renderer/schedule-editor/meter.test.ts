import { beforeAll, describe, expect, test } from "vitest";
import { checkSigmas } from "../../../core/schedules/check.ts";
import type { View } from "../../../engine/view.ts";
import { comparisonsWith } from "../../../renderer/schedule-editor/comparisons.ts";
import {
  meterOf,
  type EditorStatistics,
  type Meter,
} from "../../../renderer/schedule-editor/meter.ts";
import { runNode } from "../../nodes/run-node.ts";

let view: Extract<View, { kind: "schedule-editor" }>;
let statistics: EditorStatistics;
let meter: Meter;
let optimum: readonly number[];
beforeAll(async () => {
  const model = (await runNode("sampling/model", {})).outputs["model"];
  const { outputs } = await runNode("schedules/optimize-schedule", {
    model,
    method: "exact",
    samples: 128,
    steps: [8],
  });
  const { views } = await runNode("schedules/edit-schedule", outputs);
  const found = views.find((each) => each.kind === "schedule-editor");
  if (!found?.statistics || !found.incoming)
    throw new Error("Edit Schedule shows an editor with statistics");
  view = found;
  statistics = found.statistics;
  meter = meterOf(statistics);
  optimum = [...found.incoming.sigmas];
});

const levels = [80, 20, 5, 1.3, 0.4, 0.1, 0.03, 0.01, 0.002];

describe("snapping", () => {
  test("with nothing held gives the optimization's own schedule", () => {
    const snapped = meter.snap({ levels, held: [] }) ?? [];
    snapped.forEach((level, i) =>
      expect(Math.abs(Math.log(level / (optimum[i] ?? NaN)))).toBeLessThan(
        1e-3,
      ),
    );
    expect(snapped).toHaveLength(9);
  });

  test("leaves the ends and what is held where they are, and makes the rest no worse", () => {
    const held = [20, 0.1];
    const snapped = meter.snap({ levels, held }) ?? [];
    expect(checkSigmas([...snapped], "it")).toHaveLength(9);
    expect(snapped).toEqual(expect.arrayContaining([80, 0.002, ...held]));
    const before = meter.measure(levels)?.total ?? NaN;
    const after = meter.measure(snapped)?.total ?? NaN;
    expect(after).toBeLessThan(before);
    expect(after).toBeGreaterThan(meter.measure(optimum)?.total ?? NaN);
  });

  test("keeps a last 0 in its place, whether the lowest level is before it or not", () => {
    const inPlace = meter.snap({ levels: levels.with(8, 0), held: [] }) ?? [];
    expect(inPlace).toHaveLength(9);
    expect(inPlace.at(-1)).toBe(0);
    inPlace
      .slice(0, 8)
      .forEach((level, i) =>
        expect(Math.abs(Math.log(level / (optimum[i] ?? NaN)))).toBeLessThan(
          1e-3,
        ),
      );
    const after = meter.snap({ levels: [...levels, 0], held: [] }) ?? [];
    expect(after).toHaveLength(10);
    expect(after.slice(-2)).toEqual([0.002, 0]);
  });

  test("of a schedule that leaves what was measured gives nothing", () => {
    expect(
      meter.snap({ levels: levels.with(0, 90), held: [] }),
    ).toBeUndefined();
  });
});

describe("what stands beside the edited schedule", () => {
  test("is what came in and the hand-crafted ones of as many steps with the same ends", () => {
    const others = comparisonsWith(levels, view);
    expect(others.map(({ id }) => id)).toEqual([
      "incoming",
      "edm",
      "logsnr",
      "gaussian-optimal",
    ]);
    for (const { sigmas } of others.slice(1)) {
      expect(sigmas).toHaveLength(9);
      expect(sigmas[0]).toBeCloseTo(80, 9);
      expect(sigmas[8]).toBeCloseTo(0.002, 9);
    }
    const c = Number(statistics.sigmaData.toPrecision(3));
    expect(others[3]?.name).toContain(String(c));
  });

  test("ends at the lowest measured level where 0 stands in its place", () => {
    const [, edm] = comparisonsWith(levels.with(8, 0), view);
    expect(edm?.sigmas).toHaveLength(9);
    expect(edm?.sigmas[8]).toBeCloseTo(0.002, 9);
    const [, before] = comparisonsWith([...levels, 0], view);
    expect(before?.sigmas).toHaveLength(9);
  });

  test("is nothing hand-crafted for times of a flow, or for levels that no family takes", () => {
    expect(
      comparisonsWith([1, 0.5, 0], { kind: "schedule-editor", flow: true }),
    ).toEqual([]);
    expect(comparisonsWith([2e6, 1], undefined)).toEqual([]);
  });
});
