import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { BrowserWindow, dialog, screen, shell } from "electron";
import { appOrigin } from "./app-protocol.ts";
import { isExternalLink } from "./trusted-sender.ts";
import { readWindowState, smallestWindow } from "./window-state.ts";

export interface OpenWindow {
  readonly window: BrowserWindow;
  /** Whether closing it must ask first. */
  setUnsaved(unsaved: boolean): void;
}

/**
 * @param preload - The built preload.
 * @param stateFile - Where the window's place is kept.
 */
export function openWindow(preload: string, stateFile: string): OpenWindow {
  const displays = screen.getAllDisplays().map(({ workArea }) => workArea);
  const { bounds, maximized } = readWindowState(readText(stateFile), displays);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    show: false,
    title: "Stepwright",
    backgroundColor: "#0f1115",
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (maximized) window.maximize();
  window.once("ready-to-show", () => window.show());
  stayOnOurPage(window);

  let unsaved = false;
  window.on("close", (event) => {
    if (unsaved && !closeAnyway(window)) {
      event.preventDefault();
      return;
    }
    saveText(
      stateFile,
      JSON.stringify({
        bounds: window.getNormalBounds(),
        maximized: window.isMaximized(),
      }),
    );
  });
  void window.loadURL(`${appOrigin}/index.html`);
  return { window, setUnsaved: (value) => void (unsaved = value) };
}

/** Nothing replaces our page, and nothing opens a window; a link to the web opens in the system's browser. */
function stayOnOurPage({ webContents }: BrowserWindow): void {
  webContents.on("will-navigate", (event) => event.preventDefault());
  webContents.on("will-frame-navigate", (event) => event.preventDefault());
  webContents.on("will-attach-webview", (event) => event.preventDefault());
  webContents.setWindowOpenHandler(({ url }) => {
    if (isExternalLink(url)) void shell.openExternal(url);
    return { action: "deny" };
  });
}

function closeAnyway(window: BrowserWindow): boolean {
  const answer = dialog.showMessageBoxSync(window, {
    type: "question",
    message: "Close with unsaved changes?",
    detail:
      "Their files stay as they are. The changed graphs are kept and open again next time.",
    buttons: ["Close", "Cancel"],
    defaultId: 1,
    cancelId: 1,
  });
  return answer === 0;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** Where a window was is not worth an error. */
function saveText(file: string, text: string): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  } catch {
    // it opens at its first place next time
  }
}
