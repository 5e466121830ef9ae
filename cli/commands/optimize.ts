import {
  checkStatisticsRequest,
  ranges,
} from "../../core/klub/check-request.ts";
import { writeFileAtomic } from "../../engine/host/atomic-write.ts";
import { openCheckpoint } from "../../engine/host/checkpoint-folder.ts";
import { checkpointFolder } from "../../engine/host/folders.ts";
import { modelKey } from "../../models/load.ts";
import { writeReport } from "../../nodes/formats/report-files.ts";
import { fewSamples } from "../../nodes/parts/few-samples.ts";
import { solvedChoices, solvedWords } from "../../nodes/parts/flow-sampling.ts";
import { keptOptimization } from "../../nodes/parts/kept-optimization.ts";
import { optimizationReport } from "../../nodes/parts/optimization-report.ts";
import {
  optimizationWarnings,
  worseThanKnown,
} from "../../nodes/parts/optimization-warnings.ts";
import { program } from "../../nodes/parts/program.ts";
import { checkOutput } from "../check-output.ts";
import type { Command, Terminal } from "../command.ts";
import {
  declareKlubOptions,
  modelWords,
  withKlubModel,
} from "../klub-options.ts";
import type { KlubModel } from "../klub-options.ts";
import { readData } from "../optimize-data.ts";
import {
  type OptimizeOptions,
  optimizeSettings,
} from "../optimize-settings.ts";
import {
  candidateLines,
  reportFile,
  reportFormatOf,
  scheduleLines,
} from "../optimize-output.ts";
import {
  replacedStatistics,
  writeStatisticsFile,
} from "../statistics-output.ts";
import {
  choiceOption,
  numberOption,
  repeatedOption,
  wholeNumbersOption,
} from "../option.ts";

export const command: Command = {
  description:
    "Find the best schedules for a model and a solver, for several numbers of steps at once",
  declare(command, terminal) {
    declareKlubOptions(command)
      .requiredOption("--model <model>", modelWords)
      .option(
        "--data <path>",
        "samples of the model's shape, [n, …], JSON or NPY, or a folder of pictures, which are brought to its size; else a toy's own data, or the model's own samples",
      )
      .option(
        "--solver <solver>",
        "our id, or a peer's name: what tuned measures with, and coordinate stops early by",
      )
      .option(
        "--option <name=value>",
        "an option of the solver; may be given several times",
        repeatedOption,
      )
      .requiredOption(
        "--steps <list>",
        "numbers of steps, for example 5,10,20; each is taken once",
        wholeNumbersOption("--steps", ranges.steps),
      )
      .option(
        "--sigma-min <sigma>",
        "lowest noise level; else the model's own",
        numberOption("--sigma-min"),
      )
      .option(
        "--sigma-max <sigma>",
        "highest noise level; else the model's own",
        numberOption("--sigma-max"),
      )
      .option(
        "--ending <ending>",
        "what the schedules end at: sigma-min or zero",
        choiceOption("--ending", ["sigma-min", "zero"]),
        "sigma-min",
      )
      .option(
        "--process <process>",
        `model, variance-exploding or flow. ${solvedWords}`,
        choiceOption(
          "--process",
          solvedChoices.map(({ value }) => value),
        ),
        "model",
      )
      .option(
        "--method <method>",
        "tuned: measured with the solver; exact: the least KLUB of all; coordinate: the search of the paper (default: tuned with --solver, else exact)",
        choiceOption("--method", ["tuned", "exact", "coordinate"]),
      )
      .option(
        "--budget <effort>",
        "how many schedules tuned measures with the solver, and from how many noises: quick (an eighth), usual or thorough (four times); --samples and --levels do not limit that (default: usual)",
        choiceOption("--budget", ["quick", "usual", "thorough"]),
      )
      .option(
        "--measure <measure>",
        "what decides in tuned: paired, the error to the model's own fine solution from the same noise, or distribution, the distance to the data (default: paired, for a solver that draws noise distribution)",
        choiceOption("--measure", ["paired", "distribution"]),
      )
      .option(
        "--statistics <file>",
        "write what was measured of the model, in place of statistics that are there; klub --statistics reads it",
      )
      .option(
        "--report <file>",
        "write the evidence, every schedule that was measured beside every hand-crafted one: .json, .csv or .md",
        reportFile,
      )
      .option(
        "--resume",
        "go on from what an interrupted run with the same settings had come to, to the same bits; a finished one is found again",
      )
      .action(async (options: OptimizeOptions) => {
        // before hours of work
        await checkOutput("--statistics", options.statistics);
        await checkOutput("--report", options.report);
        if (options.statistics !== undefined)
          await replacedStatistics(options.statistics);
        const start = performance.now();
        const answer = await withKlubModel(options, terminal, (model) =>
          optimize(options, model, terminal),
        );
        const seconds = (performance.now() - start) / 1000;
        terminal.print({ ...answer, seconds });
      });
  },
};

async function optimize(
  options: OptimizeOptions,
  model: KlubModel,
  terminal: Terminal,
) {
  const { denoiser, reference, classLabel, signal, progress } = model;
  const { description, classCount } = denoiser;
  const settings = optimizeSettings(options, model);
  checkStatisticsRequest(settings);
  const guidance =
    options.guidance === undefined
      ? undefined
      : { scale: options.guidance, rescale: options.guidanceRescale ?? 0 };
  const data =
    options.data === undefined
      ? undefined
      : await readData(options.data, model, terminal);
  const warnings = optimizationWarnings(
    settings,
    { ...denoiser, title: description.title },
    data?.count,
  );
  for (const warning of warnings) terminal.say(warning);
  const { optimized, notices } = await keptOptimization(
    settings,
    {
      denoiser,
      source: data?.source ?? model.source,
      ...(classCount > 0 && {
        classOf: (index) => classLabel ?? index % classCount,
      }),
      signal,
      onProgress: ({ nfe, planned, message }) =>
        progress({ done: nfe, total: planned, message }),
    },
    {
      model: await modelKey(reference),
      ...(guidance && { guidance }),
      ...(options.prompt !== undefined && {
        shape: denoiser.shape,
        prompts: JSON.stringify([options.prompt, options.negative]),
      }),
      classLabel,
      ...(data && { data: data.hash }),
    },
    (key) => openCheckpoint(checkpointFolder(), key, options.resume !== true),
  );
  const few = [
    ...fewSamples(optimized, settings),
    ...worseThanKnown(optimized),
  ];
  for (const sentence of [...notices, ...few]) terminal.say(sentence);
  if (options.statistics !== undefined)
    await writeStatisticsFile(
      options.statistics,
      {
        statistics: optimized.statistics,
        increments: optimized.increments,
        weight: settings.weight,
        model: {
          name: description.title,
          sha256: description.sha256,
          ...(guidance && { guidance }),
        },
      },
      terminal,
    );
  const device = reference.kind === "toy" ? "cpu" : (reference.device ?? "cpu");
  const { sha256, shape, title: name } = description;
  const report = optimizationReport(optimized, settings, {
    model: {
      name,
      sha256,
      shape,
      ...(guidance && { guidance }),
      ...(options.prompt !== undefined && {
        prompts: {
          positive: [options.prompt],
          negative: options.negative ?? "",
        },
      }),
      ...(classLabel !== null && { class: classLabel }),
    },
    data: `${settings.samples} samples of ${(data ?? model).source.words}, ${settings.levels} noise levels`,
    device,
    warnings: [...warnings, ...few],
  });
  if (options.report !== undefined)
    await writeFileAtomic(
      options.report,
      writeReport(
        report,
        reportFormatOf(options.report),
        `${program.name} ${program.version}`,
      ),
    );
  return {
    method: settings.method,
    schedules: scheduleLines(optimized, report),
    nfe: optimized.nfe,
    ...(optimized.evidenceNfe !== undefined && {
      evidenceNfe: optimized.evidenceNfe,
    }),
    device,
    candidates: candidateLines(report),
  };
}
