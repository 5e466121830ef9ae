import type { Page } from "@playwright/test";
import type { Graph } from "../../../engine/graph.ts";
import { expect } from "../app.ts";
import { nodeIds, ready } from "../window.ts";

/** A new graph on a canvas with the panels folded, at 63 %. */
export async function emptyCanvas(page: Page): Promise<void> {
  await ready(page);
  await page.getByRole("button", { name: "New graph" }).click();
  await expect.poll(() => nodeIds(page)).toEqual([]);
  for (const keys of ["Alt+l", "Alt+j", "Alt+i"])
    await page.keyboard.press(keys);
  await page.locator(".inspector").waitFor({ state: "detached" });
  await page.mouse.move(700, 450);
  await expect
    .poll(async () => {
      const scale = await page.evaluate(
        () => window.stepwright?.editor?.scale ?? 1,
      );
      if (scale > 0.66) await page.keyboard.press("Alt+-");
      return scale;
    })
    .toBeLessThanOrEqual(0.66);
}

/** The graph in front. */
export function graphOf(page: Page): Promise<Graph> {
  return page.evaluate(() => {
    const graph = window.stepwright?.editor?.read();
    if (graph === undefined) throw new Error("There is no canvas.");
    return graph;
  });
}
