import { BadInput } from "../bad-input.ts";
import type { Denoiser } from "../denoiser.ts";
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
import { conditionalToy } from "./conditional.ts";
import { isFields, readNumber } from "./read-fields.ts";
import { readKind } from "./read-kind.ts";
import type { PlainKind, Toy, ToyJson } from "./toy.ts";

const above0 = { least: 0, open: true };

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

function toMixture(toy: Exclude<PlainKind, { kind: "checkerboard" }>): Mixture {
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

type Range = Pick<Denoiser, "sigmaMin" | "sigmaMax">;

function makePlain(kind: PlainKind, range: Range): Omit<Toy, "json"> {
  if (kind.kind === "checkerboard")
    return {
      denoiser: checkerboardDenoiser(range),
      data: checkerboardData,
      logDensity: checkerboardLogDensity,
    };
  const mixture = toMixture(kind);
  return {
    denoiser: mixtureDenoiser(mixture, range),
    data: mixtureData(mixture),
    logDensity: (x, sigma) => mixtureLogDensity(mixture, x, sigma),
  };
}

function makeToy(json: ToyJson): Toy {
  const range = {
    sigmaMin: json.sigmaMin ?? 0.002,
    sigmaMax: json.sigmaMax ?? 80,
  };
  const made =
    json.kind === "conditional"
      ? conditionalToy(
          json.classes.map((kind) => makePlain(kind, range)),
          makePlain(json.unconditional, range),
        )
      : makePlain(json, range);
  return { json, ...made };
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
  const { title } = json;
  const kind = readKind(json);
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
    ...kind,
  });
}
