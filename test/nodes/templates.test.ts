import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkGraph } from "../../engine/check-graph.ts";
import { parseGraph } from "../../engine/read-graph.ts";
import { writeGraph } from "../../engine/write-graph.ts";
import { descriptions } from "../../nodes/registry.ts";
import { layoutNode, showsOf } from "../../renderer/editor/layout.ts";
import { metrics } from "../../renderer/editor/metrics.ts";

const folder = new URL("../../nodes/templates/", import.meta.url).pathname;
const files = readdirSync(folder).toSorted();
const known = new Map(descriptions.map((node) => [node.id, node]));

const read = (file: string) =>
  parseGraph(readFileSync(folder + file, "utf8"), file);

test("the default template is the ring of 8", () => {
  expect(files[0]).toBe("1-ring-of-8.json");
});

for (const file of files) {
  test(`${file} is as the program would save it`, () => {
    const { graph, notices, readOnly } = read(file);
    expect({ notices, readOnly }).toEqual({ notices: [], readOnly: false });
    expect(writeGraph(graph)).toBe(readFileSync(folder + file, "utf8"));
  });

  test(`${file} names values and sockets that its nodes have`, () => {
    for (const { type, values } of read(file).graph.nodes)
      for (const name of Object.keys(values))
        expect(known.get(type)?.inputs[name]?.kind, `${type} ${name}`).toMatch(
          /^(?!port)/,
        );
  });

  test(`no two nodes of ${file} overlap, before and after a run`, () => {
    const boxes = read(file).graph.nodes.map((node) => {
      const description = known.get(node.type);
      const { width, height } = layoutNode({
        description,
        values: node.values,
        title: node.title ?? description?.title ?? "",
        ghostInputs: [],
        ghostOutputs: [],
        size: node.size,
        shows: showsOf(description),
        // a wide font
        measure: (text) => text.length * 7,
      });
      const [left, top] = node.position;
      return {
        id: node.id,
        left,
        right: left + width,
        top: top - metrics.titleHeight,
        bottom: top + height,
      };
    });
    for (const a of boxes)
      for (const b of boxes)
        if (a.id < b.id)
          expect(
            a.right <= b.left ||
              b.right <= a.left ||
              a.bottom <= b.top ||
              b.bottom <= a.top,
            `${a.id} and ${b.id}`,
          ).toBe(true);
  });
}

test("checkGraph finds no problem in any of them but the file that one is to choose", () => {
  const problems = files.map((file) => [
    file,
    checkGraph(read(file).graph, known).map(({ node, input }) => [node, input]),
  ]);
  const asking = {
    "4-own-model.json": [["model", "path"]],
    "5-stable-diffusion.json": [["pipeline", "folder"]],
  };
  expect(Object.fromEntries(problems)).toEqual({
    ...Object.fromEntries(files.map((file) => [file, []])),
    ...asking,
  });
});
