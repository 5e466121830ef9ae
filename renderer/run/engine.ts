import type { EngineApi } from "../../engine/messages.ts";
import type { EngineLink } from "./engine-link.ts";

let link: EngineLink | undefined;

export function setEngineLink(made: EngineLink): void {
  link = made;
}

/** What the window asks of the engine. */
export function engine(): EngineApi {
  if (!link) throw new Error("The window has not asked for the engine yet.");
  return link.api;
}
