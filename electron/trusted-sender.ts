import { appOrigin } from "./app-protocol.ts";

/** The part of a frame that says who it is; Electron's WebFrameMain is one. */
interface Frame {
  readonly origin: string;
  /** Null in a window's main frame. */
  readonly parent: unknown;
}

/** Whether a message comes from the page of our own window, and not from a frame in it or from elsewhere. */
export function isTrustedSender(frame: Frame | null): boolean {
  return frame !== null && frame.parent === null && frame.origin === appOrigin;
}

/** Whether an address may be opened in the system's browser. */
export function isExternalLink(address: string): boolean {
  return URL.canParse(address) && new URL(address).protocol === "https:";
}

/** The one thing that the window may do beyond drawing: put text on the clipboard. Everything else is denied. */
export function isPermitted(permission: string, origin: string): boolean {
  return (
    permission === "clipboard-sanitized-write" &&
    (origin === appOrigin || origin === `${appOrigin}/`)
  );
}
