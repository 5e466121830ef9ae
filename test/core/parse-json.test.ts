import { expect, test } from "vitest";
import { parseJson } from "../../core/parse-json.ts";

test("a byte order mark is passed over", () => {
  expect(parseJson('\uFEFF{"a": [1]}')).toEqual({ a: [1] });
});

test.each([
  ["", /^it is empty$/],
  ["\uFEFF \n", /^it is empty$/],
  ["\u0000\u0001PNG", /^it is not UTF-8 text$/],
  ["[".repeat(200_000), /^it is nested more than 100 deep$/],
  ['{"a":'.repeat(101) + "1" + "}".repeat(101), /^it is nested more than 100/],
  ["{\n\u0007\r\n no }", /^[^\p{Cc}]+$/u],
])("%j is told in one readable line", (text, message) => {
  expect(() => parseJson(text)).toThrow(SyntaxError);
  expect(() => parseJson(text)).toThrow(message);
});

test("brackets in strings and beside each other make nothing deep", () => {
  const beside = Array.from({ length: 200 }, () => ["[".repeat(200), '\\"[']);
  expect(parseJson(JSON.stringify(beside))).toEqual(beside);
});
