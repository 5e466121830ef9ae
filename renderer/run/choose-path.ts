import type { PathRequest } from "../../engine/desktop-bridge.ts";
import { appStore } from "./app-store.ts";
import { desktop } from "./desktop.ts";

/**
 * Asks for a path on the engine's machine: with the system's dialog on the desktop, with a dialog of the page in a browser.
 * @param name - Proposed file name when saving.
 */
export function choosePath(
  request: PathRequest,
  name = "",
): Promise<string | undefined> {
  const bridge = desktop();
  if (bridge) {
    const start = request.start ?? (request.mode === "save" ? name : undefined);
    return bridge.choosePath(
      start === undefined || start === "" ? request : { ...request, start },
    );
  }
  return new Promise((resolve) => {
    appStore.setState({
      dialog: {
        kind: "choose-path",
        request,
        name,
        answer: (path) => {
          appStore.setState({ dialog: undefined });
          resolve(path);
        },
      },
    });
  });
}
