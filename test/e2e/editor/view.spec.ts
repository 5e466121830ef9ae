import type { View } from "../../../engine/view.ts";
import { chain, graphOf, node } from "./graphs.ts";
import { expect, test } from "./harness-test.ts";

test("dragging empty canvas, the middle button and Space all pan; the wheel zooms about the mouse", async ({
  editor,
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

test("results fill the room kept for them, nothing moves, and undo leaves them", async ({
  editor,
  page,
}) => {
  await editor.load(chain);
  const places = async () => [
    await editor.locate("preview", { title: true }),
    await editor.locate("sampler", { output: "samples" }),
    await editor.locate("preview", { input: "note" }),
  ];
  const before = await places();
  const room = await editor.locate("preview", { input: "note" });
  const middle = { x: Math.round(room.x), y: Math.round(room.y) + 60 };
  const empty = await editor.colorAt(middle);
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(8, 8);
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("no context");
    context.fillStyle = "#ff0000";
    context.fillRect(0, 0, 8, 8);
    const blob = await canvas.convertToBlob({ type: "image/png" });
    const png = new Uint8Array(await blob.arrayBuffer());
    window.harness.editor.setStatus("preview", {
      state: "done",
      views: [{ kind: "image", png, width: 8, height: 8 }],
    });
    window.harness.editor.setStatus("sampler", {
      state: "running",
      progress: 0.5,
      caption: "step 5 of 10",
      views: [],
    });
  });
  await expect.poll(() => editor.colorAt(middle)).toEqual([255, 0, 0]);
  expect(empty).not.toEqual([255, 0, 0]);
  expect(await places()).toEqual(before);
  await editor.drag(before[0] ?? middle, { x: 1000, y: 560 });
  await editor.command("undo");
  await expect.poll(() => editor.colorAt(middle)).toEqual([255, 0, 0]);
});

test("results of an earlier graph are faint until new ones come, and their captions are not", async ({
  editor,
  page,
}) => {
  await editor.load(chain);
  const row = await editor.locate("preview", { input: "note" });
  const [x, y] = [Math.round(row.x), Math.round(row.y)];
  const show = (state: "done" | "waiting" | "running", color: string) =>
    page.evaluate(
      async ([next, fill]) => {
        // the same result is the same object, as in the window
        const shown: Record<string, View[]> =
          (window as { shown?: Record<string, View[]> }).shown ?? {};
        Object.assign(window, { shown });
        const canvas = new OffscreenCanvas(8, 4);
        const context = canvas.getContext("2d");
        if (context === null) throw new Error("no context");
        context.fillStyle = fill;
        context.fillRect(0, 0, 8, 4);
        const blob = await canvas.convertToBlob({ type: "image/png" });
        const png = new Uint8Array(await blob.arrayBuffer());
        const caption = "sample 1 of 8";
        shown[fill] ??= [{ kind: "image", png, width: 8, height: 4, caption }];
        window.harness.editor.setStatus("preview", {
          state: next,
          views: shown[fill],
        });
      },
      [state, color] as const,
    );
  const red = async () => (await editor.colorAt({ x, y: y + 60 }))[0] ?? 0;
  const caption = { x: x - 100, y: y + 122, width: 90, height: 18 };
  const captioned = () => page.screenshot({ clip: caption });
  await show("done", "#ff0000");
  await expect.poll(red).toBe(255);
  const fresh = await captioned();
  await show("waiting", "#ff0000");
  await expect.poll(red).toBeLessThan(150);
  expect(await red()).toBeGreaterThan(100);
  expect((await captioned()).equals(fresh)).toBe(true);
  await show("running", "#ff0000");
  await page.waitForTimeout(100);
  expect(await red()).toBeLessThan(150);
  await show("running", "#ff0001");
  await expect.poll(red).toBe(255);
});

test("the socket of a folded node has the colour of its type", async ({
  editor,
  page,
}) => {
  await editor.load(chain);
  const open = await editor.locate("preview", { input: "samples" });
  const color = await editor.colorAt(open);
  const title = await editor.locate("preview", { title: true });
  await page.mouse.click(title.x, title.y);
  await page.keyboard.press("Alt+c");
  const folded = { x: open.x, y: Math.round(title.y) };
  await expect.poll(() => editor.colorAt(folded)).toEqual(color);
});

test("the colours follow the theme", async ({ editor, page }) => {
  const corner = { x: 5, y: 5 };
  expect(await editor.colorAt(corner)).toEqual([0x15, 0x18, 0x1e]);
  await page.evaluate(() => {
    document.documentElement.dataset["theme"] = "light";
    window.harness.editor.themeChanged();
  });
  await expect.poll(() => editor.colorAt(corner)).toEqual([0xf7, 0xf8, 0xfa]);
});

test("the canvas has as many pixels as the screen", async ({
  browser,
  harnessUrl,
}) => {
  const context = await browser.newContext({ deviceScaleFactor: 2 });
  const page = await context.newPage();
  await page.goto(harnessUrl);
  const size = await page
    .locator("canvas.sw-canvas")
    .evaluate((canvas) => [
      (canvas as HTMLCanvasElement).width,
      canvas.clientWidth,
    ]);
  expect(size[0]).toBe(2 * (size[1] ?? 0));
  await context.close();
});

test("a graph without a view is shown whole where it can be read so, else from its first node on, and whole with a key", async ({
  editor,
  page,
}) => {
  const { view: _, ...rest } = chain;
  const withFar = (x: number, y: number) => ({
    ...rest,
    nodes: [...rest.nodes, node("far", "sampling/model", x, y)],
  });
  const far = () => editor.locate("far", { title: true });
  const scale = async () => (await editor.read()).view?.scale ?? 0;

  await editor.load(withFar(1500, 900));
  expect((await far()).x).toBeLessThan(1440);
  expect((await far()).y).toBeLessThan(900);
  expect(await scale()).toBeLessThan(1);

  await editor.load(withFar(4000, 3000));
  expect(await scale()).toBe(0.6);
  const [first] = rest.nodes;
  const start = await editor.locate(first?.id ?? "", { title: true });
  for (const [at, room] of [
    [start.x, 1440],
    [start.y, 900],
  ] as const) {
    expect(at).toBeGreaterThan(0);
    expect(at).toBeLessThan(room);
  }
  await page.keyboard.press(".");
  expect((await far()).x).toBeLessThan(1440);
  expect((await far()).y).toBeLessThan(900);
});

test("the minimap shows the graph and goes where it is pressed", async ({
  editor,
  page,
}) => {
  await editor.load(chain);
  const map = page.getByRole("img", { name: "Minimap" });
  await expect(map).toBeHidden();
  await page.mouse.move(700, 700);
  await page.keyboard.press("Alt+m");
  await expect(map).toBeVisible();
  const box = await map.boundingBox();
  await page.mouse.click((box?.x ?? 0) + 4, (box?.y ?? 0) + 4);
  expect((await editor.read()).view?.offset[0]).toBeGreaterThan(200);
});

test("a placeholder stands for a node of an unknown type and says so", async ({
  editor,
  page,
}) => {
  await editor.load(graphOf([node("old", "elsewhere/thing", 300, 300)]));
  const title = await editor.locate("old", { title: true });
  await page.mouse.move(title.x, title.y);
  await expect(page.getByRole("tooltip")).toContainText("elsewhere/thing");
});

test("a press is not answered with a tooltip until the mouse goes elsewhere", async ({
  editor,
  page,
}) => {
  await editor.load(chain);
  const title = await editor.locate("sampler", { title: true });
  await page.mouse.click(title.x, title.y);
  await page.mouse.move(title.x + 2, title.y);
  await page.waitForTimeout(1000);
  await expect(page.getByRole("tooltip")).toHaveCount(0);
  await page.mouse.move(title.x + 40, title.y);
  await expect(page.getByRole("tooltip")).toContainText("Sampler");
});

test("what keeps a node from running is told where it is", async ({
  editor,
  page,
}) => {
  await editor.load(chain);
  await page.evaluate(() =>
    window.harness.editor.setProblems([
      {
        node: "sampler",
        input: "schedule",
        message: "The input schedule of Sampler needs a link.",
      },
    ]),
  );
  const socket = await editor.locate("sampler", { input: "schedule" });
  await page.mouse.move(socket.x + 20, socket.y);
  await expect(page.getByRole("tooltip")).toContainText("needs a link");
});
