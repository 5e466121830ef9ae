import { expect, test } from "vitest";
import { loopGram } from "../../../core/klub/gram.ts";
import { fillNormals, streams } from "../../../core/noise/random.ts";

test.each([
  [1, 1, 1],
  [2, 9, 2],
  [3, 4, 5],
  [1, 65, 7],
])(
  "%i × [%i, %i]: each product is the sum from the first number to the last",
  async (count, rows, length) => {
    const r = new Float64Array(count * rows * length);
    const address = { seed: 1, stream: streams.data, sample: 0, draw: 0 };
    fillNormals(address, r, 0, r.length);
    const wanted: number[] = [];
    for (let at = 0; at < count; at++)
      for (let j = 0; j < rows; j++)
        for (let k = 0; k < rows; k++) {
          let sum = 0;
          for (let i = 0; i < length; i++)
            sum +=
              (r[(at * rows + j) * length + i] ?? NaN) *
              (r[(at * rows + k) * length + i] ?? NaN);
          wanted.push(sum);
        }
    expect([...(await loopGram(r, count, rows))]).toEqual(wanted);
  },
);
