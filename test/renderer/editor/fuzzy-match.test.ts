import { expect, test } from "vitest";
import { fuzzyMatch, mostLoose } from "../../../renderer/editor/fuzzy-match.ts";

test.each([
  ["dpm++ 2m", "DPM++ 2M"],
  ["dpmpp_2m", "DPM++ 2M"],
  ["DPM-2 Ancestral", "dpm_2_ancestral"],
  ["split sigmas", "SplitSigmas"],
  ["euler_a", "euler_ancestral"],
  ["denoise", "SplitSigmasDenoise"],
  ["ddim", "Euler (DDIM)"],
])("%s is a piece of %s, whatever is between the words", (query, text) => {
  expect(fuzzyMatch(query, text)).toBeGreaterThan(mostLoose);
});

test("the same word fits best, then a beginning, a later word, a piece, the first letters, letters in order", () => {
  const texts = [
    "Heun",
    "Heun 2",
    "Exp heun",
    "xheun",
    "high end under noise",
    "hxexuxn",
  ];
  const score = (text: string) => fuzzyMatch("heun", text) ?? NaN;
  expect(texts.toSorted((a, b) => score(b) - score(a))).toEqual(texts);
  expect(new Set(texts.map(score)).size).toBe(texts.length);
  expect(score("high end under noise")).toBeGreaterThan(mostLoose);
  expect(score("hxexuxn")).toBeLessThanOrEqual(mostLoose);
});

test("letters that are not there in order do not fit", () => {
  expect(fuzzyMatch("zzz", "Optimize")).toBeUndefined();
  expect(fuzzyMatch("σ", "sigma")).toBeUndefined();
});
