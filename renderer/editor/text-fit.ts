const fitted = new Map<string, string>();
const limit = 5000;

/** The text, or as much of its beginning as fits, with an ellipsis. In the context's font. */
export function fitText(
  context: CanvasRenderingContext2D,
  text: string,
  width: number,
): string {
  const key = `${context.font}\n${Math.floor(width)}\n${text}`;
  const known = fitted.get(key);
  if (known !== undefined) return known;
  let result = text;
  if (context.measureText(text).width > width) {
    let low = 0;
    let high = text.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      const piece = `${text.slice(0, middle).trimEnd()}…`;
      if (context.measureText(piece).width <= width) low = middle;
      else high = middle - 1;
    }
    result = low === 0 ? "…" : `${text.slice(0, low).trimEnd()}…`;
  }
  if (fitted.size >= limit) fitted.clear();
  fitted.set(key, result);
  return result;
}

/** Breaks a text into lines no wider than `width`; a longer word is broken too. At most `most` lines, then an ellipsis. */
export function wrapText(
  measure: (text: string) => number,
  text: string,
  width: number,
  most: number,
): string[] {
  const lines: string[] = [];
  let line = "";
  const push = () => {
    if (line !== "") lines.push(line);
    line = "";
  };
  for (const word of text.split(/\s+/)) {
    if (word === "") continue;
    const longer = line === "" ? word : `${line} ${word}`;
    if (measure(longer) <= width) {
      line = longer;
      continue;
    }
    push();
    let rest = word;
    while (measure(rest) > width && rest.length > 1) {
      let count = rest.length - 1;
      while (count > 1 && measure(rest.slice(0, count)) > width) count--;
      lines.push(rest.slice(0, count));
      rest = rest.slice(count);
    }
    line = rest;
  }
  push();
  if (lines.length <= most) return lines;
  return [...lines.slice(0, most - 1), `${lines[most - 1] ?? ""}…`];
}
