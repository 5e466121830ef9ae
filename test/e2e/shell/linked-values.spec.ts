import { expect, test } from "../app.ts";
import { ready, select } from "./window.ts";

test("the Sampler's count says that a linked start decides, and is a number again without the link", async ({
  app: { page },
}) => {
  await ready(page);
  await page.getByRole("button", { name: "Templates" }).click();
  await page.getByRole("menuitem", { name: "Stable Diffusion" }).click();
  await expect
    .poll(() =>
      page.evaluate(() => window.stepwright?.editor?.read().nodes[0]?.id),
    )
    .toBe("pipeline");
  await select(page, "sampling/sampler");
  const inspector = page.getByLabel("Inspector", { exact: true });
  await expect(inspector.getByText("as start has")).toBeVisible();
  const count = inspector.getByRole("textbox", { name: "count" });
  await expect(count).toBeHidden();

  await select(page, "pipeline/empty-latent");
  await page.locator("[data-active=true] > .sw-editor > .sw-canvas").focus();
  await page.keyboard.press("Delete");
  await select(page, "sampling/sampler");
  await expect(count).toBeVisible();
});
