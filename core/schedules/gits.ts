import { BadInput } from "../bad-input.ts";
import { optionName } from "../option-name.ts";
import { numberOption } from "../options.ts";
import { gitsLevels, gitsPlaces } from "./gits-tables.ts";
import type { Schedule } from "./schedule.ts";
import { tableLevels } from "./table-levels.ts";

const fewestSteps = 2;
const mostSteps = 20;

/** The table of as many steps, from 2 to 20. */
function tableOf(coeff: number, steps: number): number[] {
  const hundredths = Math.round(coeff * 100);
  const places = gitsPlaces[hundredths];
  if (!places || Math.abs(hundredths / 100 - coeff) > 1e-9)
    throw new BadInput(
      `GITS table's ${optionName(gits.parameters, "coeff")} must be one of ${Object.keys(
        gitsPlaces,
      )
        .map((known) => Number(known) / 100)
        .join(", ")}, got ${coeff}`,
    );
  // the tables of fewer steps come first, with 1, 2, … places
  const from = ((steps - 1) * (steps - 2)) / 2;
  return [
    gitsLevels.length - 1,
    ...places.slice(from, from + steps - 1),
    0,
  ].map((place) => gitsLevels[place] ?? NaN);
}

/** The published tables of GITS for Stable Diffusion 1.5; beyond 20 steps, that of 20 straight in ln sigma. */
export const gits: Schedule = {
  title: "GITS table",
  names: { comfyui: ["GITSScheduler"] },
  ownRange: true,
  parameters: {
    coeff: {
      kind: "number",
      title: "Coefficient",
      default: 1.2,
      min: 0.8,
      max: 1.5,
      step: 0.05,
      description:
        "A multiple of 0.05: the larger, the more steps at small noise levels.",
    },
  },
  source: "Chen et al. 2024, GITS (arXiv:2405.11326)",
  sigmas({ steps, ending, options }) {
    if (steps < fewestSteps)
      throw new BadInput(
        `GITS table has schedules of at least ${fewestSteps} steps, got ${steps}`,
      );
    const table = tableOf(
      numberOption(options, "coeff"),
      Math.min(steps, mostSteps),
    );
    return tableLevels(table, steps, ending);
  },
};
