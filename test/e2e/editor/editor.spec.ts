import { expect, test } from "@playwright/test";
import type { Graph, GraphNode } from "../../../engine/graph.ts";
import { driveEditor, servePage, type EditorDriver } from "./page.ts";

let server: Awaited<ReturnType<typeof servePage>>;
let editor: EditorDriver;

test.beforeAll(async () => {
  server = await servePage();
});
test.afterAll(async () => {
  await server.close();
});
test.beforeEach(async ({ page }) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(server.url);
  await page.waitForFunction(() => "harness" in window);
  editor = driveEditor(page);
  expect(errors).toEqual([]);
});

function node(
  id: string,
  type: string,
  x: number,
  y: number,
  rest: Partial<GraphNode> = {},
): GraphNode {
  return { id, type, position: [x, y], values: {}, ...rest };
}

function graphOf(
  nodes: readonly GraphNode[],
  links: Graph["links"] = [],
): Graph {
  return {
    format: "stepwright-graph",
    version: 1,
    nodes,
    links,
    groups: [],
    view: { scale: 1, offset: [0, 0] },
  };
}

const chain = graphOf(
  [
    node("model", "sampling/model", 100, 150),
    node("solver", "sampling/solver", 100, 300),
    node("sampler", "sampling/sampler", 450, 200),
    node("preview", "look/preview-image", 800, 200),
  ],
  [
    {
      from: { node: "model", output: "model" },
      to: { node: "sampler", input: "model" },
    },
    {
      from: { node: "sampler", output: "samples" },
      to: { node: "preview", input: "samples" },
    },
  ],
);

test("three nodes and their links are made from nothing with the mouse", async () => {
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

test("a link between sockets of two types is refused and says why", async () => {
  await editor.load(chain);
  await editor.link(["solver", "solver"], ["sampler", "schedule"]);
  expect((await editor.read()).links).toEqual(chain.links);
  expect(await editor.notices()).toEqual([
    "The input schedule of Sampler takes a schedule, and solver of Solver is a solver.",
  ]);
});

test("a link that would close a circle is refused and says why", async () => {
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

test("Escape closes the search and leaves the graph as it was", async ({
  page,
}) => {
  await page.mouse.dblclick(600, 300);
  await expect(page.getByRole("combobox")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("combobox")).toHaveCount(0);
  expect((await editor.read()).nodes).toEqual([]);
});

test("a number is edited at its row; what is out of range says so and is not taken", async ({
  page,
}) => {
  await editor.load(graphOf([node("s", "schedules/schedule", 300, 200)]));
  const row = await editor.locate("s", { input: "sigmaMin" });
  await page.mouse.click(row.x, row.y);
  const field = page.getByRole("textbox", { name: "sigma min" });
  await field.fill("2000");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toHaveText(
    "sigma min must be at most 1000, got 2000.",
  );
  await field.fill("1e-3");
  await page.keyboard.press("Enter");
  await expect(field).toHaveCount(0);
  expect((await editor.read()).nodes[0]?.values).toEqual({ sigmaMin: 0.001 });
});

test("a decimal comma is understood, and a press elsewhere takes what was typed", async ({
  page,
}) => {
  await editor.load(graphOf([node("s", "schedules/schedule", 300, 200)]));
  const row = await editor.locate("s", { input: "rho" });
  await page.mouse.click(row.x, row.y);
  await page.keyboard.type("3,5");
  await page.mouse.click(900, 600);
  expect((await editor.read()).nodes[0]?.values).toEqual({ rho: 3.5 });
});

test("dragging a number row scrubs it as one undoable step", async ({
  page,
}) => {
  await editor.load(graphOf([node("s", "schedules/schedule", 300, 200)]));
  const row = await editor.locate("s", { input: "steps" });
  await editor.drag(row, { x: row.x + 60, y: row.y });
  expect((await editor.read()).nodes[0]?.values).toEqual({ steps: 20 });
  await page.keyboard.press("Control+z");
  expect((await editor.read()).nodes[0]?.values).toEqual({});
});

test("choices, switches, lists, texts, seeds and files are set by mouse and keyboard", async ({
  page,
}) => {
  await editor.load(
    graphOf([
      node("solver", "sampling/solver", 50, 100),
      node("sampler", "sampling/sampler", 350, 100),
      node("optimize", "schedules/optimize-schedule", 700, 100),
      node("preview", "look/preview-image", 50, 350),
      node("model", "sampling/model", 350, 400),
    ]),
  );
  const press = async (id: string, input: string) => {
    const at = await editor.locate(id, { input });
    await page.mouse.click(at.x, at.y);
  };
  await press("solver", "solver");
  await page.keyboard.type("2m");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await press("sampler", "keepPaths");
  await press("optimize", "steps");
  await page.keyboard.type("4, 8");
  await page.keyboard.press("Enter");
  await press("preview", "note");
  await page.keyboard.type("two");
  await page.keyboard.press("Enter");
  await page.keyboard.type("lines");
  await page.keyboard.press("Control+Enter");
  await press("sampler", "seed");
  await page.getByRole("button", { name: "Random seed" }).click();
  await press("model", "source");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.evaluate(() => {
    window.harness.path = "/models/mine.onnx";
  });
  await press("model", "path");
  await page.getByRole("button", { name: "Choose a file" }).click();
  await expect(page.getByRole("textbox")).toHaveCount(0);

  const values = Object.fromEntries(
    (await editor.read()).nodes.map((each) => [each.id, each.values]),
  );
  expect(values["solver"]).toEqual({ solver: "sde-dpm++ 2m" });
  expect(values["optimize"]).toEqual({ steps: [4, 8] });
  expect(values["preview"]).toEqual({ note: "two\nlines" });
  expect(values["model"]).toEqual({
    source: "file",
    path: "/models/mine.onnx",
  });
  expect(values["sampler"]).toMatchObject({ keepPaths: false });
  expect(values["sampler"]?.["seed"]).toBeGreaterThanOrEqual(0);
});

test("an input shown for one choice comes and goes with it and keeps its value", async ({
  page,
}) => {
  await editor.load(
    graphOf([
      node("s", "schedules/schedule", 300, 200, { values: { rho: 5 } }),
    ]),
  );
  const choose = async (title: string) => {
    const at = await editor.locate("s", { input: "schedule" });
    await page.mouse.click(at.x, at.y);
    await page.getByRole("option", { name: title }).click();
  };
  await choose("Log SNR");
  await expect(editor.locate("s", { input: "rho" })).rejects.toThrow(
    "shows no input rho",
  );
  await choose("EDM");
  await editor.locate("s", { input: "rho" });
  expect((await editor.read()).nodes[0]?.values).toMatchObject({ rho: 5 });
});

test("undo and redo go through moves, links and values, and never touch the selection or the view", async ({
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

test("several nodes move together", async () => {
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

test("a double-click on a title renames, and an empty name gives the node its own back", async ({
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

test("Alt+drag leaves the node and moves a copy", async ({ page }) => {
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
});

test("a link is unplugged by dragging it off, and moved with Shift from its output", async ({
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

test("Ctrl+Alt+click on a socket disconnects it", async ({ page }) => {
  await editor.load(chain);
  const socket = await editor.locate("preview", { input: "samples" });
  await page.keyboard.down("Control");
  await page.keyboard.down("Alt");
  await page.mouse.click(socket.x, socket.y);
  await page.keyboard.up("Alt");
  await page.keyboard.up("Control");
  expect((await editor.read()).links).toHaveLength(1);
});

test("dragging empty canvas, the middle button and Space all pan; the wheel zooms about the mouse", async ({
  page,
}) => {
  await editor.load(chain);
  const offset = async () => (await editor.read()).view?.offset;
  await editor.drag({ x: 640, y: 650 }, { x: 690, y: 670 });
  expect(await offset()).toEqual([50, 20]);
  await page.mouse.move(640, 650);
  await page.mouse.down({ button: "middle" });
  await page.mouse.move(660, 660, { steps: 4 });
  await page.mouse.up({ button: "middle" });
  const [x = 0] = (await offset()) ?? [];
  expect(x).toBeGreaterThan(60);
  await page.keyboard.down("Space");
  await page.mouse.move(760, 660, { steps: 4 });
  await page.keyboard.up("Space");
  const [further = 0] = (await offset()) ?? [];
  expect(further).toBeCloseTo(x + 100, 5);
  const before = await editor.locate("sampler", { title: true });
  // a wheel's place comes in whole pixels
  await page.mouse.move(Math.round(before.x), Math.round(before.y));
  await page.mouse.wheel(0, -200);
  const after = await editor.locate("sampler", { title: true });
  expect((await editor.read()).view?.scale).toBeGreaterThan(1.1);
  expect(Math.abs(after.x - before.x)).toBeLessThan(0.5);
  expect(Math.abs(after.y - before.y)).toBeLessThan(0.5);
});

test("the context menu of a node colours, mutes, collapses and runs it", async ({
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

test("a key typed into a field is no command", async ({ page }) => {
  await editor.load(chain);
  await editor.command("select-all");
  const row = await editor.locate("solver", { input: "eta" });
  await page.mouse.click(row.x, row.y);
  await page.keyboard.press("Delete");
  await page.keyboard.press("p");
  await page.keyboard.press("Escape");
  const graph = await editor.read();
  expect(graph.nodes).toEqual(chain.nodes);
});

test("a graph of a newer version is shown and not changed", async ({
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
