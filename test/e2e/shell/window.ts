import type { Page } from "@playwright/test";
import type {} from "../../../renderer/test-handle.ts";
import { expect } from "../app.ts";

/** The nodes of the graph in front, by type: ids and values as the window holds them. */
export function nodesOf(page: Page, type: string) {
  return page.evaluate((wanted) => {
    const { documents } = window.stepwright ?? {};
    const document = documents?.open.find(({ id }) => id === documents.active);
    return (document?.graph.nodes ?? [])
      .filter((node) => node.type === wanted)
      .map(({ id, values }) => ({ id, values }));
  }, type);
}

export async function select(page: Page, type: string): Promise<string> {
  const [node] = await nodesOf(page, type);
  if (!node) throw new Error(`The graph has no ${type}.`);
  await page.evaluate((id) => window.stepwright?.editor?.select([id]), node.id);
  return node.id;
}

export async function ready(page: Page): Promise<void> {
  await expect(page.locator(".canvas-host canvas").first()).toBeVisible();
  await expect(page.getByTestId("autosave")).toContainText("autosaved");
}

export async function runEnds(page: Page, count: number): Promise<void> {
  await expect
    .poll(
      () =>
        page.evaluate(
          () =>
            window.stepwright?.run.jobs.filter(
              ({ summary }) => summary.endedAt !== undefined,
            ).length,
        ),
      { timeout: 60_000 },
    )
    .toBe(count);
}

export async function setSeed(page: Page, seed: string): Promise<void> {
  await select(page, "sampling/sampler");
  const field = page
    .getByLabel("Inspector", { exact: true })
    .getByRole("textbox", { name: "seed" });
  await field.fill(seed);
  await field.press("Enter");
}

/** Drops a file on the canvas in front. */
export async function dropFile(
  page: Page,
  name: string,
  text: string,
): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([file, content]) => {
      const data = new DataTransfer();
      data.items.add(new File([content ?? ""], file ?? ""));
      return data;
    },
    [name, text],
  );
  await page.dispatchEvent(".canvas-host[data-active=true]", "drop", {
    dataTransfer: transfer,
  });
}
