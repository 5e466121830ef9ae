/** Letters at the end that are always seen, or fewer where words end within them. */
const endLength = 10;

/** A name on one line, cut in its middle where it has no room: names often differ at their end only. */
export function MiddleEllipsis({ text }: { text: string }) {
  const from = endBegins(text);
  return (
    <span className="middle-ellipsis">
      {from > 0 && <span className="ellipsis">{text.slice(0, from)}</span>}
      <span>{text.slice(from)}</span>
    </span>
  );
}

/** Where the end of a name begins: with a word, if one begins there. */
function endBegins(text: string): number {
  const from = Math.max(0, text.length - endLength);
  if (from === 0) return 0;
  const space = text.indexOf(" ", from - 1);
  return space < 0 ? from : space + 1;
}
