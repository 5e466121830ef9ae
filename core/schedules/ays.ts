import { aysTables, isAysTable } from "./ays-tables.ts";
import type { Schedule } from "./schedule.ts";

/** Between the entries of a table straight in ln sigma, as its authors do for other numbers of steps. */
function interpolate(table: readonly number[], u: number): number {
  const place = u * (table.length - 1);
  const below = Math.min(Math.floor(place), table.length - 2);
  const share = place - below;
  const from = table[below] ?? NaN;
  const to = table[below + 1] ?? NaN;
  // an entry itself is given to the last bit
  if (share === 0) return from;
  if (share === 1) return to;
  return from ** (1 - share) * to ** share;
}

/** The published tables of Align Your Steps; ending at zero, 0 stands in place of the table's last entry. */
export const ays: Schedule = {
  title: "AYS table",
  names: {
    comfyui: ["AlignYourSteps", "AlignYourStepsScheduler"],
    diffusers: "AysSchedules",
  },
  ownRange: true,
  parameters: {
    table: {
      kind: "choice",
      title: "Table",
      default: "sd15",
      choices: Object.keys(aysTables),
      description:
        "The model that the table was optimized for: Stable Diffusion 1.5, SDXL, Stable Video Diffusion, DeepFloyd IF stage 1.",
    },
  },
  source: "Sabour et al. 2024, Table 3 (arXiv:2404.14507)",
  sigmas({ steps, ending, options }) {
    const name = options["table"];
    const table = isAysTable(name) ? aysTables[name] : [];
    const sigmas = Array.from({ length: steps + 1 }, (_, i) =>
      interpolate(table, i / steps),
    );
    return ending === "zero" ? [...sigmas.slice(0, -1), 0] : sigmas;
  },
};
