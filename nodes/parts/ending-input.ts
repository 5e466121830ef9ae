import { choice } from "../../engine/inputs.ts";

/** What a schedule ends at: its lowest noise level, or 0. */
export function endingInput(described: { readonly description: string }) {
  return choice(
    [
      { value: "sigma-min", title: "Sigma min" },
      { value: "zero", title: "Zero" },
    ],
    { default: "sigma-min", ...described },
  );
}
