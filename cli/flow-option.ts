import type { Command as Program } from "commander";
import { BadInput } from "../core/bad-input.ts";
import type { ScheduleValue } from "../engine/values.ts";
import type { LoadedModel } from "../models/load.ts";
import {
  alongFlow,
  flowShift,
  processChoices,
  processWords,
  type AlongFlow,
} from "../nodes/parts/flow-sampling.ts";
import { choiceOption, numberOption } from "./option.ts";

/** What the options of `declareFlowOptions` give. */
export interface FlowOptions {
  readonly process: string;
  readonly flowShift?: number;
}

/** Adds what a command takes that samples. */
export function declareFlowOptions(program: Program): Program {
  const ids = processChoices.map(({ value }) => value);
  return program
    .option(
      "--process <process>",
      `${ids.join(", ")}. ${processWords}`,
      choiceOption("--process", ids),
      "schedule",
    )
    .option(
      "--flow-shift <shift>",
      `${flowShift.words} 1 where absent`,
      numberOption("--flow-shift", flowShift.range),
    );
}

/**
 * The flow that was asked for.
 * @throws BadInput where a shift is given without one, or noise levels are asked for and are none.
 */
export function flowOf(
  { process, flowShift: shift }: FlowOptions,
  schedule: Pick<ScheduleValue, "process" | "source">,
  model: LoadedModel,
): AlongFlow | undefined {
  const flow = alongFlow(process, schedule, shift ?? 1, model);
  if (shift !== undefined && !flow)
    throw new BadInput(
      `--flow-shift ${shift} needs times of a flow, got noise levels: --process flow says that they are times`,
    );
  return flow;
}
