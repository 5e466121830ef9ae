import { isOssTable, ossTables } from "./oss-tables.ts";
import type { Schedule } from "./schedule.ts";
import { tableLevels } from "./table-levels.ts";

/** The published tables of OptimalSteps for flow models: times of a flow, not noise levels. */
export const oss: Schedule = {
  title: "OSS table",
  names: { comfyui: ["OptimalStepsScheduler"] },
  ownRange: true,
  process: () => "flow",
  parameters: {
    table: {
      kind: "choice",
      title: "Table",
      default: "flux",
      choices: Object.keys(ossTables),
      choiceTitles: { flux: "FLUX", wan: "Wan", chroma: "Chroma" },
      description:
        "The flow model that the table was searched for: FLUX, Wan or Chroma. Its levels are times from 1 to 0.",
    },
  },
  source: "Pei et al. 2025, OptimalSteps (arXiv:2503.21774)",
  sigmas({ steps, ending, options }) {
    const name = options["table"];
    const table = isOssTable(name) ? ossTables[name] : [];
    return tableLevels(table, steps, ending);
  },
};
