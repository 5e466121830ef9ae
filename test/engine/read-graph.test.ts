import fc from "fast-check";
import { expect, test } from "vitest";
import { BadInput } from "../../core/bad-input.ts";
import { graphVersion } from "../../engine/graph.ts";
import type { Graph } from "../../engine/graph.ts";
import { checkedGraph, parseGraph } from "../../engine/read-graph.ts";
import { writeGraph } from "../../engine/write-graph.ts";

const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/);
const position = fc.tuple(
  fc.integer({ min: -1e4, max: 1e4 }),
  fc.integer({ min: -1e4, max: 1e4 }),
);
// JSON has no -0
const json = fc
  .jsonValue({ maxDepth: 2 })
  // a key of that name is left out for safety
  .filter((value) => !JSON.stringify(value).includes("__proto__"))
  .map((value) => JSON.parse(JSON.stringify(value)) as never);
const extra = fc.dictionary(fc.stringMatching(/^x-[a-z]{1,5}$/), json, {
  minKeys: 1,
  maxKeys: 3,
  noNullPrototype: true,
});
const values = fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), json, {
  noNullPrototype: true,
});
const graphs: fc.Arbitrary<Graph> = fc
  .uniqueArray(id, { minLength: 1, maxLength: 5 })
  .chain((ids) =>
    fc.record(
      {
        format: fc.constant("stepwright-graph" as const),
        version: fc.constant(graphVersion),
        title: fc.string(),
        nodes: fc.tuple(
          ...ids.map((each) =>
            fc.record(
              {
                id: fc.constant(each),
                type: fc.constantFrom("sampling/model", "unknown/kind"),
                title: fc.string(),
                position,
                size: position,
                values,
                mode: fc.constantFrom("active", "mute", "bypass"),
                collapsed: fc.boolean(),
                pinned: fc.boolean(),
                color: fc.string(),
                extra,
              },
              { requiredKeys: ["id", "type", "position", "values"] },
            ),
          ),
        ),
        links: fc.uniqueArray(
          fc.record(
            {
              from: fc.record({
                node: fc.constantFrom(...ids),
                output: fc.string(),
              }),
              to: fc.record({
                node: fc.constantFrom(...ids),
                input: fc.string(),
              }),
              extra,
            },
            { requiredKeys: ["from", "to"] },
          ),
          { selector: ({ to }) => `${to.node}.${to.input}`, maxLength: 6 },
        ),
        groups: fc.array(
          fc.record(
            {
              title: fc.string(),
              position,
              size: position,
              color: fc.string(),
              extra,
            },
            { requiredKeys: ["title", "position", "size"] },
          ),
          { maxLength: 2 },
        ),
        view: fc.record({
          scale: fc.double({ min: 0.01, max: 10, noNaN: true }),
          offset: position,
        }),
        extra,
      },
      { requiredKeys: ["format", "version", "nodes", "links", "groups"] },
    ),
  );

test("a graph that is written and read is the same, unknown fields and kinds too", () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const text = writeGraph(graph);
      const read = parseGraph(text, "g.json");
      expect(read).toEqual({ graph, readOnly: false, notices: [] });
      expect(writeGraph(read.graph)).toBe(text);
      expect(checkedGraph(graph)).toEqual(graph);
    }),
  );
});

const small = {
  format: "stepwright-graph",
  version: 1,
  nodes: [{ id: "a", type: "x/y", position: [0, 0] }],
};

test("a file of a newer version opens read-only and says so; what is not known is kept", () => {
  const read = parseGraph(
    JSON.stringify({ ...small, version: 3, hologram: { depth: 2 } }),
    "g.json",
  );
  expect(read.readOnly).toBe(true);
  expect(read.notices).toEqual([
    "g.json was saved by a newer Stepwright (graph version 3, this one knows version 2): it is shown as far as it is understood, and is not saved over.",
  ]);
  expect(read.graph.extra).toEqual({ hologram: { depth: 2 } });
});

test("a graph of version 1 means what it meant: Optimize Schedule was exact where it did not say so", () => {
  const node = {
    id: "a",
    type: "schedules/optimize-schedule",
    position: [0, 0],
  };
  const methodOf = (version: number, values: object) => {
    const text = JSON.stringify({
      ...small,
      version,
      nodes: [{ ...node, values }],
    });
    const { graph } = parseGraph(text, "g.json");
    expect(graph.version).toBe(2);
    return graph.nodes[0]?.values;
  };
  expect(methodOf(1, { steps: 8 })).toEqual({ method: "exact", steps: 8 });
  expect(methodOf(1, { method: "tuned" })).toEqual({ method: "tuned" });
  expect(methodOf(2, { steps: [8] })).toEqual({ steps: [8] });
});

test("a byte order mark before the JSON is passed over", () => {
  const text = `\uFEFF${JSON.stringify(small)}`;
  expect(parseGraph(text, "g.json").graph.nodes).toHaveLength(1);
});

test("links to nodes that are not there, and second links into an input, are left out and said", () => {
  const link = (from: string, to: string) => ({
    from: { node: from, output: "o" },
    to: { node: to, input: "i" },
  });
  const { graph, notices } = parseGraph(
    JSON.stringify({
      ...small,
      links: [link("a", "a"), link("b", "a"), link("a", "a")],
    }),
    "g.json",
  );
  expect(graph.links).toEqual([link("a", "a")]);
  expect(notices).toEqual([
    'The link from b.o to a.i was left out, because there is no node "b".',
    "The link from a.o to a.i was left out, because another link ends there already.",
  ]);
});

test.each<[string, string, RegExp]>([
  ["not JSON", '{"format": ', /^g\.json is not JSON \(.+\); wanted a graph/],
  ["cut off", JSON.stringify(small).slice(0, 40), /is not JSON/],
  ["an array", "[]", /"format" must be "stepwright-graph", got nothing\.$/],
  ["another document", '{"format": "x"}', /got "x"\.$/],
  ["without version", '{"format": "stepwright-graph"}', /"version" must be/],
  [
    "with a broken position",
    JSON.stringify({
      ...small,
      nodes: [{ id: "a", type: "x", position: ["left", 0] }],
    }),
    /nodes\[0\]\.position\[0\] is "left", expected number\.$/,
  ],
  [
    "with a bad id",
    JSON.stringify({
      ...small,
      nodes: [{ id: "a.b", type: "x", position: [0, 0] }],
    }),
    /nodes\[0\]\.id is "a\.b", expected letters, digits, - and _ only\.$/,
  ],
  [
    "with two nodes of an id",
    JSON.stringify({ ...small, nodes: [...small.nodes, ...small.nodes] }),
    /two nodes with the id "a"/,
  ],
  [
    "of a newer version of another form",
    JSON.stringify({ ...small, version: 9, nodes: {} }),
    /saved by a newer Stepwright \(graph version 9.+cannot be read here/,
  ],
])("a file that is %s is refused in one sentence", (_, text, message) => {
  const read = (): unknown => parseGraph(text, "g.json");
  expect(read).toThrow(BadInput);
  expect(read).toThrow(message);
  try {
    read();
  } catch (error) {
    expect((error as Error).message.split("\n")).toHaveLength(1);
  }
});

test("a written graph is readable: one field a line, small arrays in one", () => {
  expect(
    writeGraph({
      format: "stepwright-graph",
      version: 1,
      nodes: [
        { id: "a", type: "x/y", position: [1, 2], values: { steps: [5, 10] } },
      ],
      links: [],
      groups: [],
    }),
  ).toBe(`{
  "format": "stepwright-graph",
  "version": 1,
  "nodes": [
    {
      "id": "a",
      "type": "x/y",
      "position": [1, 2],
      "values": {
        "steps": [5, 10]
      }
    }
  ],
  "links": [],
  "groups": []
}
`);
});
