import { chain } from "./graphs.ts";
import { expect, test } from "./harness-test.ts";

test("a new node covers no other, is seen whole, and is gone with one undo", async ({
  editor,
}) => {
  await editor.load(chain);
  const ids = await editor.harness((harness) =>
    [0, 1, 2].map(() => harness.editor.addNode("look/scatter-plot")),
  );
  const { nodes } = await editor.read();
  expect(nodes.filter(({ id }) => !ids.includes(id))).toEqual(chain.nodes);
  const boxes = await Promise.all(
    nodes.map(async ({ id, position: [x, y] }) => {
      const [width, height] = await editor.size(id);
      return { id, left: x, right: x + width, top: y - 30, bottom: y + height };
    }),
  );
  const covering = boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (b) =>
          a.left < b.right &&
          b.left < a.right &&
          a.top < b.bottom &&
          b.top < a.bottom,
      )
      .map((b) => [a.id, b.id]),
  );
  expect(covering).toEqual([]);
  const title = await editor.locate(ids[2] ?? "", { title: true });
  expect(title.x).toBeGreaterThan(0);
  expect(title.y).toBeGreaterThan(0);
  await editor.command("undo");
  expect((await editor.read()).nodes).toEqual(nodes.slice(0, -1));
});
