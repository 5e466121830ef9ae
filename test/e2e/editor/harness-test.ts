import { test as base } from "@playwright/test";
import { driveEditor, servePage, type EditorDriver } from "./page.ts";

export { expect } from "@playwright/test";

/** A test on a page with nothing but the editor. An error on the page fails it. */
export const test = base.extend<
  { editor: EditorDriver },
  { harnessUrl: string }
>({
  harnessUrl: [
    // Playwright reads what is needed from the braces, which may not be empty here
    async ({ browserName }, give, { parallelIndex }) => {
      void browserName;
      const server = await servePage(String(parallelIndex));
      await give(server.url);
      await server.close();
    },
    { scope: "worker" },
  ],
  editor: async ({ page, harnessUrl }, give) => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.goto(harnessUrl);
    await page.waitForFunction(() => "harness" in window);
    await give(driveEditor(page));
    if (errors.length > 0) throw new Error(errors.join("\n"));
  },
});
