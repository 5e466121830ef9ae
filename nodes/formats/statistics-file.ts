import { BadInput } from "../../core/bad-input.ts";
import { blockNumbers } from "../../core/klub/blocks.ts";
import { ranges } from "../../core/klub/check-request.ts";
import { packBlocks, unpackBlocks } from "../../core/klub/residual-sums.ts";
import type { Sums } from "../../core/klub/statistics.ts";
import { parseJson } from "../../core/parse-json.ts";
import type { StatisticsValue } from "../../engine/values.ts";

const format = "stepwright-statistics";

/** An optimization's statistics as JSON: every number comes back to the last bit. Each block is its numbers as `packBlocks` has them. */
export function writeStatistics(value: StatisticsValue): string {
  const { statistics, ...rest } = value;
  const { levels, blocks, dimensions, sigmaData } = statistics;
  return JSON.stringify({
    format,
    version: 2,
    ...rest,
    dimensions,
    sigmaData,
    levels: [...levels],
    blocks: blocks.map((block) => [...packBlocks([block])]),
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
  const whole = fields(json, name, "its whole");
  const version = whole["version"];
  if (whole["format"] !== format || (version !== 1 && version !== 2))
    throw new BadInput(
      `${name} is not a file of statistics: its format must be ${format}, version 1 or 2, got ${JSON.stringify(whole["format"])?.slice(0, 40)}, version ${JSON.stringify(version)}`,
    );
  const refused = (key: string, wanted: string, value: unknown) =>
    new BadInput(`${name}: ${key} must be ${wanted}, got ${got(value)}`);
  const number = (from: Readonly<Record<string, unknown>>, key: string) => {
    const value = from[key];
    if (typeof value === "number" && Number.isFinite(value)) return value;
    throw refused(key, "a number", value);
  };
  const numbers = (value: unknown, key: string, length: number) => {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    const wrong = list.find((one) => !Number.isFinite(one));
    if (list.length !== length || wrong !== undefined)
      throw new BadInput(
        `${name}: ${key} must be ${length} numbers, got ${wrong === undefined ? list.length : got(wrong)}`,
      );
    return Float64Array.from(list, Number);
  };
  const { increments } = whole;
  const model = fields(whole["model"], name, "model");
  const count = Array.isArray(whole["levels"]) ? whole["levels"].length : 0;
  const parts = whole[version === 1 ? "halves" : "blocks"];
  const blocks = (Array.isArray(parts) ? parts : []).flatMap(
    (part): readonly Sums[] => {
      if (version === 2)
        return unpackBlocks(
          numbers(part, "a block", blockNumbers(count)),
          count,
        );
      const half = fields(part, name, "each of its halves");
      return [
        {
          samples: number(half, "samples"),
          gram: numbers(half["gram"], "gram", count * count),
          lossSquares: numbers(half["lossSquares"], "lossSquares", count),
        },
      ];
    },
  );
  if (count < 2 || blocks.length < 2 || blocks.length % 2 !== 0)
    throw new BadInput(
      `${name} must hold at least two levels and an even number of blocks of the samples, got ${count} levels and ${blocks.length} blocks`,
    );
  const levels = numbers(whole["levels"], "levels", count);
  for (const [at, block] of blocks.entries()) {
    const wrong = impossible(block);
    if (wrong === undefined) continue;
    const part = version === 1 ? "half" : "block";
    throw refused(
      `${wrong.key}, in ${part} ${at + 1} of ${blocks.length},`,
      wrong.wanted,
      wrong.value,
    );
  }
  const falls = levels.findIndex((level, k) => !(level > (levels[k - 1] ?? 0)));
  if (falls >= 0)
    throw new BadInput(
      `${name}: levels must rise from above 0, got ${levels[falls]} as level ${falls + 1} of ${count}`,
    );
  const dimensions = number(whole, "dimensions");
  if (!isCount(dimensions)) throw refused("dimensions", countWords, dimensions);
  const sigmaData = number(whole, "sigmaData");
  if (sigmaData < 0)
    throw refused("sigmaData", "a number of at least 0", sigmaData);
  const weight = number(whole, "weight");
  const { min, max } = ranges.weight;
  if (weight < min || weight > max)
    throw refused("weight", `a number from ${min} to ${max}`, weight);
  return {
    statistics: { levels, dimensions, sigmaData, blocks },
    increments: increments === "ideal" ? "ideal" : "measured",
    weight,
    model: {
      name: String(model["name"]),
      sha256: String(model["sha256"]),
      ...(model["guidance"] !== undefined && {
        guidance: {
          scale: number(fields(model["guidance"], name, "guidance"), "scale"),
          rescale: number(
            fields(model["guidance"], name, "guidance"),
            "rescale",
          ),
        },
      }),
    },
  };
}

const countWords = "a whole number of at least 1";

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1;
}

/** What no samples have as their sums: the first of it; a product of two levels' residuals may be below 0, a square not. */
function impossible({ samples, gram, lossSquares }: Sums) {
  if (!isCount(samples))
    return { key: "samples", wanted: countWords, value: samples };
  const wanted = "a sum of squares, at least 0";
  const count = lossSquares.length;
  for (const [k, squares] of lossSquares.entries()) {
    const own = gram[k * (count + 1)] as number;
    const level = `at level ${k + 1} of ${count}`;
    if (own < 0) return { key: `gram ${level}`, wanted, value: own };
    if (squares < 0)
      return { key: `lossSquares ${level}`, wanted, value: squares };
  }
  return undefined;
}

/** @param part - What it is, for the sentence. */
function fields(
  json: unknown,
  name: string,
  part: string,
): Readonly<Record<string, unknown>> {
  if (typeof json === "object" && json !== null)
    return json as Readonly<Record<string, unknown>>;
  throw new BadInput(
    `${name} is not a file of statistics: ${part} must be an object, got ${got(json)}`,
  );
}

function got(value: unknown): string {
  if (value === undefined) return "nothing";
  // JSON has no word for what is too large to be a number
  return typeof value === "number"
    ? String(value)
    : JSON.stringify(value).slice(0, 40);
}
