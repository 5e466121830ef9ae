/**
 * How well a query fits a text: as a piece of it, as the first letters of its words, or as letters in order.
 * @returns Higher is better; `undefined` where it does not fit.
 */
export function fuzzyMatch(query: string, text: string): number | undefined {
  const wanted = query.trim().toLowerCase();
  const lower = text.toLowerCase();
  if (wanted === "") return 0;
  const index = lower.indexOf(wanted);
  if (index >= 0) {
    const startsWord = index === 0 || /[\s/_-]/.test(lower[index - 1] ?? "");
    return (startsWord ? 400 : 300) - index - lower.length / 100;
  }
  const letters = wanted.replaceAll(/\s+/g, "");
  const initials = lower
    .split(/[\s/_-]+/)
    .map((word) => word[0] ?? "")
    .join("");
  if (initials.startsWith(letters)) return 250 - lower.length / 100;
  let at = -1;
  let gaps = 0;
  for (const letter of letters) {
    const next = lower.indexOf(letter, at + 1);
    if (next < 0) return undefined;
    gaps += next - at - 1;
    at = next;
  }
  return 200 - gaps - lower.length / 100;
}
