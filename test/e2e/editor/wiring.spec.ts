import { chain, graphOf, node } from "./graphs.ts";
import { expect, test } from "./harness-test.ts";

test("three nodes and their links are made from nothing with the mouse", async ({
  editor,
}) => {
  await editor.addBySearch("model", { x: 200, y: 200 });
  await editor.addBySearch("sampler", { x: 520, y: 200 });
  await editor.addBySearch("prev", { x: 900, y: 200 });
  await editor.link(["model", "model"], ["sampler", "model"]);
  await editor.link(["sampler", "samples"], ["preview-image", "samples"]);
  const graph = await editor.read();
  expect(graph.nodes.map(({ type }) => type)).toEqual([
    "sampling/model",
    "sampling/sampler",
    "look/preview-image",
  ]);
  expect(graph.links).toEqual([
    {
      from: { node: "model", output: "model" },
      to: { node: "sampler", input: "model" },
    },
    {
      from: { node: "sampler", output: "samples" },
      to: { node: "preview-image", input: "samples" },
    },
  ]);
});

test("a link between sockets of two types is refused and says why", async ({
  editor,
}) => {
  await editor.load(chain);
  await editor.link(["solver", "solver"], ["sampler", "schedule"]);
  expect((await editor.read()).links).toEqual(chain.links);
  expect(await editor.notices()).toEqual([
    "The input schedule of Sampler takes a schedule, and solver of Solver is a solver.",
  ]);
});

test("a link that would close a circle is refused and says why", async ({
  editor,
}) => {
  const links = [
    {
      from: { node: "a", output: "schedule" },
      to: { node: "b", input: "schedule" },
    },
  ];
  await editor.load(
    graphOf(
      [
        node("a", "schedules/scale", 400, 150, { title: "A" }),
        node("b", "schedules/scale", 400, 400, { title: "B" }),
      ],
      links,
    ),
  );
  await editor.link(["b", "schedule"], ["a", "schedule"]);
  expect((await editor.read()).links).toEqual(links);
  expect(await editor.notices()).toEqual([
    "A link from B to A would close a circle.",
  ]);
});

test("a link dropped on empty canvas offers the nodes that take it, and is plugged in", async ({
  editor,
  page,
}) => {
  await editor.load(chain);
  await editor.drag(await editor.locate("sampler", { output: "samples" }), {
    x: 760,
    y: 620,
  });
  const options = page.getByRole("option");
  await expect(options.first()).toContainText("Preview Image");
  await expect(options.nth(1)).toContainText("Scatter plot");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const { links } = await editor.read();
  expect(links.at(-1)).toEqual({
    from: { node: "sampler", output: "samples" },
    to: { node: "scatter-plot", input: "samples" },
  });
});

test("the search is as long as its hits, and its upper edge stays while it is typed into", async ({
  editor,
  page,
}) => {
  await editor.load(graphOf([]));
  const dialog = page.getByRole("dialog", { name: "Add a node" });
  const box = async () => {
    const { top, bottom } = await dialog.evaluate((element) =>
      element.getBoundingClientRect(),
    );
    return { top, height: bottom - top };
  };
  for (const y of [200, 850]) {
    await page.mouse.dblclick(600, y);
    const whole = await box();
    await page.keyboard.type("p");
    const some = await box();
    await page.keyboard.type("review");
    await expect(page.getByRole("option")).toHaveText([/Preview Image/]);
    const one = await box();
    expect(one.top).toBe(whole.top);
    expect(some.top).toBe(whole.top);
    expect(one.height).toBeLessThan(100);
    expect(some.height).toBeLessThan(whole.height);
    await page.keyboard.press("Escape");
  }
});

test("Escape closes the search and leaves the graph as it was", async ({
  editor,
  page,
}) => {
  await page.mouse.dblclick(600, 300);
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("combobox")).toHaveCount(0);
  expect((await editor.read()).nodes).toEqual([]);
});

test("a link is unplugged by dragging it off, and moved with Shift from its output", async ({
  editor,
  page,
}) => {
  await editor.load({
    ...chain,
    nodes: [...chain.nodes, node("other", "sampling/model", 100, 500)],
  });
  await page.keyboard.down("Shift");
  await editor.drag(
    await editor.locate("model", { output: "model" }),
    await editor.locate("other", { output: "model" }),
  );
  await page.keyboard.up("Shift");
  expect((await editor.read()).links).toContainEqual({
    from: { node: "other", output: "model" },
    to: { node: "sampler", input: "model" },
  });
  await editor.drag(await editor.locate("sampler", { input: "model" }), {
    x: 400,
    y: 620,
  });
  await expect(page.getByRole("combobox")).toHaveCount(0);
  expect((await editor.read()).links).toHaveLength(1);
});

test("Ctrl+Alt+click on a socket disconnects it", async ({ editor, page }) => {
  await editor.load(chain);
  const socket = await editor.locate("preview", { input: "samples" });
  await page.keyboard.down("Control");
  await page.keyboard.down("Alt");
  await page.mouse.click(socket.x, socket.y);
  await page.keyboard.up("Alt");
  await page.keyboard.up("Control");
  expect((await editor.read()).links).toHaveLength(1);
});
