import type { Page } from "@playwright/test";
import { expect, test } from "../app.ts";
import { dropFile, ready } from "./window.ts";

async function openGraphs(
  page: Page,
  count: number,
  prefix = "experiment number ",
): Promise<void> {
  for (let each = 1; each <= count; each += 1) {
    await dropFile(
      page,
      `${prefix}${each}.json`,
      JSON.stringify({
        format: "stepwright-graph",
        version: 1,
        nodes: [],
        links: [],
        groups: [],
      }),
    );
    await expect(
      page.getByRole("tab", { name: `${prefix}${each}, unsaved` }),
    ).toHaveAttribute("aria-selected", "true");
  }
}

/** How many CSS pixels each tab leaves its name. */
function nameWidths(page: Page): Promise<number[]> {
  return page
    .locator(".document-tab-text")
    .evaluateAll((names) => names.map((name) => name.clientWidth));
}

for (const [width, height] of [
  [1280, 800],
  [640, 400],
] as const)
  test(`many tabs stay readable and the one in front is in view at ${width}×${height}`, async ({
    app: { page },
  }) => {
    await page.setViewportSize({ width: 1280, height: 800 });
    await ready(page);
    await openGraphs(page, 9);
    await page.setViewportSize({ width, height });
    const last = page.getByRole("tab", { name: /^experiment number 9/ });
    const close = page.getByRole("button", {
      name: "Close experiment number 9",
    });
    await expect(last).toBeInViewport({ ratio: 0.99 });
    await expect(close).toBeInViewport({ ratio: 0.99 });
    expect(Math.min(...(await nameWidths(page)))).toBeGreaterThan(60);

    await page.keyboard.press("Alt+ArrowRight");
    const first = page.getByRole("tab", { name: /^Ring of 8/ });
    await expect(first).toHaveAttribute("aria-selected", "true");
    await expect(first).toBeInViewport({ ratio: 0.99 });

    await page.getByRole("button", { name: "All 10 open graphs" }).click();
    await page
      .getByRole("menuitemradio", { name: "experiment number 5" })
      .click();
    const fifth = page.getByRole("tab", { name: /^experiment number 5/ });
    await expect(fifth).toHaveAttribute("aria-selected", "true");
    await expect(fifth).toBeInViewport({ ratio: 0.99 });
  });

test("tabs whose names differ at their end only are told apart at 200 %", async ({
  app: { page },
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await ready(page);
  const prefix = "an experiment with a rather long name, ";
  await openGraphs(page, 2, prefix);
  await page.setViewportSize({ width: 640, height: 400 });
  const tab = page.locator(".document-tab[data-active=true]");
  await expect(tab).toHaveText(`${prefix}2`);
  const [end, room] = await Promise.all([
    tab.getByText("name, 2", { exact: true }).boundingBox(),
    tab.boundingBox(),
  ]);
  expect(end && room && end.x + end.width).toBeLessThan(
    (room?.x ?? 0) + (room?.width ?? 0),
  );
  await expect(tab).toHaveAttribute("title", new RegExp(`^${prefix}2\n`));
});

test("tabs that have room have no list", async ({ app: { page } }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await ready(page);
  await openGraphs(page, 1);
  await expect(page.getByRole("button", { name: /open graphs$/ })).toHaveCount(
    0,
  );
});
