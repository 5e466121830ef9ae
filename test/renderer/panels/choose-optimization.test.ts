import { expect, test } from "vitest";
import type { View } from "../../../engine/view.ts";
import { chooseOptimization } from "../../../renderer/panels/dock/optimization/choose-optimization.ts";

const node = (id: string, type = "schedules/optimize-schedule") => ({
  id,
  type,
  position: [0, 0] as const,
  values: {},
});
const nodes = [
  node("model", "sampling/model"),
  node("a"),
  node("b"),
  node("c"),
];
const plot = {
  kind: "lines",
  x: { label: "", scale: "linear" },
  y: { label: "", scale: "linear" },
  series: [],
} as const;
const view: View = {
  kind: "optimization",
  loss: plot,
  klubs: plot,
  schedules: [],
};
const chosen = (
  selected: readonly string[],
  shown: Parameters<typeof chooseOptimization>[2] = {},
) => chooseOptimization(nodes, selected, shown)?.id;

test("the selected optimization is shown, else one that runs, else one with something to show, else any", () => {
  const shown = {
    b: { state: "done", views: [view] },
    c: { state: "paused", views: [] },
  } as const;
  expect(chosen(["a"], shown)).toBe("a");
  expect(chosen(["model"], shown)).toBe("c");
  expect(chosen([], { b: shown.b })).toBe("b");
  expect(chosen([])).toBe("a");
  expect(chooseOptimization([node("m", "sampling/model")], ["m"], {})).toBe(
    undefined,
  );
});
