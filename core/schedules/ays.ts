import { aysTables, isAysTable } from "./ays-tables.ts";
import type { Schedule } from "./schedule.ts";
import { tableLevels } from "./table-levels.ts";

/** The published tables of Align Your Steps; ending at zero, 0 stands in place of the table's last entry. */
export const ays: Schedule = {
  title: "AYS table",
  names: {
    comfyui: ["AlignYourSteps", "AlignYourStepsScheduler"],
    diffusers: ["AysSchedules"],
  },
  ownRange: true,
  parameters: {
    table: {
      kind: "choice",
      title: "Table",
      default: "sd15",
      choices: Object.keys(aysTables),
      choiceTitles: {
        sd15: "SD 1.5 (sd15)",
        sdxl: "SDXL",
        svd: "Stable Video (svd)",
        if1: "DeepFloyd IF (if1)",
      },
      description:
        "The model that the table was optimized for: Stable Diffusion 1.5, SDXL, Stable Video Diffusion, DeepFloyd IF stage 1.",
    },
  },
  source: "Sabour et al. 2024, Table 3 (arXiv:2404.14507)",
  sigmas({ steps, ending, options }) {
    const name = options["table"];
    const table = isAysTable(name) ? aysTables[name] : [];
    return tableLevels(table, steps, ending);
  },
};
