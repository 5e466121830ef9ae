import type { Session } from "../../engine/messages.ts";

const key = "stepwright.unsent-session";

/** Keeps in the page's storage what the engine could not be given any more before the page went away. */
export function keepUnsentSession(session: Session): void {
  try {
    localStorage.setItem(key, JSON.stringify(session));
  } catch {
    // no room: the engine's copy, at most a second older, stands
  }
}

/** What the last page could not send, once. */
export function takeUnsentSession(): Session | undefined {
  const kept = localStorage.getItem(key);
  localStorage.removeItem(key);
  if (kept === null) return undefined;
  try {
    const session = JSON.parse(kept) as Session;
    return Array.isArray(session.documents) ? session : undefined;
  } catch {
    return undefined;
  }
}
