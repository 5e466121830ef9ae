import type { ScheduleValue } from "../../engine/values.ts";

/** How long a schedule is and what it ends at, a sentence. */
export function endingWords({
  sigmas,
  ending,
}: Pick<ScheduleValue, "sigmas" | "ending">): string {
  const steps = sigmas.length - 1;
  const last = sigmas.at(-1) ?? 0;
  const counts = `${steps + 1} sigmas for ${steps} ${steps === 1 ? "step" : "steps"}`;
  return ending === "zero"
    ? `${counts}; the ending is 0.`
    : `${counts}; the ending is sigma_min, ${last}.`;
}
