import fc from "fast-check";
import { expect, test } from "vitest";
import { decodeUtf8, encodeUtf8 } from "../../engine/utf8.ts";

test("encodes every text as TextEncoder does, unpaired surrogates too", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      expect(encodeUtf8(text)).toEqual(new TextEncoder().encode(text));
    }),
  );
  expect(encodeUtf8("a\ud800b")).toEqual(new TextEncoder().encode("a\ud800b"));
});

test("decodes what it encoded", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (text) => {
      const wellFormed = new TextDecoder("utf-8", { ignoreBOM: true }).decode(
        new TextEncoder().encode(text),
      );
      expect(decodeUtf8(encodeUtf8(text))).toBe(wellFormed);
    }),
  );
});

test("bytes that are no UTF-8 become replacement characters", () => {
  expect(decodeUtf8(Uint8Array.of(0x61, 0xff, 0x62))).toBe("a\ufffdb");
  expect(decodeUtf8(Uint8Array.of(0xc0, 0x80))).toBe("\ufffd\ufffd");
  expect(decodeUtf8(Uint8Array.of(0xe2, 0x82))).toBe("\ufffd\ufffd");
});
