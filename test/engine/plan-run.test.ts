import fc from "fast-check";
import { expect, test } from "vitest";
import { checkGraph } from "../../engine/check-graph.ts";
import type { Graph, GraphNode } from "../../engine/graph.ts";
import { port } from "../../engine/inputs.ts";
import type { SocketType } from "../../engine/values.ts";
import { type PlannedNode, planRun } from "../../engine/plan-run.ts";
import { graphOf } from "./processes/started-engine.ts";
import { testDescriptions } from "./processes/test-nodes.ts";

const descriptions = new Map(testDescriptions.map((node) => [node.id, node]));

function messages(graph: Graph, targets?: readonly string[]): string[] {
  return checkGraph(graph, descriptions, targets).map(({ message }) => message);
}

function planned(
  graph: Graph,
  targets?: readonly string[],
): readonly PlannedNode[] {
  const plan = planRun(graph, descriptions, targets);
  if (plan.kind === "refused")
    throw new Error(plan.problems.map(({ message }) => message).join(" "));
  return plan.nodes;
}

function withMode(
  graph: Graph,
  id: string,
  mode: NonNullable<GraphNode["mode"]>,
): Graph {
  return {
    ...graph,
    nodes: graph.nodes.map((node) =>
      node.id === id ? { ...node, mode } : node,
    ),
  };
}

const ids = (nodes: readonly PlannedNode[]): string[] =>
  nodes.map(({ id }) => id);

const chain = graphOf(
  { show: ["show"], sum: ["add"], one: ["constant"], unused: ["constant"] },
  "one.value > sum.a",
  "sum.sum > show.value",
);

test("a run has the terminal nodes and what they need, each after what it needs", () => {
  expect(ids(planned(chain))).toEqual(["one", "sum", "show"]);
  expect(ids(planned(chain, ["sum"]))).toEqual(["one", "sum"]);
});

test("in every graph without cycles each node stands after all that it needs", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(), fc.option(fc.nat())), {
        minLength: 1,
        maxLength: 30,
      }),
      (sources) => {
        const names = sources.map((_, index) => `n${index}`);
        const graph = graphOf(
          Object.fromEntries([
            ["first", ["constant"]],
            ...names.map((name) => [name, ["add"]]),
            ["end", ["show"]],
          ]),
          ...sources.flatMap(([a, b], index) => {
            const pick = (k: number): string =>
              index === 0 ? "first.value" : `n${k % index}.sum`;
            return [
              `${pick(a)} > n${index}.a`,
              ...(b === null ? [] : [`${pick(b)} > n${index}.b`]),
            ];
          }),
          `n${sources.length - 1}.sum > end.value`,
        );
        const done = new Set<string>();
        for (const node of planned(graph)) {
          for (const { node: needed } of Object.values(node.inputs))
            expect(done).toContain(needed);
          expect(done).not.toContain(node.id);
          done.add(node.id);
        }
        expect(done).toContain("end");
      },
    ),
  );
});

test("a muted node is left out with all that cannot do without it; the rest runs", () => {
  const graph = graphOf(
    {
      one: ["constant"],
      two: ["constant"],
      sum: ["add"],
      lost: ["show"],
      kept: ["show"],
    },
    "one.value > lost.value",
    "two.value > sum.a",
    "one.value > sum.b",
    "sum.sum > kept.value",
  );
  const muted = withMode(graph, "one", "mute");
  expect(ids(planned(muted))).toEqual(["two", "sum", "kept"]);
  expect(messages(muted, ["lost"])).toEqual([
    "Show cannot run, because Constant, which it needs, is muted.",
  ]);
  expect(messages(withMode(chain, "show", "mute"))).toEqual([
    "There is nothing to run: the graph has no active node that shows or saves a result.",
  ]);
});

test("a bypassed node passes its input on to what takes the same type", () => {
  const nodes = planned(withMode(chain, "sum", "bypass"));
  expect(ids(nodes)).toEqual(["one", "show"]);
  expect(nodes[1]?.inputs).toEqual({ value: { node: "one", output: "value" } });
});

test("a bypassed node without an input to pass on leaves what follows without one", () => {
  expect(messages(withMode(chain, "one", "bypass"))).toEqual([
    'Add needs a number linked into its input "a".',
  ]);
});

test("an unknown kind is named, and muting its node runs the rest", () => {
  const graph = {
    ...chain,
    nodes: [
      ...chain.nodes,
      {
        id: "odd",
        type: "other/kind",
        position: [0, 0] as const,
        values: {},
      },
    ],
  };
  expect(messages(graph)).toEqual([
    '"other/kind" is a kind of node that is not known here; delete or mute the node to run the rest.',
  ]);
  expect(
    messages({
      ...graph,
      nodes: graph.nodes.map((node) => ({ ...node, title: "Mine" })),
    }),
  ).toEqual([
    'Mine is of the kind "other/kind", which is not known here; delete or mute it to run the rest.',
  ]);
  expect(messages(graph, ["show"])).toEqual([]);
  expect(messages(withMode(graph, "odd", "mute"))).toEqual([]);
});

test("a cycle is named by its nodes in the order in which values flow", () => {
  const graph = graphOf(
    { a: ["add"], b: ["wait"], show: ["show"] },
    "a.sum > b.value",
    "b.value > a.a",
    "a.sum > show.value",
  );
  const [message = ""] = messages(graph);
  expect(message).toMatch(
    /^(Add → Wait → Add|Wait → Add → Wait) is a cycle: a node cannot need its own result\.$/,
  );
});

test("a cycle that nothing needs is found too", () => {
  const graph = graphOf(
    {
      one: ["constant"],
      show: ["show"],
      a: ["wait"],
    },
    "one.value > show.value",
    "a.value > a.value",
  );
  expect(messages(graph)).toEqual([
    "Wait → Wait is a cycle: a node cannot need its own result.",
  ]);
});

test("a link between wrong types says both, on the node where it ends", () => {
  const typed = new Map(descriptions);
  const constant = descriptions.get("test/constant");
  if (constant)
    typed.set("test/constant", {
      ...constant,
      outputs: { value: { type: "SCHEDULE" } },
    });
  expect(checkGraph(chain, typed)).toEqual([
    {
      node: "sum",
      input: "a",
      message:
        'The input "a" of Add takes a number, but the link brings a schedule from Constant.',
    },
  ]);
});

test("an input of two types takes a link of either, and names both where it takes neither", () => {
  const add = descriptions.get("test/add");
  const constant = descriptions.get("test/constant");
  if (!add || !constant) throw new Error("the test nodes are gone");
  const bringing = (type: SocketType) =>
    checkGraph(
      chain,
      new Map(descriptions)
        .set("test/add", {
          ...add,
          inputs: { ...add.inputs, a: port("LATENT", { orType: "IMAGE" }) },
        })
        .set("test/constant", { ...constant, outputs: { value: { type } } }),
    ).map(({ message }) => message);
  expect(bringing("LATENT")).toEqual([]);
  expect(bringing("IMAGE")).toEqual([]);
  expect(bringing("NUMBER")).toEqual([
    'The input "a" of Add takes samples or pictures, but the link brings a number from Constant.',
  ]);
});

test.each([
  ["one.nothing > sum.a", 'comes from the output "nothing" of Constant, which'],
  ["one.value > sum.nothing", 'ends at the input "nothing" of Add, which does'],
  ["one.value > show.note", '"note" of Show, which is a value and takes no'],
])("the link %s is refused with what is not there", (link, message) => {
  const graph = graphOf(
    { one: ["constant"], sum: ["add"], show: ["show"] },
    "one.value > sum.a",
    "sum.sum > show.value",
  );
  const [added] = graphOf({}, link).links;
  const links = graph.links.filter(
    ({ to }) =>
      `${to.node}.${to.input}` !== `${added?.to.node}.${added?.to.input}`,
  );
  expect(
    messages({ ...graph, links: [...links, ...(added ? [added] : [])] }).join(
      " ",
    ),
  ).toContain(message);
});

test("a target that is not there is named", () => {
  expect(messages(chain, ["ghost"])).toEqual([
    'The graph has no node "ghost" to run.',
  ]);
});

test(
  "ten thousand nodes in a row are planned without running out of stack or time",
  { timeout: 5000 },
  () => {
    const count = 10_000;
    const names = Array.from({ length: count }, (_, index) => `n${index}`);
    const graph = graphOf(
      Object.fromEntries([
        ["first", ["constant"]],
        ...names.map((name) => [name, ["wait"]]),
        ["end", ["show"]],
      ]),
      ...names.map((name, index) =>
        index === 0
          ? "first.value > n0.value"
          : `n${index - 1}.value > ${name}.value`,
      ),
      `n${count - 1}.value > end.value`,
    );
    expect(planned(graph)).toHaveLength(count + 2);
    expect(messages(withMode(graph, "first", "mute"))).toEqual([]);
  },
);

test("a node whose result is worth its run alone runs where nothing is linked to it, and is checked then", () => {
  const add = descriptions.get("test/add");
  if (!add) throw new Error("there is no node that adds");
  const alone = new Map(descriptions).set(add.id, { ...add, alone: true });
  const names = (graph: Graph): readonly string[] => {
    const plan = planRun(graph, alone);
    return plan.kind === "ready" ? ids(plan.nodes) : [];
  };
  const unlinked = graphOf(
    { show: ["show"], sum: ["add"], one: ["constant"] },
    "one.value > sum.a",
    "one.value > show.value",
  );
  expect(ids(planned(unlinked))).toEqual(["one", "show"]);
  expect(names(unlinked)).toEqual(["one", "show", "sum"]);
  // linked, only what needs it decides
  expect(names(withMode(chain, "show", "mute"))).toEqual([]);
  const empty = graphOf({ sum: ["add"] });
  expect(checkGraph(empty, alone).map(({ message }) => message)).toEqual([
    'Add needs a number linked into its input "a".',
  ]);
});
