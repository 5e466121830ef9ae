import { expect, type Page } from "@playwright/test";
import type { StepwrightHandle } from "../../../renderer/test-handle.ts";
import { pixelsOf, type Pixels } from "./pictures.ts";

// What a person at the mouse does on the canvas, and sees there.

export interface Place {
  readonly x: number;
  readonly y: number;
}

type Part = Parameters<NonNullable<StepwrightHandle["editor"]>["locate"]>[1];

/** Where a socket, a value or the title of a node is on the page. */
export async function placeOf(
  page: Page,
  node: string,
  part: Part,
): Promise<Place> {
  const at = await page.evaluate(
    ([id, where]) => window.stepwright?.editor?.locate(id, where),
    [node, part] as const,
  );
  if (at === undefined) throw new Error("There is no canvas.");
  return { x: at.clientX, y: at.clientY };
}

export async function drag(page: Page, from: Place, to: Place): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 3 });
  await page.mouse.up();
}

/** Drags a link from an output to an input. */
export async function dragLink(
  page: Page,
  from: readonly [node: string, output: string],
  to: readonly [node: string, input: string],
): Promise<void> {
  await drag(
    page,
    await placeOf(page, from[0], { output: from[1] }),
    await placeOf(page, to[0], { input: to[1] }),
  );
}

/** Double-clicks empty canvas, types, and takes the first node that is found. */
export async function addBySearch(
  page: Page,
  query: string,
  at: Place,
): Promise<void> {
  const field = page.getByRole("combobox", { name: "Search nodes" });
  // on a busy machine the two clicks can come too far apart to be one double-click
  await expect(async () => {
    await page.mouse.dblclick(at.x, at.y);
    await expect(field).toBeVisible({ timeout: 1000 });
  }).toPass();
  await field.fill(query);
  await page.keyboard.press("Enter");
}

/** Clicks a value on the canvas, types another over it, and takes it with Enter. */
export async function typeValue(
  page: Page,
  node: string,
  input: string,
  value: string,
): Promise<void> {
  const { x, y } = await placeOf(page, node, { input });
  await page.mouse.click(x, y);
  const field = page.locator(".sw-field").getByRole("textbox");
  await field.fill(value);
  await field.press("Enter");
  await field.waitFor({ state: "detached" });
}

/** Clicks a value on the canvas and then one of the choices that open. */
export async function chooseValue(
  page: Page,
  node: string,
  input: string,
  title: string,
): Promise<void> {
  const { x, y } = await placeOf(page, node, { input });
  await page.mouse.click(x, y);
  await page
    .locator(".sw-choice")
    .getByRole("option", { name: title, exact: true })
    .click();
}

/** Brings a node into view and clicks its title, so that the inspector shows it. */
export async function selectNode(page: Page, node: string): Promise<void> {
  await reveal(page, node);
  const selected = await page.evaluate(
    () => window.stepwright?.editor?.selection,
  );
  // a second click on a title would rename it
  if (selected?.join() === node) return;
  const { x, y } = await placeOf(page, node, { title: true });
  await page.mouse.click(x, y);
}

/** Brings a node into view at its real size. */
export async function lookAt(page: Page, node: string): Promise<void> {
  await selectNode(page, node);
  await page.locator("[data-active=true] > .sw-editor > .sw-canvas").focus();
  await page.keyboard.press("Alt+0");
  await reveal(page, node);
  await restMouse(page);
}

async function reveal(page: Page, node: string): Promise<void> {
  await page.evaluate((id) => window.stepwright?.editor?.reveal(id), node);
  await nextFrames(page);
}

/** The last input before a node's result, a socket of it, and the result's height to its width. */
const rooms = {
  scatter: { last: "trajectories", below: 20, ratio: 0.72 },
  preview: { last: "samples", below: 16, ratio: 1 },
} as const;

/** A photograph of the room where a Scatter Plot or a Preview Image shows its result, without its caption. */
export async function resultPixels(
  page: Page,
  node: string,
  kind: keyof typeof rooms,
): Promise<Pixels> {
  await restMouse(page);
  const { last, below, ratio } = rooms[kind];
  const title = await placeOf(page, node, { title: true });
  const socket = await placeOf(page, node, { input: "samples" });
  const row = await placeOf(page, node, { input: last });
  const scale = await page.evaluate(
    () => window.stepwright?.editor?.scale ?? 1,
  );
  const padding = 12 * scale;
  const width = 2 * (title.x - socket.x - padding);
  return photograph(page, {
    x: socket.x + padding,
    y: row.y + below * scale,
    width,
    height: width * ratio - 20 * scale,
  });
}

/** A photograph of a node's plot in the inspector, which stands still where the canvas may be moved by parts of a pixel. */
export async function plotPixels(page: Page, node: string): Promise<Pixels> {
  await selectNode(page, node);
  await restMouse(page);
  const plot = page.locator(".inspector .plot-host").first();
  return pixelsOf(await plot.screenshot({ animations: "disabled" }));
}

/** A photograph of a part of the page. */
export async function photograph(
  page: Page,
  clip: Place & { readonly width: number; readonly height: number },
): Promise<Pixels> {
  return pixelsOf(await page.screenshot({ clip, animations: "disabled" }));
}

/** Takes the mouse off the canvas, where it would light up what it is over. */
async function restMouse(page: Page): Promise<void> {
  await page.mouse.move(1, 1);
  await nextFrames(page);
}

/** Waits until what has changed is painted. */
async function nextFrames(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(resolve)),
      ),
  );
}
