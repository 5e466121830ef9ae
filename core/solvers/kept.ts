import type { Vector } from "../vector.ts";
import type { PastStep } from "./solver.ts";

/** A vector that an earlier step of the same solver has kept. */
export function keptVector(past: PastStep, name: string): Vector {
  const value = past.kept[name];
  if (value !== undefined && typeof value !== "number") return value;
  throw new Error(`The step at sigma ${past.sigma} has kept no vector ${name}`);
}

/** A number that an earlier step of the same solver has kept. */
export function keptNumber(past: PastStep, name: string): number {
  const value = past.kept[name];
  if (typeof value === "number") return value;
  throw new Error(`The step at sigma ${past.sigma} has kept no number ${name}`);
}
