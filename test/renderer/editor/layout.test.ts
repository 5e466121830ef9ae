import { expect, test } from "vitest";
import type { Json } from "../../../engine/json.ts";
import {
  layoutNode,
  type LayoutRequest,
} from "../../../renderer/editor/layout.ts";
import { shownInputs } from "../../../renderer/editor/shown-inputs.ts";
import { wholeNumber } from "../../../engine/inputs.ts";
import { descriptions } from "../../e2e/editor/descriptions.ts";

function layout(
  type: string,
  values: Record<string, Json> = {},
  rest: Partial<LayoutRequest> = {},
) {
  const description = descriptions.find(({ id }) => id === type);
  return layoutNode({
    description,
    values,
    title: description?.title ?? type,
    ghostInputs: [],
    ghostOutputs: [],
    size: undefined,
    shows: description?.shows,
    measure: (text) => text.length * 6,
    ...rest,
  });
}

test("an input is shown for the values it is meant for, by its own or the default", () => {
  const schedule = descriptions.find(({ id }) => id === "schedules/schedule");
  if (schedule === undefined) throw new Error("no schedule");
  expect(shownInputs(schedule, {})).toContain("rho");
  expect(shownInputs(schedule, { schedule: "logsnr" })).not.toContain("rho");
});

test("a value that shows more inputs makes the node longer, not wider", () => {
  const few = layout("schedules/schedule", { schedule: "logsnr" });
  const more = layout("schedules/schedule", { schedule: "edm" });
  expect(more.rows).toHaveLength(few.rows.length + 1);
  expect(more.height).toBeGreaterThan(few.height);
  expect(more.width).toBe(few.width);
});

test("an input that is seldom set has a row only once it is set to another value than its default", () => {
  const description = {
    id: "a/b",
    version: 1,
    title: "B",
    category: "a",
    description: "",
    inputs: {
      steps: wholeNumber({ default: 1, min: 1, max: 9 }),
      noise: wholeNumber({ default: 1, min: 1, max: 9, seldom: true }),
    },
    outputs: {},
    terminal: false,
  };
  const rows = (values: Record<string, Json>) =>
    layout("a/b", values, { description }).rows.map(({ input }) => input);
  expect(rows({})).toEqual(["steps"]);
  expect(rows({ noise: 1 })).toEqual(["steps"]);
  expect(rows({ noise: 2 })).toEqual(["steps", "noise"]);
  expect(shownInputs(description, {})).toEqual(["steps", "noise"]);
});

test("room for a result is there before the result", () => {
  const { view, height } = layout("look/scatter-plot");
  expect(view).toBeDefined();
  const [, top = 0, , room = 0] = view ?? [];
  expect(room).toBeGreaterThan(100);
  expect(top + room).toBeLessThanOrEqual(height);
});

test("rows, sockets and rooms lie inside the node and do not overlap", () => {
  for (const { id } of descriptions) {
    const { rows, progress, view, width, height, inputs, outputs } = layout(id);
    const sockets = [...inputs.values(), ...outputs.values()];
    let bottom = Math.max(0, ...sockets.map((y) => y + 10));
    for (const [x, y, w, h] of [
      ...rows.map(({ rect }) => rect),
      ...(progress ? [progress] : []),
      ...(view ? [view] : []),
    ]) {
      expect(y).toBeGreaterThanOrEqual(bottom);
      expect(x).toBeGreaterThan(0);
      expect(x + w).toBeLessThan(width);
      bottom = y + h;
    }
    expect(bottom).toBeLessThanOrEqual(height);
  }
});

test("a size that the user gave counts, but never cuts anything off", () => {
  const small = layout("look/scatter-plot", {}, { size: [10, 10] });
  const large = layout("look/scatter-plot", {}, { size: [500, 600] });
  expect([small.width, small.height]).toEqual([...small.minimum]);
  expect([large.width, large.height]).toEqual([500, 600]);
  expect(large.view?.[3]).toBeGreaterThan(500);
});

test("a placeholder has a row for each socket that links ask for", () => {
  const { inputs, outputs } = layout(
    "elsewhere/thing",
    {},
    {
      ghostInputs: ["a", "b"],
      ghostOutputs: ["c"],
    },
  );
  expect([...inputs.keys()]).toEqual(["a", "b"]);
  expect([...outputs.keys()]).toEqual(["c"]);
});
