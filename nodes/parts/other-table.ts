import type { ParameterValues } from "../../core/parameter.ts";
import type { Schedule } from "../../core/schedules/schedule.ts";
import type { ModelDescription } from "../../models/model-description.ts";

const tables = { "SD 1 or 2": "sd15", SDXL: "sdxl" } as const;

/** What is to be minded of a published table that is not the one of a pipeline's kind; undefined where it is, or nobody says. */
export function otherTable(
  { parameters }: Schedule,
  options: ParameterValues,
  { title, family }: Pick<ModelDescription, "title" | "family">,
): string | undefined {
  const { table } = parameters;
  if (table?.kind !== "choice" || family === undefined) return undefined;
  const wanted = tables[family];
  const chosen = String(options["table"] ?? table.default);
  if (chosen === wanted) return undefined;
  return `The table is that of ${table.choiceTitles?.[chosen] ?? chosen}, and the pipeline ${title} is ${family}: choose the table ${wanted}.`;
}
