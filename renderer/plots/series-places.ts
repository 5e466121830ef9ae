import { edm } from "../../core/schedules/edm.ts";
import { gaussianOptimal } from "../../core/schedules/gaussian-optimal.ts";
import { logsnr } from "../../core/schedules/logsnr.ts";

/** Families that others are drawn over, by title: each has its own colour wherever it is drawn. */
const families: ReadonlyMap<string, number> = new Map([
  [edm.title, 2],
  [logsnr.title, 3],
  [gaussianOptimal.title, 4],
]);
/** Colours of the others, those first that belong to no family. The last is dim. */
const others = [5, 6, 2, 3, 4, 7];

/**
 * The colour of each line of a plot, as a number from 1 to 7 for `seriesColor`. The one that matters has the first; a
 * family's colour is never another line's while there are others left.
 */
export function seriesPlaces(
  lines: readonly { readonly name: string; readonly strong: boolean }[],
): number[] {
  const known = lines.map(({ name }) => families.get(familyOf(name)));
  // of two lines of a family the second one needs another
  const ofFamily = known.map((place, index) =>
    known.indexOf(place) === index ? place : undefined,
  );
  const anyStrong = lines.some(({ strong }) => strong);
  const first = lines.findIndex(
    ({ strong }, index) =>
      (strong || !anyStrong) && ofFamily[index] === undefined,
  );
  const free = others.filter((place) => !ofFamily.includes(place));
  let next = 0;
  return ofFamily.map(
    (place, index) =>
      place ?? (index === first ? 1 : (free[next++ % free.length] ?? 7)),
  );
}

/** The words before the parameters: `EDM` of `EDM, rho 7, 10 steps`. */
function familyOf(name: string): string {
  return name.split(",")[0] ?? name;
}
