import type { Parameter, Parameters } from "../parameter.ts";

const exponent = {
  kind: "number",
  default: 0.6,
  min: 0.05,
  max: 50,
} as const satisfies Partial<Parameter>;

/** The two exponents of a Beta distribution, 1 being no preference. */
export const betaExponents = {
  alpha: {
    ...exponent,
    title: "Alpha",
    description: "The smaller, the more steps at small noise levels.",
  },
  beta: {
    ...exponent,
    title: "Beta",
    description: "The smaller, the more steps at large noise levels.",
  },
} as const satisfies Parameters;
