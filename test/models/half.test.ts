import { expect, test } from "vitest";
import { fromHalf, toHalf } from "../../models/half.ts";

test("every half survives the way to float32 and back", () => {
  const bits = Uint16Array.from({ length: 1 << 16 }, (_, index) => index);
  const numbers = fromHalf(bits);
  const back = toHalf(numbers);
  const changed = [...bits].filter(
    (bit, index) => !Number.isNaN(numbers[index]) && back[index] !== bit,
  );
  expect(changed).toEqual([]);
  expect([...numbers].filter((value) => Number.isNaN(value))).toHaveLength(
    2 * 1023,
  );
});

test("known halves", () => {
  const bits = Uint16Array.of(0x3c00, 0xc000, 0x7bff, 0x0001, 0x3555, 0xfc00);
  expect([...fromHalf(bits)]).toEqual([
    1,
    -2,
    65504,
    2 ** -24,
    0.333251953125,
    -Infinity,
  ]);
});

test("numbers between two halves go to the nearest, of two as near to the even", () => {
  const step = 2 ** -10;
  const given = [
    1 + 0.49 * step,
    1 + 0.5 * step,
    1 + 0.51 * step,
    1 + 1.5 * step,
    65519.99,
    65520,
    2 ** -25,
    1.01 * 2 ** -25,
    -(1.5 * 2 ** -24),
  ];
  expect([...toHalf(Float32Array.from(given))]).toEqual([
    0x3c00, 0x3c00, 0x3c01, 0x3c02, 0x7bff, 0x7c00, 0x0000, 0x0001, 0x8002,
  ]);
});

test("what is no number stays none", () => {
  expect(fromHalf(toHalf([NaN]))[0]).toBeNaN();
});
