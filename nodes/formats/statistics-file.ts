import { BadInput } from "../../core/bad-input.ts";
import type { Sums } from "../../core/klub/statistics.ts";
import { parseJson } from "../../core/parse-json.ts";
import type { StatisticsValue } from "../../engine/values.ts";

const format = "stepwright-statistics";

/** An optimization's statistics as JSON: every number comes back to the last bit. */
export function writeStatistics(value: StatisticsValue): string {
  const { statistics, ...rest } = value;
  const { levels, halves, dimensions, sigmaData } = statistics;
  return JSON.stringify({
    format,
    version: 1,
    ...rest,
    dimensions,
    sigmaData,
    levels: [...levels],
    halves: halves.map(({ samples, gram, lossSquares }) => ({
      samples,
      gram: [...gram],
      lossSquares: [...lossSquares],
    })),
  });
}

/**
 * @param name - Of the file, for the sentences.
 * @throws BadInput where it is not such a file.
 */
export function readStatistics(text: string, name: string): StatisticsValue {
  let json: unknown;
  try {
    json = parseJson(text);
  } catch (cause) {
    throw new BadInput(`${name} is not a file of statistics: it is no JSON`, {
      cause,
    });
  }
  const whole = fields(json, name);
  if (whole["format"] !== format || whole["version"] !== 1)
    throw new BadInput(
      `${name} is not a file of statistics: its format must be ${format}, version 1, got ${JSON.stringify(whole["format"])?.slice(0, 40)}, version ${JSON.stringify(whole["version"])}`,
    );
  const number = (from: Readonly<Record<string, unknown>>, key: string) => {
    const value = from[key];
    if (typeof value === "number") return value;
    throw new BadInput(`${name}: ${key} must be a number`);
  };
  const numbers = (
    from: Readonly<Record<string, unknown>>,
    key: string,
    length: number,
  ) => {
    const value = from[key];
    if (
      !Array.isArray(value) ||
      value.length !== length ||
      !value.every((one) => typeof one === "number")
    )
      throw new BadInput(`${name}: ${key} must be ${length} numbers`);
    return Float64Array.from(value as readonly number[]);
  };
  const { levels, halves, increments } = whole;
  const model = fields(whole["model"], name);
  const count = Array.isArray(levels) ? levels.length : 0;
  const [even, odd] = (Array.isArray(halves) ? halves : []).map(
    (half): Sums => {
      const sums = fields(half, name);
      return {
        samples: number(sums, "samples"),
        gram: numbers(sums, "gram", count * count),
        lossSquares: numbers(sums, "lossSquares", count),
      };
    },
  );
  if (count < 2 || even === undefined || odd === undefined)
    throw new BadInput(
      `${name} must hold at least two levels and two halves of the samples`,
    );
  return {
    statistics: {
      levels: numbers(whole, "levels", count),
      dimensions: number(whole, "dimensions"),
      sigmaData: number(whole, "sigmaData"),
      halves: [even, odd],
    },
    increments: increments === "ideal" ? "ideal" : "measured",
    weight: number(whole, "weight"),
    model: {
      name: String(model["name"]),
      sha256: String(model["sha256"]),
      ...(model["guidance"] !== undefined && {
        guidance: {
          scale: number(fields(model["guidance"], name), "scale"),
          rescale: number(fields(model["guidance"], name), "rescale"),
        },
      }),
    },
  };
}

function fields(
  json: unknown,
  name: string,
): Readonly<Record<string, unknown>> {
  if (typeof json === "object" && json !== null)
    return json as Readonly<Record<string, unknown>>;
  throw new BadInput(`${name} is not a file of statistics: a part is missing`);
}
