import { normalizeName } from "../../core/normalize-name.ts";

/** Scores up to this one are of letters that are there in order and nothing more. */
export const mostLoose = 200;

/**
 * How well a query fits a text: as all of it, its beginning, a piece of it, the first letters of its words, or letters
 * in order. Case, spaces, `_` and `-` make no difference, and `+` is `p`.
 * @returns Higher is better; `undefined` where it does not fit.
 */
export function fuzzyMatch(query: string, text: string): number | undefined {
  const typed = query.trim().toLowerCase();
  if (typed === "") return 0;
  if (typed === text.toLowerCase()) return 1000;
  const wanted = normalizeName(typed);
  // nothing but signs
  if (wanted === "") return text.includes(typed) ? 300 : undefined;
  const words = wordsOf(text);
  const whole = words.join("");
  if (whole === wanted) return 950;
  if (whole.startsWith(wanted)) return 800 - whole.length / 100;
  const place = words.findIndex((_, index) =>
    words.slice(index).join("").startsWith(wanted),
  );
  if (place > 0) return 400 - place - whole.length / 100;
  const index = whole.indexOf(wanted);
  if (index > 0) return 300 - index / 10 - whole.length / 100;
  const initials = words.map((word) => word.slice(0, 1)).join("");
  if (initials.startsWith(wanted)) return 250 - whole.length / 100;
  let at = -1;
  let gaps = 0;
  for (const letter of wanted) {
    const next = whole.indexOf(letter, at + 1);
    if (next < 0) return undefined;
    gaps += next - at - 1;
    at = next;
  }
  return mostLoose - gaps - whole.length / 100;
}

/** `SplitSigmas`, `split_sigmas` and `split sigmas` are two words each. */
function wordsOf(text: string): string[] {
  return text
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9+]+/)
    .map(normalizeName)
    .filter((word) => word !== "");
}
