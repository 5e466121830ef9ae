import { dialog, type BrowserWindow } from "electron";
import { z } from "zod";
import type { PathRequest } from "../engine/desktop-bridge.ts";

const pathRequest: z.ZodType<PathRequest> = z.strictObject({
  mode: z.enum(["open", "save", "folder"]),
  title: z.string(),
  start: z.exactOptional(z.string()),
  extensions: z.array(z.string()),
});

/**
 * Shows the system's dialog over a window.
 * @param asked - What the window sent; throws where it is no PathRequest.
 */
export async function choosePath(
  window: BrowserWindow,
  asked: unknown,
): Promise<string | undefined> {
  const { mode, title, start, extensions } = pathRequest.parse(asked);
  const filters =
    extensions.length === 0
      ? []
      : [{ name: extensions.join(", "), extensions: [...extensions] }];
  const options = {
    title,
    filters,
    ...(start === undefined ? {} : { defaultPath: start }),
  };
  if (mode === "save") {
    const answer = await dialog.showSaveDialog(window, options);
    return answer.canceled ? undefined : answer.filePath;
  }
  const answer = await dialog.showOpenDialog(window, {
    ...options,
    properties:
      mode === "folder" ? ["openDirectory", "createDirectory"] : ["openFile"],
  });
  return answer.canceled ? undefined : answer.filePaths[0];
}
