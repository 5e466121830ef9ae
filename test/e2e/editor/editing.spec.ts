import { chain, graphOf, node } from "./graphs.ts";
import { expect, test } from "./harness-test.ts";

test("undo and redo go through moves, links and values, and never touch the selection or the view", async ({
  editor,
  page,
}) => {
  await editor.load(chain);
  await editor.drag(await editor.locate("solver", { title: true }), {
    x: 250,
    y: 520,
  });
  const moved = await editor.read();
  await editor.link(["solver", "solver"], ["sampler", "solver"]);
  const linked = await editor.read();
  expect(linked.links).toHaveLength(3);
  await page.mouse.move(640, 700);
  await page.mouse.wheel(0, 120);
  await editor.command("select-all");
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+z");
  const back = await editor.read();
  expect(back.nodes).toEqual(chain.nodes);
  expect(back.links).toEqual(chain.links);
  expect(back.view).not.toEqual(chain.view);
  expect(await editor.selection()).toHaveLength(4);
  await page.keyboard.press("Control+y");
  expect((await editor.read()).nodes).toEqual(moved.nodes);
  await page.keyboard.press("Control+Shift+z");
  expect((await editor.read()).links).toEqual(linked.links);
});

test("box select, copy and paste with and without links from outside", async ({
  editor,
  page,
}) => {
  await editor.load(chain);
  await page.keyboard.down("Control");
  await editor.drag({ x: 420, y: 130 }, { x: 1100, y: 640 });
  await page.keyboard.up("Control");
  expect([...(await editor.selection())].sort()).toEqual([
    "preview",
    "sampler",
  ]);
  await page.keyboard.press("Control+c");
  await page.mouse.move(500, 600);
  await page.keyboard.press("Control+v");
  let graph = await editor.read();
  expect(graph.nodes).toHaveLength(6);
  expect(graph.links).toHaveLength(3);
  expect(graph.links.at(-1)).toEqual({
    from: { node: "sampler-2", output: "samples" },
    to: { node: "preview-image", input: "samples" },
  });
  expect(await editor.selection()).toEqual(["sampler-2", "preview-image"]);
  await page.keyboard.press("Control+Shift+v");
  graph = await editor.read();
  expect(graph.links.slice(3)).toContainEqual({
    from: { node: "model", output: "model" },
    to: { node: "sampler-3", input: "model" },
  });
  await page.keyboard.press("Delete");
  expect((await editor.read()).nodes).toHaveLength(6);
});

test("several nodes move together", async ({ editor }) => {
  await editor.load(chain);
  await editor.command("select-all");
  const from = await editor.locate("model", { title: true });
  await editor.drag(from, { x: from.x + 40, y: from.y + 30 });
  const { nodes } = await editor.read();
  for (const [index, each] of nodes.entries()) {
    const before = chain.nodes[index]?.position ?? [0, 0];
    expect(each.position[0] - before[0]).toBeCloseTo(40, 5);
    expect(each.position[1] - before[1]).toBeCloseTo(30, 5);
  }
});

test("arrow keys move what is selected, a group with what is in it, as one step", async ({
  editor,
  page,
}) => {
  const framed = {
    ...chain,
    groups: [{ title: "Start", position: [60, 80], size: [330, 400] }],
  } as const;
  await editor.load(framed);
  await editor.command("select-all");
  await page.locator("canvas.sw-canvas").focus();
  await page.keyboard.down("ArrowRight");
  await page.keyboard.down("ArrowRight");
  await page.keyboard.up("ArrowRight");
  expect((await editor.read()).nodes[0]?.position).toEqual([120, 150]);
  await editor.command("undo");
  expect((await editor.read()).nodes).toEqual(framed.nodes);
  await page.mouse.click(250, 92);
  await page.keyboard.press("Shift+ArrowDown");
  const { nodes, groups } = await editor.read();
  expect(groups[0]?.position).toEqual([60, 180]);
  expect(nodes.map(({ position }) => position[1])).toEqual([
    250, 400, 200, 200,
  ]);
});

test("a double-click on a title renames, and an empty name gives the node its own back", async ({
  editor,
  page,
}) => {
  await editor.load(chain);
  const rename = async (name: string) => {
    const title = await editor.locate("sampler", { title: true });
    await page.mouse.dblclick(title.x, title.y);
    await page.getByRole("textbox", { name: "Title" }).fill(name);
    await page.keyboard.press("Enter");
  };
  await rename("Ten steps");
  expect((await editor.read()).nodes[2]?.title).toBe("Ten steps");
  await rename("");
  expect((await editor.read()).nodes[2]?.title).toBeUndefined();
});

test("Alt+drag leaves the node and moves a copy", async ({ editor, page }) => {
  await editor.load(chain);
  const from = await editor.locate("solver", { title: true });
  await page.keyboard.down("Alt");
  await editor.drag(from, { x: from.x + 120, y: from.y + 200 });
  await page.keyboard.up("Alt");
  const { nodes } = await editor.read();
  expect(nodes).toHaveLength(5);
  expect(nodes[1]?.position).toEqual([100, 300]);
  expect(nodes[4]?.id).toBe("solver-2");
  expect(nodes[4]?.position[1]).toBeGreaterThan(480);
  await editor.command("undo");
  expect((await editor.read()).nodes).toEqual(chain.nodes);
  expect(await editor.harness((harness) => harness.editor.canUndo)).toBe(false);
  await editor.command("redo");
  expect((await editor.read()).nodes).toEqual(nodes);
});

test("Alt+drag copies groups along with nodes, and no copy stays pinned on its original", async ({
  editor,
  page,
}) => {
  await editor.load({
    ...chain,
    nodes: chain.nodes.map((each) =>
      each.id === "model" ? { ...each, pinned: true } : each,
    ),
    groups: [{ title: "Start", position: [60, 80], size: [330, 400] }],
  });
  await editor.command("select-all");
  const from = await editor.locate("sampler", { title: true });
  await page.keyboard.down("Alt");
  await editor.drag(from, { x: from.x + 40, y: from.y + 60 });
  await page.keyboard.up("Alt");
  const { nodes, groups } = await editor.read();
  expect(nodes.map(({ pinned }) => pinned === true)).toEqual(
    [1, 0, 0, 0, 0, 0, 0, 0].map(Boolean),
  );
  for (const [index, each] of chain.nodes.entries()) {
    expect(nodes[index]?.position).toEqual(each.position);
    expect(nodes[index + 4]?.position).toEqual([
      each.position[0] + 40,
      each.position[1] + 60,
    ]);
  }
  expect(groups.map(({ position }) => position)).toEqual([
    [60, 80],
    [100, 140],
  ]);
});

test("the context menu of a node colours, mutes, collapses and runs it", async ({
  editor,
  page,
}) => {
  await editor.load(chain);
  const menu = async (...entries: string[]) => {
    const title = await editor.locate("sampler", { title: true });
    await page.mouse.click(title.x, title.y, { button: "right" });
    for (const entry of entries)
      await page
        .getByRole("menuitem", { name: entry })
        .or(page.getByRole("menuitemcheckbox", { name: entry }))
        .first()
        .click();
  };
  await menu("Colour", "Amber");
  await menu("Mute");
  await menu("Collapse");
  await menu("Run to this node");
  const sampler = (await editor.read()).nodes[2];
  expect(sampler).toMatchObject({
    color: "amber",
    mode: "mute",
    collapsed: true,
  });
  expect(await editor.harness(({ runs }) => runs)).toEqual(["sampler"]);
});

test("keys group, bypass and pin what is selected, and a pinned node stays", async ({
  editor,
  page,
}) => {
  await editor.load(chain);
  const title = await editor.locate("model", { title: true });
  await page.mouse.click(title.x, title.y);
  await page.keyboard.press("Control+g");
  await page.keyboard.press("Control+b");
  await page.keyboard.press("p");
  await editor.drag(title, { x: title.x + 100, y: title.y + 100 });
  const graph = await editor.read();
  expect(graph.groups).toHaveLength(1);
  expect(graph.nodes[0]).toEqual({
    ...chain.nodes[0],
    mode: "bypass",
    pinned: true,
  });
});

test("a graph of a newer version is shown and not changed", async ({
  editor,
  page,
}) => {
  await editor.load(chain);
  await page.evaluate(() => window.harness.editor.setReadOnly(true));
  await editor.drag(await editor.locate("model", { title: true }), {
    x: 400,
    y: 500,
  });
  const row = await editor.locate("solver", { input: "eta" });
  await page.mouse.click(row.x, row.y);
  await page.keyboard.press("Delete");
  expect((await editor.read()).nodes).toEqual(chain.nodes);
  expect(await editor.notices()).not.toEqual([]);
});

test("the graph's change is told once it is over, and a click alone is none", async ({
  editor,
  page,
}) => {
  await editor.load(chain);
  const revision = await editor.harness((harness) => harness.editor.revision);
  const title = await editor.locate("model", { title: true });
  await page.mouse.click(title.x, title.y);
  await page.waitForTimeout(100);
  expect(await editor.harness((harness) => harness.changes)).toBe(0);
  expect(await editor.harness((harness) => harness.editor.revision)).toBe(
    revision,
  );
  await editor.drag(title, { x: title.x + 50, y: title.y });
  await expect.poll(() => editor.harness((harness) => harness.changes)).toBe(1);
});

test("a node is resized at its corner, and no further than what it holds", async ({
  editor,
}) => {
  await editor.load(graphOf([node("s", "look/scatter-plot", 300, 200)]));
  const [width, height] = await editor.size("s");
  const corner = { x: 300 + width - 4, y: 200 + height - 4 };
  await editor.drag(corner, { x: corner.x + 100, y: corner.y + 80 });
  expect(await editor.size("s")).toEqual([width + 100, height + 80]);
  expect((await editor.read()).nodes[0]?.size).toEqual([
    width + 100,
    height + 80,
  ]);
  await editor.drag(
    { x: corner.x + 100, y: corner.y + 80 },
    { x: 320, y: 210 },
  );
  const [least] = await editor.size("s");
  expect(least).toBeGreaterThan(150);
  await editor.command("undo");
  await editor.command("undo");
  expect(await editor.size("s")).toEqual([width, height]);
});

test("a link's own menu deletes it", async ({ editor, page }) => {
  await editor.load(chain);
  const from = await editor.locate("sampler", { output: "samples" });
  const to = await editor.locate("preview", { input: "samples" });
  await page.mouse.click((from.x + to.x) / 2, (from.y + to.y) / 2, {
    button: "right",
  });
  await page.getByRole("menuitem", { name: "Delete the link" }).click();
  expect((await editor.read()).links).toHaveLength(1);
});
