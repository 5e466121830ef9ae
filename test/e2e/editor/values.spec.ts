import { chain, graphOf, node } from "./graphs.ts";
import { expect, test } from "./harness-test.ts";

test("a number is edited at its row; what is out of range says so and is not taken", async ({
  editor,
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
  editor,
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
  editor,
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
  editor,
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

test("Home, End and the page keys go through the choices, and with Shift they stay in the field", async ({
  editor,
  page,
}) => {
  await editor.load(
    graphOf([
      node("solver", "sampling/solver", 300, 60),
      node("s", "schedules/schedule", 600, 60),
    ]),
  );
  // so low that not all choices are seen at once
  await page.setViewportSize({ width: 1000, height: 260 });
  const chosen = page.getByRole("option", { selected: true });
  const press = async (id: string, input: string) => {
    const at = await editor.locate(id, { input });
    await page.mouse.click(at.x, at.y);
  };
  await press("solver", "solver");
  await page.keyboard.press("End");
  await expect(chosen).toHaveText("UniPC");
  await page.keyboard.press("PageUp");
  await expect(chosen).not.toHaveText(/Euler|UniPC/);
  await expect(chosen).toBeInViewport({ ratio: 1 });
  await page.keyboard.press("PageDown");
  await expect(chosen).toHaveText("UniPC");
  await page.keyboard.press("Home");
  await expect(chosen).toHaveText("Euler");
  await page.keyboard.type("d");
  await page.keyboard.press("Shift+Home");
  await page.keyboard.type("hn");
  await expect(page.getByRole("option")).toHaveText(["Heun"]);
  await page.keyboard.press("Escape");
  await press("s", "schedule");
  await page.keyboard.press("End");
  await expect(chosen).toHaveText("Log SNR");
  await page.keyboard.press("PageUp");
  await page.keyboard.press("Enter");
  expect((await editor.read()).nodes[1]?.values).toEqual({});
});

test("an input shown for one choice comes and goes with it and keeps its value", async ({
  editor,
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

test("a key typed into a field is no command", async ({ editor, page }) => {
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

test("a long press with a trembling hand is still a click", async ({
  editor,
  page,
}) => {
  await editor.load(graphOf([node("s", "schedules/schedule", 300, 200)]));
  const row = await editor.locate("s", { input: "steps" });
  await page.mouse.move(row.x, row.y);
  await page.mouse.down();
  await page.waitForTimeout(400);
  await page.mouse.move(row.x + 2, row.y + 1, { steps: 2 });
  await page.mouse.up();
  await expect(page.getByRole("textbox", { name: "steps" })).toBeFocused();
});
