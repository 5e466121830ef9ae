import type { View } from "../../engine/view.ts";

/** The least height at which a view still says something, and whether more room makes it better. */
function needs(view: View): {
  readonly least: number;
  readonly grows: boolean;
} {
  switch (view.kind) {
    case "image":
      return { least: 90, grows: true };
    case "lines":
    case "scatter":
      return { least: 110, grows: true };
    case "table":
      return {
        least:
          17 * (Math.min(view.rows.length, 4) + 1) + (view.caption ? 16 : 0),
        grows: true,
      };
    case "files":
      return { least: 17 * Math.min(view.files.length, 3), grows: false };
    case "schedule-editor":
    case "optimization":
      return { least: 0, grows: false };
    case "text":
      return {
        least: 15 * Math.min(view.text.split("\n").length, 4),
        grows: false,
      };
  }
}

/**
 * Heights for the views that fit one under the other, the first always. What has no room is seen in the inspector.
 * @param gap - Between two of them.
 */
export function shareRoom(
  views: readonly View[],
  height: number,
  gap: number,
): number[] {
  const taken: { least: number; grows: boolean }[] = [];
  let left = height;
  for (const view of views) {
    const need = needs(view);
    const wanted = need.least + (taken.length > 0 ? gap : 0);
    if (taken.length > 0 && wanted > left) break;
    taken.push(need);
    left -= wanted;
  }
  const growing = taken.filter(({ grows }) => grows).length;
  return taken.map(({ least, grows }, index) => {
    if (taken.length === 1) return height;
    if (growing === 0) return index === taken.length - 1 ? least + left : least;
    return grows ? least + left / growing : least;
  });
}
