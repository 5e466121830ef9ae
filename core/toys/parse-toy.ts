import { BadInput } from "../bad-input.ts";
import {
  checkerboardData,
  checkerboardDenoiser,
  checkerboardLogDensity,
} from "./checkerboard.ts";
import { moonCentres, spiralCentres } from "./curves.ts";
import {
  mixtureData,
  mixtureDenoiser,
  mixtureLogDensity,
  mixtureOf,
  type Mixture,
} from "./mixture.ts";
import {
  isFields,
  readNumber,
  readNumbers,
  readPoints,
  readWeights,
  readWhole,
  type Fields,
} from "./read-fields.ts";
import type { Toy, ToyJson, ToyKind } from "./toy.ts";

type Kind = ToyKind["kind"];

const above0 = { least: 0, open: true };

/** Reads the fields of each kind. */
const readKind: { [K in Kind]: (json: Fields) => ToyKind & { kind: K } } = {
  "gaussian-mixture": (json) => {
    const means = readPoints(json["means"], "The toy's means");
    const count = { length: means.length, like: "its means" };
    return {
      kind: "gaussian-mixture",
      weights: readWeights(json["weights"], "The toy's weights", count),
      means,
      stds: readNumbers(json["stds"], "The toy's stds", above0, count),
    };
  },
  checkerboard: () => ({ kind: "checkerboard" }),
  points: (json) => {
    const points = readPoints(json["points"], "The toy's points");
    const count = { length: points.length, like: "its points" };
    return json["weights"] === undefined
      ? { kind: "points", points }
      : {
          kind: "points",
          points,
          weights: readWeights(json["weights"], "The toy's weights", count),
        };
  },
  spiral: (json) => ({
    kind: "spiral",
    turns: readNumber(json["turns"] ?? 2, "The toy's turns", above0),
    radius: readNumber(json["radius"] ?? 2, "The toy's radius", above0),
    std: readNumber(json["std"] ?? 0.05, "The toy's std", above0),
    count: readWhole(json["count"] ?? 100, "The toy's count", 2, 10_000),
  }),
  "two-moons": (json) => ({
    kind: "two-moons",
    radius: readNumber(json["radius"] ?? 1, "The toy's radius", above0),
    std: readNumber(json["std"] ?? 0.05, "The toy's std", above0),
    count: readWhole(json["count"] ?? 40, "The toy's count", 2, 10_000),
  }),
};

function isKind(kind: unknown): kind is Kind {
  return typeof kind === "string" && Object.hasOwn(readKind, kind);
}

function equalMixture(
  centres: readonly (readonly number[])[],
  std: number,
): Mixture {
  return mixtureOf(
    centres.map(() => 1),
    centres,
    centres.map(() => std),
  );
}

function toMixture(toy: Exclude<ToyKind, { kind: "checkerboard" }>): Mixture {
  switch (toy.kind) {
    case "gaussian-mixture":
      return mixtureOf(toy.weights, toy.means, toy.stds);
    case "points":
      return mixtureOf(
        toy.weights ?? toy.points.map(() => 1),
        toy.points,
        toy.points.map(() => 0),
      );
    case "spiral":
      return equalMixture(
        spiralCentres(toy.turns, toy.radius, toy.count),
        toy.std,
      );
    case "two-moons":
      return equalMixture(moonCentres(toy.radius, toy.count), toy.std);
  }
}

function makeToy(json: ToyJson): Toy {
  const range = {
    sigmaMin: json.sigmaMin ?? 0.002,
    sigmaMax: json.sigmaMax ?? 80,
  };
  if (json.kind === "checkerboard")
    return {
      json,
      denoiser: checkerboardDenoiser(range),
      data: checkerboardData,
      logDensity: checkerboardLogDensity,
    };
  const mixture = toMixture(json);
  return {
    json,
    denoiser: mixtureDenoiser(mixture, range),
    data: mixtureData(mixture),
    logDensity: (x, sigma) => mixtureLogDensity(mixture, x, sigma),
  };
}

/**
 * Makes a toy from its JSON, `{"format": "stepwright-toy", "kind": …}`.
 * @throws BadInput where a field is missing or cannot be used.
 */
export function parseToy(json: unknown): Toy {
  if (!isFields(json) || json["format"] !== "stepwright-toy")
    throw new BadInput(
      `A toy must be a JSON object with "format": "stepwright-toy", got ${isFields(json) ? `"format": ${JSON.stringify(json["format"] ?? null)}` : JSON.stringify(json ?? null).slice(0, 40)}`,
    );
  const { kind, title } = json;
  if (!isKind(kind))
    throw new BadInput(
      `The toy's kind must be one of ${Object.keys(readKind).join(", ")}, got ${JSON.stringify(kind ?? null)}`,
    );
  if (title !== undefined && typeof title !== "string")
    throw new BadInput(
      `The toy's title must be text, got ${JSON.stringify(title)}`,
    );
  const sigmaMin = readNumber(
    json["sigmaMin"] ?? 0.002,
    "The toy's sigmaMin",
    above0,
  );
  const sigmaMax = readNumber(json["sigmaMax"] ?? 80, "The toy's sigmaMax", {
    least: sigmaMin,
    open: true,
  });
  return makeToy({
    format: "stepwright-toy",
    ...(title === undefined ? {} : { title }),
    ...(json["sigmaMin"] === undefined ? {} : { sigmaMin }),
    ...(json["sigmaMax"] === undefined ? {} : { sigmaMax }),
    ...readKind[kind](json),
  });
}
