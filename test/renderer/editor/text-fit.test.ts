import fc from "fast-check";
import { expect, test } from "vitest";
import { wrapText } from "../../../renderer/editor/text-fit.ts";

const measure = (text: string) => text.length;

test("no line is wider than the room, and no word is lost", () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { maxLength: 20 }),
      fc.integer({ min: 3, max: 30 }),
      (words, width) => {
        const lines = wrapText(measure, words.join(" "), width, 1000);
        for (const line of lines)
          expect(line.length).toBeLessThanOrEqual(width);
        expect(lines.join("").replaceAll(" ", "")).toBe(words.join(""));
      },
    ),
  );
});

test("what is beyond the last line is told by an ellipsis", () => {
  expect(wrapText(measure, "one two three four", 5, 2)).toEqual([
    "one",
    "two…",
  ]);
});
