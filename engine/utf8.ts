/** UTF-8 of a text, for places that have neither Node nor the DOM. Unpaired surrogates become U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const point = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code;
    if (point < 0x80) bytes.push(point);
    else if (point < 0x800)
      bytes.push(0xc0 | (point >> 6), continuation(point, 0));
    else if (point < 0x10000)
      bytes.push(
        0xe0 | (point >> 12),
        continuation(point, 6),
        continuation(point, 0),
      );
    else
      bytes.push(
        0xf0 | (point >> 18),
        continuation(point, 12),
        continuation(point, 6),
        continuation(point, 0),
      );
  }
  return Uint8Array.from(bytes);
}

/** The text of UTF-8 bytes; U+FFFD for each byte that cannot be part of any. */
export function decodeUtf8(bytes: Uint8Array): string {
  const parts: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const { point, length } = readPoint(bytes, at);
    parts.push(String.fromCodePoint(point));
    at += length;
  }
  return parts.join("");
}

function continuation(point: number, shift: number): number {
  return 0x80 | ((point >> shift) & 0x3f);
}

function readPoint(
  bytes: Uint8Array,
  at: number,
): { point: number; length: number } {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return { point: first, length: 1 };
  const length =
    first >= 0xf0 && first < 0xf8
      ? 4
      : first >= 0xe0 && first < 0xf0
        ? 3
        : first >= 0xc0 && first < 0xe0
          ? 2
          : 0;
  const wrong = { point: 0xfffd, length: 1 };
  if (length === 0) return wrong;
  let point = first & (0xff >> (length + 1));
  for (let index = 1; index < length; index++) {
    const next = bytes[at + index] ?? 0;
    if ((next & 0xc0) !== 0x80) return wrong;
    point = (point << 6) | (next & 0x3f);
  }
  const smallest = [0, 0, 0x80, 0x800, 0x10000][length] ?? 0;
  const surrogate = point >= 0xd800 && point <= 0xdfff;
  return point < smallest || surrogate || point > 0x10ffff
    ? wrong
    : { point, length };
}
