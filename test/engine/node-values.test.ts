import { expect, test } from "vitest";
import { checkGraph } from "../../engine/check-graph.ts";
import type { GraphNode } from "../../engine/graph.ts";
import { numbers } from "../../engine/inputs.ts";
import type { NodeDescription } from "../../engine/node-definition.ts";
import { effectiveValues, valueFault } from "../../engine/node-values.ts";
import { planRun } from "../../engine/plan-run.ts";
import { graphOf } from "./processes/started-engine.ts";
import { testDescriptions } from "./processes/test-nodes.ts";

const descriptions = new Map(testDescriptions.map((node) => [node.id, node]));

test("every value is there as it runs: defaults for what is not set or not shown", () => {
  const graph = graphOf(
    { one: ["constant"], show: ["show", { detail: 7, note: "n" }] },
    "one.value > show.value",
  );
  const plan = planRun(graph, descriptions);
  expect(plan.kind === "ready" && plan.nodes[1]?.values).toEqual({
    note: "n",
    kind: "plain",
    detail: 3,
    list: [1, 2],
    path: "",
    seed: 0,
  });
});

test.each<[string, GraphNode["values"], string]>([
  [
    "wait",
    { steps: 0 },
    '"steps" of Wait must be a whole number from 1 to 1000, got 0.',
  ],
  [
    "wait",
    { steps: 1e9 },
    '"steps" of Wait must be a whole number from 1 to 1000, got 1000000000.',
  ],
  [
    "wait",
    { steps: 2.5 },
    '"steps" of Wait must be a whole number from 1 to 1000, got 2.5.',
  ],
  [
    "wait",
    { steps: "10" },
    '"steps" of Wait must be a whole number from 1 to 1000, got "10".',
  ],
  [
    "wait",
    { stepMs: null },
    '"stepMs" of Wait must be a number from 0 to 100000, got null.',
  ],
  ["fail", { bad: 1 }, '"bad" of Fail must be true or false, got 1.'],
  ["fail", { message: 5 }, '"message" of Fail must be a text, got 5.'],
])("%s with %j is refused: %s", (kind, values, message) => {
  const graph = graphOf(
    { node: [kind, values], show: ["show"] },
    "node.value > show.value",
  );
  expect(checkGraph(graph, descriptions)).toMatchObject([
    { node: "node", message },
  ]);
});

test.each<[GraphNode["values"], string | undefined]>([
  [{ list: [] }, "must be one or more whole numbers from 0 to 10, got []"],
  [{ list: [1, 11] }, "got [1,11]"],
  [{ kind: "other" }, 'must be one of plain, detailed, got "other"'],
  [{ seed: -1 }, "must be a whole number from 0 to 9007199254740991, got -1"],
  [{ kind: "detailed", detail: 99 }, "must be a whole number from 1 to 9"],
  [{ detail: 99 }, undefined],
])("values %j of a node: %s", (values, message) => {
  const graph = graphOf(
    { one: ["constant"], show: ["show", values] },
    "one.value > show.value",
  );
  const problems = checkGraph(graph, descriptions);
  if (message === undefined) expect(problems).toEqual([]);
  else expect(problems[0]?.message).toContain(message);
});

test("a value of an input that others call by another name is refused under both", () => {
  const wait = descriptions.get("test/wait");
  if (wait?.inputs["stepMs"]?.kind !== "number") throw new Error("no stepMs");
  const inputs = {
    ...wait.inputs,
    stepMs: { ...wait.inputs["stepMs"], label: "pause", also: "step_ms" },
  };
  const graph = graphOf(
    { node: ["wait", { stepMs: -1 }], show: ["show"] },
    "node.value > show.value",
  );
  const kinds = new Map([...descriptions, ["test/wait", { ...wait, inputs }]]);
  expect(checkGraph(graph, kinds)).toMatchObject([
    {
      node: "node",
      message:
        '"pause" (step_ms) of Wait must be a number from 0 to 100000, got -1.',
    },
  ]);
});

test("a list may be empty only where it is said what that means", () => {
  const range = { default: [], min: 0, max: 10 };
  const optional = numbers({ ...range, whenEmpty: "as it comes in" });
  expect(valueFault(optional, [])).toBeUndefined();
  expect(valueFault(optional, [11])).toBe(
    "must be any number of numbers from 0 to 10, got [11]",
  );
  expect(valueFault(numbers(range), [])).toMatch(
    /^must be one or more numbers/,
  );
});

test("a number alone stands for a list of it", () => {
  const steps = numbers({ default: [5], min: 1, max: 9, whole: true });
  expect(valueFault(steps, 8)).toBeUndefined();
  expect(valueFault(steps, 10)).toBe(
    "must be one or more whole numbers from 1 to 9, got 10",
  );
  const description: NodeDescription = {
    id: "look/a",
    version: 1,
    title: "A",
    category: "look",
    description: "A.",
    inputs: { steps },
    outputs: {},
    terminal: true,
  };
  const node = { id: "a", type: "look/a", position: [0, 0] as const };
  expect(
    effectiveValues({ ...node, values: { steps: 8 } }, description),
  ).toEqual({ steps: [8] });
});

test("what serves editing only runs with its default, so that changing it runs nothing again", () => {
  const description: NodeDescription = {
    id: "look/a",
    version: 1,
    title: "A",
    category: "look",
    description: "A.",
    inputs: {
      levels: numbers({ default: [1], min: 0, max: 9 }),
      held: numbers({ default: [1], min: 0, max: 9, editing: true }),
    },
    outputs: {},
    terminal: true,
  };
  const node: GraphNode = {
    id: "a",
    type: "look/a",
    position: [0, 0],
    values: { levels: [3], held: [4] },
  };
  expect(effectiveValues(node, description)).toEqual({
    levels: [3],
    held: [1],
  });
});
