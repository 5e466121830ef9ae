import { expect, test } from "vitest";
import { checkGraph } from "../../engine/check-graph.ts";
import type { GraphNode } from "../../engine/graph.ts";
import {
  choice,
  file,
  number,
  optionalPort,
  shownFor,
} from "../../engine/inputs.ts";
import { planRun } from "../../engine/plan-run.ts";
import type { NodeDescription } from "../../engine/node-definition.ts";
import { graphOf } from "./processes/started-engine.ts";
import { testDescriptions } from "./processes/test-nodes.ts";

const between: NodeDescription = {
  id: "test/between",
  version: 1,
  title: "Between",
  category: "test",
  description: "",
  inputs: {
    scale: optionalPort("NUMBER", { neededFor: shownFor("from", "scaled") }),
    from: choice(
      [
        { value: "given", title: "As set here" },
        { value: "scaled", title: "Scaled" },
        { value: "none", title: "None" },
        { value: "read", title: "From a file" },
      ],
      { default: "given" },
    ),
    path: file({ extensions: ["txt"], shownFor: shownFor("from", "read") }),
    low: number({
      default: 1,
      min: 0,
      max: 10,
      below: "high",
      shownFor: shownFor("from", "given", "scaled"),
    }),
    high: number({
      default: 5,
      min: 0,
      max: 10,
      label: "upper limit",
      shownFor: shownFor("from", "given"),
    }),
  },
  outputs: {},
  terminal: true,
};
const descriptions = new Map(
  [...testDescriptions, between].map((node) => [node.id, node]),
);

function problems(values: GraphNode["values"], ...links: string[]) {
  const graph = graphOf(
    { one: ["constant"], node: ["between", values] },
    ...links,
  );
  return checkGraph(graph, descriptions);
}

test.each<GraphNode["values"]>([
  {},
  { low: 4.9 },
  { low: 6, high: 7 },
  // where one of the two is not shown, it decides nothing
  { low: 6, from: "none" },
])("in order: %j", (values) => {
  expect(problems(values)).toEqual([]);
});

test.each<[GraphNode["values"], string]>([
  [{ low: 6 }, "got 6 and 5"],
  [{ high: 1 }, "got 1 and 1"],
  [{ low: 8, high: 7 }, "got 8 and 7"],
])("a number that is to be below another one is not: %j", (values, got) => {
  expect(problems(values)).toEqual([
    {
      node: "node",
      input: "low",
      message: `"low" of Between must be below "upper limit", ${got}.`,
    },
  ]);
});

test("of a number out of its own range only that is told", () => {
  expect(problems({ low: 11 })).toMatchObject([
    { message: '"low" of Between must be a number from 0 to 10, got 11.' },
  ]);
});

test("a port that is needed for one choice only must be linked then", () => {
  const scaled = { from: "scaled", low: 9 };
  expect(problems(scaled)).toEqual([
    {
      node: "node",
      input: "scale",
      message:
        'Between needs a number linked into its input "scale" while "from" is Scaled.',
    },
  ]);
  expect(problems(scaled, "one.value > node.scale")).toEqual([]);
  // without it the node cannot run, so it is left out where that is muted
  const muted = (values: GraphNode["values"]) => {
    const graph = graphOf(
      { one: ["constant"], node: ["between", values], show: ["show"] },
      "one.value > node.scale",
    );
    const nodes = graph.nodes.map((node) =>
      node.id === "one" ? { ...node, mode: "mute" as const } : node,
    );
    const plan = planRun({ ...graph, nodes }, descriptions, ["node"]);
    return plan.kind === "ready"
      ? plan.nodes.map(({ id }) => id)
      : plan.problems.map(({ message }) => message);
  };
  expect(muted({ from: "given" })).toEqual(["node"]);
  expect(muted(scaled)).toEqual([
    "Between cannot run, because Constant, which it needs, is muted.",
  ]);
});

test("a file that is to be read must be chosen", () => {
  expect(problems({ from: "read" })).toEqual([
    {
      node: "node",
      input: "path",
      message: 'Between needs a file chosen under "path".',
    },
  ]);
  expect(problems({ from: "read", path: " " })).toHaveLength(1);
  expect(problems({ from: "read", path: "a.txt" })).toEqual([]);
});
