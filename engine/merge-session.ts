import type { Session } from "./messages.ts";

/**
 * The session to keep when a window saves its own: its documents as it has them, then those of other windows, which
 * only the window that closes them lets go of.
 */
export function mergeSession(kept: Session, given: Session): Session {
  const gone = new Set([
    ...(given.closed ?? []),
    ...given.documents.map(({ id }) => id),
  ]);
  const { active = kept.active } = given;
  return {
    documents: [
      ...given.documents,
      ...kept.documents.filter(({ id }) => !gone.has(id)),
    ],
    ...(active !== undefined && { active }),
  };
}
