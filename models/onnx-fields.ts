/** One field of a protocol buffer's message. */
export interface Field {
  readonly number: number;
  readonly headerBytes: number;
  readonly bodyBytes: number;
}

/** @returns `undefined` where the bytes begin no field that an ONNX file can have. */
export function readField(bytes: Buffer): Field | undefined {
  const tag = readVarint(bytes, 0);
  if (tag === undefined) return undefined;
  const number = Math.floor(tag.value / 8);
  // the highest field of ModelProto is 26 today; a web page's or a picture's bytes give far larger ones or none
  if (number < 1 || number > 100) return undefined;
  switch (tag.value % 8) {
    case 0: {
      const value = readVarint(bytes, tag.length);
      return value === undefined
        ? undefined
        : { number, headerBytes: tag.length, bodyBytes: value.length };
    }
    case 1:
      return { number, headerBytes: tag.length, bodyBytes: 8 };
    case 2: {
      const length = readVarint(bytes, tag.length);
      return length === undefined
        ? undefined
        : {
            number,
            headerBytes: tag.length + length.length,
            bodyBytes: length.value,
          };
    }
    case 5:
      return { number, headerBytes: tag.length, bodyBytes: 4 };
    default:
      return undefined;
  }
}

/** A StringStringEntryProto: key = 1, value = 2. */
export function readEntry(bytes: Buffer): {
  readonly key: string;
  readonly value: string;
} {
  const texts = ["", "", ""];
  let at = 0;
  while (at < bytes.length) {
    const field = readField(bytes.subarray(at));
    if (field === undefined) break;
    const start = at + field.headerBytes;
    at = start + field.bodyBytes;
    if (field.number <= 2)
      texts[field.number] = bytes.toString("utf8", start, at);
  }
  return { key: texts[1] ?? "", value: texts[2] ?? "" };
}

function readVarint(
  bytes: Buffer,
  at: number,
): { value: number; length: number } | undefined {
  let value = 0;
  for (let length = 1; length <= 10; length++) {
    const byte = bytes[at + length - 1];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * (length - 1));
    if (byte < 0x80) return { value, length };
  }
  return undefined;
}
