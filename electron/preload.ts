import { contextBridge, ipcRenderer, webUtils } from "electron";
import type { DesktopBridge } from "../engine/desktop-bridge.ts";
import { windowMessages } from "./window-messages.ts";

// A port cannot pass the bridge; a message event of the page can carry it.
ipcRenderer.on(windowMessages.engine, ({ ports }) => {
  window.postMessage("stepwright-engine", window.location.origin, [...ports]);
});

const platform = process.platform;
const bridge: DesktopBridge = {
  platform: platform === "darwin" || platform === "win32" ? platform : "linux",
  requestEngine: () => ipcRenderer.send(windowMessages.engine),
  choosePath: (request) =>
    ipcRenderer.invoke(windowMessages.choosePath, request),
  onCommand(listener) {
    const heard = (_event: unknown, command: string): void => listener(command);
    ipcRenderer.on(windowMessages.command, heard);
    return () => void ipcRenderer.off(windowMessages.command, heard);
  },
  setUnsaved: (unsaved) => ipcRenderer.send(windowMessages.unsaved, unsaved),
  showInFolder: (path) => ipcRenderer.send(windowMessages.showInFolder, path),
  pathOfDroppedFile: (file) =>
    file instanceof File ? webUtils.getPathForFile(file) : "",
};
contextBridge.exposeInMainWorld("stepwrightDesktop", bridge);
