import { decode, encode } from "fast-png";
import { expect, test } from "vitest";
import { isPng, readPngText, withPngText } from "../../engine/png-text.ts";

const pixels = Uint8Array.from({ length: 5 * 4 * 3 }, (_, index) => index);
const png = encode({ width: 5, height: 4, channels: 3, data: pixels });

test("a text put into a PNG reads back, and the pixels stay", () => {
  const made = withPngText(png, { stepwright: '{"a": 1}', parameters: "x" });
  expect(readPngText(made, "stepwright")).toBe('{"a": 1}');
  expect(readPngText(made, "parameters")).toBe("x");
  expect(decode(made, { checkCrc: true }).data).toEqual(pixels);
});

test("fast-png reads our tEXt under the same key", () => {
  const made = withPngText(png, { parameters: "Steps: 5, größe" });
  expect(decode(made, { checkCrc: true }).text).toEqual({
    parameters: "Steps: 5, größe",
  });
});

test("text outside Latin-1 survives, astral characters too", () => {
  const text = "σ from 80 to 0.002 · 円 🎲 \u0000 \t";
  expect(
    readPngText(withPngText(png, { stepwright: text }), "stepwright"),
  ).toBe(text);
});

test("a text of a megabyte survives", () => {
  const text = "σabc".repeat(250_000);
  expect(readPngText(withPngText(png, { k: text }), "k")).toBe(text);
});

test("a file that is no PNG, has no such text, or is cut off gives nothing", () => {
  expect(isPng(new TextEncoder().encode("<html></html>"))).toBe(false);
  expect(readPngText(new TextEncoder().encode("{}"), "k")).toBeUndefined();
  expect(readPngText(png, "stepwright")).toBeUndefined();
  const made = withPngText(png, { stepwright: "x".repeat(100) });
  expect(readPngText(made.subarray(0, 60), "stepwright")).toBeUndefined();
});
