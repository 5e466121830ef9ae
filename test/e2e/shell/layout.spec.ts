import { expect, test } from "../app.ts";
import { nodesOf, select, ready, setSeed, runEnds } from "./window.ts";

test("typing in a field changes the field alone", async ({ app: { page } }) => {
  await ready(page);
  const before = await page.evaluate(() => window.stepwright?.editor?.read());
  await select(page, "sampling/sampler");
  const search = page.getByRole("searchbox", { name: "Search nodes" });
  await search.click();
  await search.pressSequentially("p.sampler");
  await search.press("Backspace");
  await search.press("Delete");
  await search.press("Control+a");
  await search.press("Control+m");
  await search.press("Alt+c");
  await search.fill("samp");
  await expect(search).toHaveValue("samp");
  const after = await page.evaluate(() => window.stepwright?.editor?.read());
  expect(after?.nodes).toEqual(before?.nodes);
});

test("undo goes on working after a look at another tab", async ({
  app: { page },
}) => {
  await ready(page);
  const [before] = await nodesOf(page, "sampling/sampler");
  await setSeed(page, "8");
  await page.getByRole("button", { name: "New graph" }).click();
  await page.getByRole("tab", { name: /Ring of 8/ }).click();
  await page.getByRole("button", { name: "Nodes", exact: true }).focus();
  await page.keyboard.press("Control+z");
  await expect
    .poll(
      async () => (await nodesOf(page, "sampling/sampler"))[0]?.values["seed"],
    )
    .toBe(before?.values["seed"]);
});

test("a node of the library is added by a click and by dragging it", async ({
  app: { page },
}) => {
  await ready(page);
  await page.getByRole("button", { name: "New graph" }).click();
  const canvas = page.locator(".canvas-host[data-active=true]");
  await page.getByRole("button", { name: "Sampler", exact: true }).click();
  await page
    .getByRole("button", { name: "Model", exact: true })
    .dragTo(canvas, { targetPosition: { x: 120, y: 120 } });
  await expect
    .poll(async () => (await nodesOf(page, "sampling/sampler")).length)
    .toBe(1);
  await expect
    .poll(async () => (await nodesOf(page, "sampling/model")).length)
    .toBe(1);
  // a sampler without its links cannot run: the click says so instead of running
  await page.getByRole("button", { name: "Run", exact: true }).click();
  await expect(page.getByRole("tab", { name: /^Problems/ })).toHaveAttribute(
    "aria-selected",
    "true",
  );
  await expect(page.locator(".problem-row").first()).toBeVisible();
});

test("the canvas keeps half of the window, and everything is reached at 200 %", async ({
  app: { page },
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await ready(page);
  const canvas = page.locator(".canvas-host[data-active=true]");
  expect((await canvas.boundingBox())?.width).toBeGreaterThanOrEqual(640);

  await page.setViewportSize({ width: 640, height: 400 });
  await expect(page.locator(".left-panel")).toBeHidden();
  const small = await canvas.boundingBox();
  expect(small?.width).toBeGreaterThanOrEqual(320);
  expect(small?.height).toBeGreaterThanOrEqual(200);
  await page.getByRole("button", { name: "Nodes", exact: true }).click();
  await expect(
    page.getByRole("searchbox", { name: "Search nodes" }),
  ).toBeVisible();
  await expect(
    page.getByRole("button", { name: "Run", exact: true }),
  ).toBeInViewport();
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - window.innerWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);

  await page.setViewportSize({ width: 1280, height: 800 });
  await expect(page.locator(".inspector")).toBeVisible();
});

test("the key of the settings goes on in them", async ({ app: { page } }) => {
  await ready(page);
  await page.keyboard.press("Control+,");
  await expect(
    page.getByRole("radio", { name: "As the system" }),
  ).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.locator(":root")).toHaveAttribute("data-theme", "dark");
});

test("every button and field has a name", async ({ app: { page } }) => {
  await ready(page);
  await select(page, "sampling/sampler");
  const nameless = await page.evaluate(() =>
    [...document.querySelectorAll("button, input, select, textarea")]
      .filter((element) => {
        const labels =
          "labels" in element && element.labels instanceof NodeList
            ? element.labels.length
            : 0;
        const name =
          (element.getAttribute("aria-label") ?? "") +
          (element.textContent ?? "").trim();
        return name === "" && labels === 0;
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  );
  expect(nameless).toEqual([]);
});

test("the dock's edge is dragged over the canvas, up and down", async ({
  app: { page },
}) => {
  await ready(page);
  const edge = page.locator("#dock-edge");
  const top = async () => (await edge.boundingBox())?.y ?? NaN;
  const before = await top();
  for (const by of [-120, 60]) {
    const from = await top();
    await page.mouse.move(700, from);
    await page.mouse.down();
    await page.mouse.move(700, from + by, { steps: 12 });
    await page.mouse.up();
    await expect
      .poll(async () => Math.abs((await top()) - from - by))
      .toBeLessThan(8);
  }
  expect(await top()).toBeLessThan(before - 40);
});

test("the names below the plots of an optimization are whole at 1280×800", async ({
  app: { page },
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await ready(page);
  await page.keyboard.press("Control+Enter");
  await runEnds(page, 1);
  await page.getByRole("tab", { name: "Optimization" }).click();
  const card = page.getByRole("region", { name: /^Schedule, 5 steps/ });
  await expect(card.locator(".u-label").last()).toBeVisible();
  const cut = () =>
    card.evaluate((element) => {
      const room = element.getBoundingClientRect();
      return [...element.querySelectorAll<HTMLElement>(".u-label")]
        .filter((label) => label.offsetParent !== null)
        .filter((label) => {
          const { right, bottom } = label.getBoundingClientRect();
          const outside = right > room.right || bottom > room.bottom;
          return outside || label.scrollWidth > label.clientWidth;
        })
        .map((label) => label.textContent);
    });
  await expect.poll(cut).toEqual([]);
  await expect(card.getByTitle(/^Gaussian-optimal/)).toBeVisible();
});
