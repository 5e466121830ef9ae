import { expect, type Page } from "@playwright/test";
import { nodeIds, ready } from "../window.ts";

/** Opens the template whose Model node takes a file. */
export async function openOwnModel(page: Page): Promise<void> {
  await ready(page);
  await page.getByRole("button", { name: "Templates" }).click();
  await page.getByRole("menuitem", { name: /own model/i }).click();
  await expect.poll(() => nodeIds(page)).toContain("preview");
  await expect.poll(() => nodeIds(page)).not.toContain("optimize");
}

/** Where a Model node has its file from. */
export function pathOf(page: Page, node: string): Promise<unknown> {
  return valueOf(page, node, "path");
}

export function valueOf(
  page: Page,
  node: string,
  input: string,
): Promise<unknown> {
  return page.evaluate(
    ([id, name]) =>
      window.stepwright?.editor?.read().nodes.find((each) => each.id === id)
        ?.values[name],
    [node, input] as const,
  );
}
