import type { View } from "../../engine/view.ts";
import type { Pictured } from "../formats/sample-pictures.ts";
import { liveView } from "../formats/sample-views.ts";

const leastPauseMs = 100;
// drawing previews takes at most a hundredth of the time
const pausePerMs = 100;

/**
 * Makes views of samples on their way, seldom enough that drawing them does not slow the sampling.
 * @returns A function that gives the views, or none while it is too early for the next.
 */
export function previews(
  now: () => number = () => performance.now(),
): (samples: Pictured, caption: string) => readonly View[] {
  // what is done sooner than that needs no preview
  let next = now() + leastPauseMs;
  return (samples, caption) => {
    const start = now();
    if (start < next) return [];
    const view = liveView(samples, caption);
    const end = now();
    next = end + Math.max(leastPauseMs, pausePerMs * (end - start));
    return view ? [view] : [];
  };
}
