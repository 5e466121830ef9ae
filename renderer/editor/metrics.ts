/** Sizes on the canvas in graph units: CSS pixels at scale 1. */
export const metrics = {
  titleHeight: 30,
  slotHeight: 20,
  rowHeight: 22,
  rowGap: 5,
  padding: 12,
  radius: 9,
  socketRadius: 4.5,
  gridStep: 22,
  minWidth: 180,
  maxWidth: 900,
  /** Below this scale, text on nodes is left out. */
  lowDetailScale: 0.42,
  /** Steppers at the ends of a number row. */
  stepperWidth: 18,
  groupTitleSize: 16,
} as const;
