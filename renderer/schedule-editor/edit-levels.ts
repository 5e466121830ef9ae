/** A schedule while it is edited. */
export interface EditedLevels {
  /** Strictly falling; the last one may be 0. */
  readonly levels: readonly number[];
  /** Those of the levels that stay where they are, whatever is done to the others. */
  readonly held: readonly number[];
}

/** In data units, 0 < min < max. */
export interface LevelRange {
  readonly min: number;
  readonly max: number;
}

/** How far levels may go. */
export interface LevelRanges {
  /** By moving: what the statistics cover, where there are any. */
  readonly moved: LevelRange;
  /** By typing, at both ends: whatever is a noise level. */
  readonly typed: LevelRange;
}

export type LevelEdit =
  /** Towards a level, as near as its neighbours allow. */
  | { readonly kind: "move"; readonly index: number; readonly sigma: number }
  /** By a difference in ln sigma, as far as its neighbours allow. */
  | { readonly kind: "nudge"; readonly index: number; readonly by: number }
  /** To exactly this level; one that is held stays held there. */
  | { readonly kind: "type"; readonly index: number; readonly sigma: number }
  | { readonly kind: "add"; readonly sigma: number }
  | { readonly kind: "remove"; readonly index: number }
  /** Holds a level, or lets go of it. */
  | { readonly kind: "hold"; readonly index: number }
  /** Other levels for all that are not held. */
  | { readonly kind: "replace"; readonly levels: readonly number[] };

/** Neighbours stay apart by this ratio at least: 0.1 %. */
const closest = 1.001;

/** Pure. What cannot be done leaves everything as it is: the same object. */
export function editLevels(
  edited: EditedLevels,
  edit: LevelEdit,
  ranges: LevelRanges,
): EditedLevels {
  const { levels, held } = edited;
  switch (edit.kind) {
    case "move":
      return moved(edited, edit.index, edit.sigma, ranges.moved);
    case "nudge": {
      const level = levels[edit.index] ?? 0;
      return moved(edited, edit.index, level * Math.exp(edit.by), ranges.moved);
    }
    case "type": {
      const { index, sigma } = edit;
      const room = roomToType(levels, index, ranges.typed);
      const level = levels[index];
      if (level === undefined || sigma === level) return edited;
      if (!(sigma >= room.min && sigma <= room.max)) return edited;
      return {
        levels: levels.with(index, sigma),
        held: held.map((each) => (each === level ? sigma : each)),
      };
    }
    case "add":
      return added(edited, edit.sigma);
    case "remove": {
      const level = levels[edit.index];
      if (level === undefined || levels.length <= 2) return edited;
      return {
        levels: levels.toSpliced(edit.index, 1),
        held: held.filter((each) => each !== level),
      };
    }
    case "hold": {
      const level = levels[edit.index] ?? 0;
      if (level === 0) return edited;
      return held.includes(level)
        ? { levels, held: held.filter((each) => each !== level) }
        : // what was held and is no level any more is let go of
          {
            levels,
            held: levels.filter(
              (each) => each === level || held.includes(each),
            ),
          };
    }
    case "replace":
      return { levels: edit.levels, held };
  }
}

/** Where a level may be moved to between its neighbours; undefined where there is no room, or it is 0. */
export function roomToMove(
  levels: readonly number[],
  index: number,
  range: LevelRange,
): LevelRange | undefined {
  const level = levels[index] ?? 0;
  if (level === 0) return undefined;
  const { above, below } = besides(levels, index);
  // a level that was typed beyond the range may stay there
  const min = Math.max(below * closest, Math.min(range.min, level));
  const max = Math.min(above / closest, Math.max(range.max, level));
  return min <= max ? { min, max } : undefined;
}

/** What may be typed for a level: anything between its neighbours, and for the last one 0; in numbers that can be read. */
export function roomToType(
  levels: readonly number[],
  index: number,
  range: LevelRange,
): LevelRange {
  const { above, below } = besides(levels, index);
  const last = index === levels.length - 1;
  const min = last ? 0 : below * closest || range.min;
  const max = Math.min(above / closest, range.max);
  const within = { min: readable(min, 1), max: readable(max, -1) };
  return within.min <= within.max ? within : { min, max };
}

const digits = 6;

/** The number, or with six digits the next one in this direction. */
function readable(value: number, direction: 1 | -1): number {
  const rounded = Number(value.toPrecision(digits));
  if ((rounded - value) * direction >= 0) return rounded;
  const next = value * (1 + direction * 10 ** -(digits - 1));
  return Number(next.toPrecision(digits));
}

/** The level on the curve at a place between two steps, straight in ln sigma: to add one there. Undefined towards 0. */
export function levelAtStep(
  levels: readonly number[],
  step: number,
): number | undefined {
  const left = Math.min(Math.max(Math.floor(step), 0), levels.length - 2);
  const [above = 0, below = 0] = [levels[left], levels[left + 1]];
  const part = Math.min(Math.max(step - left, 0), 1);
  return below > 0
    ? roundLevel(above * Math.pow(below / above, part))
    : undefined;
}

/** Five digits: finer than a mouse, and read at a glance. */
export function roundLevel(sigma: number): number {
  return Number(sigma.toPrecision(5));
}

function moved(
  edited: EditedLevels,
  index: number,
  sigma: number,
  range: LevelRange,
): EditedLevels {
  const { levels, held } = edited;
  const level = levels[index] ?? 0;
  const room = roomToMove(levels, index, range);
  if (room === undefined || held.includes(level) || !(sigma > 0)) return edited;
  const wanted = Math.min(room.max, Math.max(room.min, sigma));
  // at the edge of the room, rounded towards its inside
  const next =
    [1, 1 - 5e-5, 1 + 5e-5]
      .map((aside) => roundLevel(wanted * aside))
      .find((rounded) => rounded >= room.min && rounded <= room.max) ?? wanted;
  return next === level ? edited : { levels: levels.with(index, next), held };
}

function added(edited: EditedLevels, sigma: number): EditedLevels {
  const { levels, held } = edited;
  const index = levels.findIndex((level) => level < sigma);
  if (index < 1 || !(sigma > 0)) return edited;
  const [above = 0, below = 0] = [levels[index - 1], levels[index]];
  return sigma * closest > above || below * closest > sigma
    ? edited
    : { levels: levels.toSpliced(index, 0, sigma), held };
}

function besides(
  levels: readonly number[],
  index: number,
): { above: number; below: number } {
  return {
    above: levels[index - 1] ?? Infinity,
    below: levels[index + 1] ?? 0,
  };
}
