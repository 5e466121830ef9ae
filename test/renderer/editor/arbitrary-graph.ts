import fc from "fast-check";
import type { Graph } from "../../../engine/graph.ts";
import type { Json } from "../../../engine/json.ts";
import { descriptions } from "../../e2e/editor/descriptions.ts";

const json = fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<Json>;
const record = fc.dictionary(fc.string({ minLength: 1, maxLength: 8 }), json, {
  maxKeys: 4,
  noNullPrototype: true,
});
const coordinate = fc.double({ min: -1e5, max: 1e5, noNaN: true });
const point = fc.tuple(coordinate, coordinate);
const id = fc.stringMatching(/^[A-Za-z0-9_-]{1,8}$/);
const type = fc.oneof(
  fc.constantFrom(...descriptions.map((each) => each.id)),
  fc.constantFrom("elsewhere/thing", "custom/node"),
);
const socket = fc.constantFrom(
  "model",
  "solver",
  "schedule",
  "samples",
  "rho",
  "x",
  "__proto__",
  "constructor",
);

/** Graphs with known and unknown nodes, links of all kinds, sound or not, and every optional field. */
export const arbitraryGraph: fc.Arbitrary<Graph> = fc
  .uniqueArray(id, { maxLength: 6 })
  .chain((ids) => {
    const nodeId = fc.constantFrom(
      ...(ids.length > 0 ? ids : ["gone"]),
      "gone",
    );
    return fc.record(
      {
        format: fc.constant("stepwright-graph" as const),
        version: fc.constant(1 as const),
        title: fc.string(),
        nodes: fc.tuple(
          ...ids.map((each) =>
            fc.record(
              {
                id: fc.constant(each),
                type,
                position: point,
                values: record,
                title: fc.string({ minLength: 1 }),
                size: fc.tuple(
                  fc.integer({ min: 10, max: 900 }),
                  fc.integer({ min: 10, max: 900 }),
                ),
                mode: fc.constantFrom("active", "mute", "bypass"),
                collapsed: fc.boolean(),
                pinned: fc.boolean(),
                color: fc.constantFrom("amber", "#123456"),
                extra: record,
              },
              { requiredKeys: ["id", "type", "position", "values"] },
            ),
          ),
        ),
        links: fc.array(
          fc.record({
            from: fc.record({ node: nodeId, output: socket }),
            to: fc.record({ node: nodeId, input: socket }),
          }),
          { maxLength: 8 },
        ),
        groups: fc.array(
          fc.record(
            {
              title: fc.string(),
              position: point,
              size: point,
              color: fc.constantFrom("blue", "#abc"),
            },
            { requiredKeys: ["title", "position", "size"] },
          ),
          { maxLength: 3 },
        ),
        view: fc.record({
          scale: fc.double({ min: 0.1, max: 4, noNaN: true }),
          offset: point,
        }),
        extra: record,
      },
      { requiredKeys: ["format", "version", "nodes", "links", "groups"] },
    );
  })
  // as it comes out of a file: plain objects, no negative zero
  .map((graph) => JSON.parse(JSON.stringify(graph)) as Graph);
