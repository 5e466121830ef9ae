import type { DesktopBridge } from "../../engine/desktop-bridge.ts";

declare global {
  interface Window {
    readonly stepwrightDesktop?: DesktopBridge;
  }
}

/** What the desktop program offers; undefined in a browser. */
export function desktop(): DesktopBridge | undefined {
  return window.stepwrightDesktop;
}

/** Whether Command stands for Ctrl. */
export function isMac(): boolean {
  const bridge = desktop();
  return bridge
    ? bridge.platform === "darwin"
    : /Mac|iPhone|iPad/.test(navigator.platform);
}
