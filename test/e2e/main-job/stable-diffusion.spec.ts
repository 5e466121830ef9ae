import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import sharp from "sharp";
import { expect, test } from "../app.ts";
import { nodeIds, ready, run, setValue } from "../window.ts";
import { selectNode, typeValue } from "./canvas.ts";

const folder = fileURLToPath(
  new URL("../../fixtures/pipelines/sd15-optimum", import.meta.url),
);

test("the template asks for a folder, and with one it makes pictures of the prompt, which carry it", async ({
  app: { page, homeFolder },
}) => {
  await ready(page);
  await page.getByRole("button", { name: "Templates" }).click();
  await page.getByRole("menuitem", { name: /^Stable Diffusion/ }).click();
  await expect.poll(() => nodeIds(page)).toContain("pipeline");
  await page.keyboard.press("Control+Enter");
  await expect(page.locator(".problem-row")).toContainText([
    "Load Pipeline needs a folder chosen",
  ]);

  await typeValue(page, "pipeline", "folder", folder);
  await selectNode(page, "size");
  await setValue(page, "width", "64");
  await setValue(page, "height", "48");
  expect(await run(page)).toBe("done");
  await selectNode(page, "decode");
  await expect(page.locator(".inspector img")).toBeVisible();
  const path = join(homeFolder, "output", "picture.png");
  expect(await sharp(path).metadata()).toMatchObject({ width: 64, height: 48 });
  expect((await readFile(path)).toString("latin1")).toContain(
    "riding a horse on mars\nNegative prompt: blurry, low quality\nSteps: 10, ",
  );
});
