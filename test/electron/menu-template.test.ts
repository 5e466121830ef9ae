import type { MenuItemConstructorOptions } from "electron";
import { expect, test } from "vitest";
import { menuTemplate } from "../../electron/menu-template.ts";
import { commands } from "../../renderer/commands/command-table.ts";

const platforms = ["linux", "win32", "darwin"] as const;

function entries(
  rows: readonly MenuItemConstructorOptions[],
): readonly MenuItemConstructorOptions[] {
  return rows.flatMap((row) => [
    row,
    ...(Array.isArray(row.submenu) ? entries(row.submenu) : []),
  ]);
}

/** Every entry that sends a command, with what it sends. */
function sent(platform: NodeJS.Platform) {
  const heard: string[] = [];
  return entries(menuTemplate(platform, (command) => heard.push(command)))
    .filter(({ click }) => click !== undefined)
    .map((entry) => {
      (entry.click as () => void)();
      return { entry, command: heard.at(-1) };
    });
}

test.each(platforms)(
  "on %s every entry sends a command that the window has, shown with a key that the window listens to",
  (platform) => {
    const rows = sent(platform);
    expect(rows.length).toBeGreaterThan(10);
    for (const { entry, command } of rows) {
      const found = commands.find(({ id }) => id === command);
      expect(found, command).toBeDefined();
      if (entry.accelerator !== undefined)
        expect(found?.keys, command).toContain(
          String(entry.accelerator).replace("CmdOrCtrl", "Mod"),
        );
    }
  },
);

test.each(platforms)(
  "on %s the menu takes no key from the window",
  (platform) => {
    for (const { entry } of sent(platform))
      if (entry.accelerator !== undefined)
        expect(entry.registerAccelerator).toBe(false);
  },
);

test("text fields have cut, copy, paste and select all on every platform", () => {
  for (const platform of platforms) {
    const roles = entries(menuTemplate(platform, () => undefined)).map(
      ({ role }) => role,
    );
    expect(roles).toEqual(
      expect.arrayContaining(["cut", "copy", "paste", "selectAll"]),
    );
  }
});
