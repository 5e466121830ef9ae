import { describe, expect, test } from "vitest";
import {
  fromLogGaps,
  toLogGaps,
} from "../../../../core/klub/tuned/log-gaps.ts";
import { fillNormals } from "../../../../core/noise/random.ts";
import { buildSchedule } from "../../../../core/schedules/build.ts";

const range = { sigmaMin: 0.002, sigmaMax: 80 };

describe.each(["sigma-min", "zero"] as const)("ending %s", (ending) => {
  test.each(["logsnr", "time-quadratic"])(
    "%s comes back from its log-gaps",
    (id) => {
      const whole = buildSchedule(id, {
        ...range,
        steps: 8,
        ending: "sigma-min",
      });
      const sigmas = [
        ...whole.sigmas.slice(0, -1),
        ending === "zero" ? 0 : 0.002,
      ];
      const back = fromLogGaps(toLogGaps(sigmas, range), range, ending);
      back.forEach((sigma, i) => {
        expect(sigma).toBeCloseTo(sigmas[i] ?? NaN, 9);
      });
    },
  );

  test("any numbers at all are a falling schedule with the right ends", () => {
    const wild = new Float64Array(12);
    for (let sample = 0; sample < 200; sample++) {
      fillNormals({ seed: 1, stream: 0, sample, draw: 0 }, wild, 0, 12);
      const sigmas = fromLogGaps(
        wild.map((z) => 10 * z),
        range,
        ending,
      );
      expect(sigmas).toHaveLength(13);
      expect(sigmas[0]).toBe(80);
      expect(sigmas.at(-1)).toBe(ending === "zero" ? 0 : 0.002);
      expect(sigmas.at(-2)).toBeGreaterThan(0.002);
      for (let i = 1; i <= 12; i++)
        expect(sigmas[i]).toBeLessThan(sigmas[i - 1] ?? NaN);
    }
  });
});

test("adding a number to all of them changes nothing", () => {
  const gaps = [0.3, -1, 2, 0];
  const sigmas = fromLogGaps(gaps, range, "sigma-min");
  const shifted = fromLogGaps(
    gaps.map((g) => g + 5),
    range,
    "sigma-min",
  );
  shifted.forEach((sigma, i) => {
    expect(sigma).toBeCloseTo(sigmas[i] ?? NaN, 10);
  });
});

test("Karras' schedule to zero, whose last gap to sigma min is nothing, starts with a small one", () => {
  const { sigmas } = buildSchedule("edm", {
    ...range,
    steps: 5,
    ending: "zero",
  });
  const back = fromLogGaps(toLogGaps(sigmas, range), range, "zero");
  for (let i = 0; i < 5; i++)
    expect((back[i] ?? NaN) / (sigmas[i] ?? NaN)).toBeCloseTo(1, 2);
});
