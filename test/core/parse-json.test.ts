import { expect, test } from "vitest";
import { parseJson } from "../../core/parse-json.ts";

test("a byte order mark is passed over", () => {
  expect(parseJson('\uFEFF{"a": [1]}')).toEqual({ a: [1] });
});

test.each([
  ["", /^it is empty$/],
  ["\uFEFF \n", /^it is empty$/],
  ["\u0000\u0001PNG", /^it is not UTF-8 text$/],
  ["{\n\u0007\r\n no }", /^[^\p{Cc}]+$/u],
])("%j is told in one readable line", (text, message) => {
  expect(() => parseJson(text)).toThrow(SyntaxError);
  expect(() => parseJson(text)).toThrow(message);
});
