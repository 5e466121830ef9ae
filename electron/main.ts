import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  app,
  BrowserWindow,
  ipcMain,
  Menu,
  session,
  shell,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
} from "electron";
import { stateFolder } from "../engine/host/folders.ts";
import { choosePath } from "./choose-path.ts";
import { engineProcess } from "./engine-process.ts";
import { menuTemplate } from "./menu-template.ts";
import { openWindow, type OpenWindow } from "./open-window.ts";
import { declareAppScheme, serveApp } from "./serve-app.ts";
import { isPermitted, isTrustedSender } from "./trusted-sender.ts";
import { windowMessages } from "./window-messages.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));
const engine = engineProcess(folder);
let open: OpenWindow | undefined;

// Two Stepwrights with one state folder would overwrite each other's session.
app.setPath("userData", join(stateFolder(), "window"));
if (app.requestSingleInstanceLock()) start();
else app.quit();

function start(): void {
  declareAppScheme();
  app.enableSandbox();
  app.on("second-instance", showWindow);
  app.on("activate", showWindow);
  app.on("window-all-closed", () => {
    if (process.platform !== "darwin") app.quit();
  });
  app.on("will-quit", endEngineFirst);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, quitAtOnce);
  }
  listenToWindows();
  void app.whenReady().then(() => {
    denyPermissions();
    serveApp(join(folder, "..", "renderer"));
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(menuTemplate(process.platform, sendCommand)),
    );
    showWindow();
  });
}

function showWindow(): void {
  if (!app.isReady()) return;
  if (open === undefined) {
    const opened = openWindow(
      join(folder, "preload.cjs"),
      join(stateFolder(), "window.json"),
    );
    open = opened;
    opened.window.on("closed", () => {
      if (open === opened) open = undefined;
    });
    return;
  }
  if (open.window.isMinimized()) open.window.restore();
  open.window.focus();
}

function endEngineFirst(event: { preventDefault(): void }): void {
  event.preventDefault();
  app.off("will-quit", endEngineFirst);
  void engine.close().finally(() => app.quit());
}

/** For a signal: nobody may be there to answer a question, and the session keeps the changed graphs. */
function quitAtOnce(): void {
  open?.setUnsaved(false);
  app.quit();
}

function sendCommand(command: string): void {
  open?.window.webContents.send(windowMessages.command, command);
}

/** Every message is checked for who sends it. */
function listenToWindows(): void {
  ipcMain.on(windowMessages.engine, (event) => {
    if (trusted(event)) engine.connect(event.sender);
  });
  ipcMain.on(windowMessages.unsaved, (event, unsaved: unknown) => {
    if (trusted(event)) open?.setUnsaved(unsaved === true);
  });
  ipcMain.on(windowMessages.showInFolder, (event, path: unknown) => {
    if (trusted(event) && typeof path === "string")
      shell.showItemInFolder(path);
  });
  ipcMain.handle(windowMessages.choosePath, (event, request: unknown) => {
    const window = BrowserWindow.fromWebContents(event.sender);
    if (!trusted(event) || window === null)
      throw new Error("Only Stepwright's own window may ask for a path.");
    return choosePath(window, request);
  });
}

function trusted({ senderFrame }: IpcMainEvent | IpcMainInvokeEvent): boolean {
  return isTrustedSender(senderFrame);
}

function denyPermissions(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler(
    (_contents, permission, answer, { requestingUrl }) =>
      answer(isPermitted(permission, originOf(requestingUrl))),
  );
  defaultSession.setPermissionCheckHandler((_contents, permission, origin) =>
    isPermitted(permission, origin),
  );
}

/** `URL.origin` is "null" for a scheme of our own. */
function originOf(address: string): string {
  if (!URL.canParse(address)) return "";
  const { protocol, host } = new URL(address);
  return `${protocol}//${host}`;
}
