import type { Score } from "../../core/klub/tuned/report.ts";
import type {
  ReportedLine,
  ReportedSchedule,
  ReportValue,
} from "../../engine/report.ts";
import { sixDigits } from "./digits.ts";

/** Formats of a report, each the extension of its file. */
export const reportFormats = ["json", "csv", "md"] as const;
export type ReportFormat = (typeof reportFormats)[number];

/**
 * @param createdWith - Name and version of the program.
 * @returns The text of the file.
 */
export function writeReport(
  report: ReportValue,
  format: ReportFormat,
  createdWith: string,
): string {
  switch (format) {
    case "json":
      return `${JSON.stringify({ format: "stepwright-report", version: 1, createdWith, ...report }, undefined, 2)}\n`;
    case "csv":
      return csv(report);
    case "md":
      return markdown(report, createdWith);
  }
}

const columns = [
  "steps",
  "schedule",
  "id",
  "kind",
  "stage",
  "chosen",
  "nfe",
  "noises",
  "paired",
  "paired_low",
  "paired_high",
  "distribution",
  "distribution_low",
  "distribution_high",
  "klub",
  "klub_low",
  "klub_high",
  "sigmas",
] as const;

/** One line for each schedule; what was not measured is empty, sigmas stand with spaces between. */
function csv({ schedules }: ReportValue): string {
  const lines = schedules.flatMap(({ steps, lines }) =>
    lines.map((line) => [
      steps,
      line.title,
      line.id,
      line.kind,
      line.stage,
      line.chosen,
      line.nfe,
      line.noises,
      ...numbersOf(line.paired),
      ...numbersOf(line.distribution),
      line.klub,
      line.klubInterval?.low,
      line.klubInterval?.high,
      line.sigmas.join(" "),
    ]),
  );
  return `${[columns, ...lines].map((cells) => cells.map(csvCell).join(",")).join("\n")}\n`;
}

function numbersOf(score: Score | undefined) {
  return [score?.value, score?.low, score?.high];
}

function csvCell(value: string | number | boolean | undefined): string {
  const text = value === undefined ? "" : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A report to paste: settings, a table for each number of steps, the schedules, and the loss curve folded away. */
function markdown(report: ReportValue, createdWith: string): string {
  const { model, solver, settings, data, device, nfe, warnings } = report;
  const facts: readonly (readonly [string, string])[] = [
    [
      "Model",
      `${model.name}, shape [${model.shape.join(", ")}], SHA-256 \`${model.sha256}\`${model.guidance ? `, guidance ${model.guidance.scale} (rescale ${model.guidance.rescale})` : ""}${model.class === undefined ? "" : `, class ${model.class}`}`,
    ],
    ...(model.prompts
      ? ([
          ["Prompts", model.prompts.positive.join(" | ")],
          ["Negative prompt", model.prompts.negative || "empty"],
        ] as const)
      : []),
    ["Data", data],
    ...(solver
      ? [["Solver", `${solver.name}${optionWords(solver.options)}`] as const]
      : []),
    [
      "Method",
      `${settings.method}${settings.budget === undefined ? "" : `, budget ${settings.budget}`}`,
    ],
    [
      "Noise levels",
      `${sixDigits(settings.sigmaMax)} to ${sixDigits(settings.sigmaMin)}, ending at ${settings.ending === "zero" ? "0" : "sigma min"}${settings.process === "flow" ? ", along a flow" : ""}`,
    ],
    [
      "Statistics",
      `${settings.samples} samples, ${settings.levels} levels, weight σ^-${settings.weight}, seed ${settings.seed}`,
    ],
    ["Device", device],
    ["Evaluations", nfe.toLocaleString("en")],
    ["Made with", createdWith],
  ];
  return [
    `# Schedules for ${model.name}`,
    facts.map(([name, words]) => `- **${name}**: ${words}`).join("\n"),
    ...(warnings.length > 0
      ? [warnings.map((warning) => `> **Warning**: ${warning}`).join("\n>\n")]
      : []),
    ...report.schedules.flatMap(section),
    lossSection(report),
    "",
  ].join("\n\n");
}

function optionWords(options: Readonly<Record<string, unknown>>): string {
  const words = Object.entries(options).map(
    ([name, value]) => `${name} ${String(value)}`,
  );
  return words.length === 0 ? "" : ` (${words.join(", ")})`;
}

function section(schedule: ReportedSchedule): string[] {
  const { steps, verdict, sigmas, times, decides, floors, lines } = schedule;
  const mark = (measure: string) => (measure === decides ? " (decides)" : "");
  const isMeasured = decides !== undefined;
  const head = isMeasured
    ? [
        "schedule",
        "stage",
        "noises",
        "NFE",
        `paired error${mark("paired")}`,
        `distance${mark("distribution")}`,
        "KLUB",
      ]
    : ["schedule", "KLUB"];
  const rows = lines.map((line) => [
    line.chosen ? `**${line.title}**` : line.title,
    ...(isMeasured ? measuredCells(line) : []),
    klubWords(line),
  ]);
  return [
    `## ${steps} ${steps === 1 ? "step" : "steps"}`,
    verdict,
    `\`${sigmas.join(", ")}\``,
    ...(times ? [`As times of a flow: \`${times.join(", ")}\``] : []),
    table(head, rows),
    ...(lines.some(({ klubInterval }) => klubInterval)
      ? [
          "Intervals of the KLUB are 95 % (jackknife): the chance of the samples that the statistics are of, with each schedule as it is.",
        ]
      : []),
    ...(isMeasured && floors
      ? [
          `Intervals of scores are 95 % (jackknife). Confirmed ones are of fresh noises, the others of those that schedules were chosen by. The fine solution's own scores: paired ${rounded(floors.paired)}, distance ${rounded(floors.distribution)}.`,
        ]
      : []),
  ];
}

function measuredCells(line: ReportedLine): string[] {
  return [
    line.stage ?? "",
    String(line.noises ?? ""),
    String(line.nfe ?? ""),
    scoreWords(line.paired),
    scoreWords(line.distribution),
  ];
}

function klubWords({ klub, klubInterval }: ReportedLine): string {
  return klubInterval
    ? scoreWords({ value: klub, ...klubInterval })
    : rounded(klub);
}

function scoreWords(score: Score | undefined): string {
  return score === undefined
    ? ""
    : `${rounded(score.value)} [${rounded(score.low)}, ${rounded(score.high)}]`;
}

function lossSection({ loss: { sigmas, loss, standardError } }: ReportValue) {
  const rows = sigmas.map((sigma, k) => [
    rounded(sigma),
    rounded(loss[k] ?? NaN),
    rounded(standardError[k] ?? NaN),
  ]);
  return [
    "<details><summary>Denoising loss of the model</summary>",
    table(["σ", "loss", "standard error"], rows),
    "</details>",
  ].join("\n\n");
}

function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join(
    "\n",
  );
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(4)));
}
