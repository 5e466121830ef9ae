import { BadInput } from "../bad-input.ts";
import {
  isFields,
  readList,
  readNumber,
  readNumbers,
  readPoints,
  readWeights,
  readWhole,
  type Fields,
} from "./read-fields.ts";
import type { PlainKind, ToyKind } from "./toy.ts";

const above0 = { least: 0, open: true };

/** Reads the fields of each kind; `of` says whose they are, for sentences: `The toy's`. */
type Readers<Kind extends { readonly kind: string }> = {
  [K in Kind["kind"]]: (json: Fields, of: string) => Kind & { kind: K };
};

const plain: Readers<PlainKind> = {
  "gaussian-mixture": (json, of) => {
    const means = readPoints(json["means"], `${of} means`);
    const count = { length: means.length, like: "its means" };
    return {
      kind: "gaussian-mixture",
      weights: readWeights(json["weights"], `${of} weights`, count),
      means,
      stds: readNumbers(json["stds"], `${of} stds`, above0, count),
    };
  },
  checkerboard: () => ({ kind: "checkerboard" }),
  points: (json, of) => {
    const points = readPoints(json["points"], `${of} points`);
    const count = { length: points.length, like: "its points" };
    return json["weights"] === undefined
      ? { kind: "points", points }
      : {
          kind: "points",
          points,
          weights: readWeights(json["weights"], `${of} weights`, count),
        };
  },
  spiral: (json, of) => ({
    kind: "spiral",
    turns: readNumber(json["turns"] ?? 2, `${of} turns`, above0),
    radius: readNumber(json["radius"] ?? 2, `${of} radius`, above0),
    std: readNumber(json["std"] ?? 0.05, `${of} std`, above0),
    count: readWhole(json["count"] ?? 100, `${of} count`, 2, 10_000),
  }),
  "two-moons": (json, of) => ({
    kind: "two-moons",
    radius: readNumber(json["radius"] ?? 1, `${of} radius`, above0),
    std: readNumber(json["std"] ?? 0.05, `${of} std`, above0),
    count: readWhole(json["count"] ?? 40, `${of} count`, 2, 10_000),
  }),
};

const all: Readers<ToyKind> = {
  ...plain,
  conditional: (json) => {
    const classes = readList(json["classes"], "The toy's classes").map(
      (entry, k) => readPlain(entry, `The toy's classes[${k}]`),
    );
    const { labels } = json;
    if (labels !== undefined && !isNames(labels, classes.length))
      throw new BadInput(
        `The toy's labels must be ${classes.length} names, as many as its classes, got ${JSON.stringify(labels)}`,
      );
    return {
      kind: "conditional",
      classes,
      unconditional: readPlain(
        json["unconditional"],
        "The toy's unconditional",
      ),
      ...(labels === undefined ? {} : { labels }),
    };
  },
};

/**
 * A toy's kind with its numbers, out of its JSON.
 * @throws BadInput where a field is missing or cannot be used.
 */
export function readKind(json: Fields): ToyKind {
  return read(all, json, "The toy");
}

function readPlain(json: unknown, where: string): PlainKind {
  if (!isFields(json))
    throw new BadInput(
      `${where} must be a toy's JSON object, got ${JSON.stringify(json) ?? "nothing"}`,
    );
  return read(plain, json, where);
}

function read<Kind extends { readonly kind: string }>(
  readers: Readers<Kind>,
  json: Fields,
  where: string,
): Kind {
  const { kind } = json;
  const known = Object.keys(readers) as Kind["kind"][];
  const found = known.find((id) => id === kind);
  if (found === undefined)
    throw new BadInput(
      `${where}'s kind must be one of ${known.join(", ")}, got ${JSON.stringify(kind ?? null)}`,
    );
  return readers[found](json, `${where}'s`);
}

function isNames(value: unknown, count: number): value is string[] {
  return (
    Array.isArray(value) &&
    value.length === count &&
    value.every((name) => typeof name === "string")
  );
}
