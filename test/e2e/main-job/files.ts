import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { expect, type Page } from "@playwright/test";

// Files through the window's own dialog, with the mouse.

const nameField = "File name or path";

/** Saves the graph in front under a path that is typed, and waits until it is there. */
export async function saveAs(page: Page, path: string): Promise<void> {
  await askToSave(page, path);
  // it is named after the file once that is written
  const name = basename(path, ".json");
  await page.getByRole("tab", { name, exact: true }).waitFor();
}

/** Asks to save the graph in front under a path that is typed. */
export async function askToSave(page: Page, path: string): Promise<void> {
  await page.getByRole("button", { name: "File", exact: true }).click();
  await page.getByRole("menuitem", { name: /^Save as/ }).click();
  await page.getByLabel(nameField).fill(path);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Save", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
}

/** Opens a file of a folder: goes there, clicks the file in the list, clicks Open. */
export async function openInFolder(
  page: Page,
  folder: string,
  name: string,
): Promise<void> {
  await page.getByRole("button", { name: "File", exact: true }).click();
  await page.getByRole("menuitem", { name: /^Open…/ }).click();
  await chooseInFolder(page, folder, name);
}

/** Chooses a file in the dialog that is open. */
export async function chooseInFolder(
  page: Page,
  folder: string,
  name: string,
): Promise<void> {
  const dialog = page.getByRole("dialog");
  const field = dialog.getByLabel("Folder", { exact: true });
  await expect(field).not.toHaveValue("");
  await field.fill(folder);
  await field.press("Enter");
  await dialog
    .getByRole("list", { name: "Contents" })
    .getByRole("button", { name: new RegExp(`^${escaped(name)}`) })
    .click();
  await dialog.getByRole("button", { name: "Open", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
}

/** Drops a file of the disk on the canvas. */
export async function dropFile(
  page: Page,
  path: string,
  name: string,
): Promise<void> {
  await dropBytes(page, await readFile(path), name);
}

/** Drops a file with this content on the canvas. */
export async function dropBytes(
  page: Page,
  bytes: Uint8Array,
  name: string,
): Promise<void> {
  const dataTransfer = await page.evaluateHandle(
    ([text, called]) => {
      const data = new DataTransfer();
      const content = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
      data.items.add(new File([content], called));
      return data;
    },
    [Buffer.from(bytes).toString("base64"), name] as const,
  );
  const canvas = page.locator("[data-active=true] > .sw-editor > .sw-canvas");
  for (const event of ["dragenter", "dragover", "drop"])
    await canvas.dispatchEvent(event, { dataTransfer });
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
