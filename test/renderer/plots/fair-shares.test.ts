import fc from "fast-check";
import { expect, test } from "vitest";
import { fairShares } from "../../../renderer/plots/fair-shares.ts";

test("short ones get what they need, long ones share the rest alike", () => {
  expect(fairShares([10, 100, 80], 90)).toEqual([10, 40, 40]);
  expect(fairShares([10, 20], 90)).toEqual([10, 20]);
});

test("no more is given than there is or than is wanted", () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1e3, noNaN: true }), { minLength: 1 }),
      fc.double({ min: 0, max: 1e3, noNaN: true }),
      (wanted, length) => {
        const shares = fairShares(wanted, length);
        const sum = shares.reduce((total, share) => total + share, 0);
        expect(sum).toBeLessThanOrEqual(length + 1e-6);
        shares.forEach((share, index) =>
          expect(share).toBeLessThanOrEqual((wanted[index] ?? 0) + 1e-9),
        );
      },
    ),
  );
});
