import fc from "fast-check";

/** Schedules with levels that are not too close for arithmetic, with either ending. */
export function anySchedule(leastLevels = 2): fc.Arbitrary<readonly number[]> {
  return fc
    .tuple(
      fc.array(fc.double({ min: 0.01, max: 2, noNaN: true }), {
        minLength: leastLevels,
        maxLength: 20,
      }),
      fc.boolean(),
    )
    .map(([drops, toZero]) => {
      let level = 100;
      const levels = drops.map((drop) => (level *= Math.exp(-drop)));
      return [...levels, ...(toZero ? [0] : [])];
    });
}
