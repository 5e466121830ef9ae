import type { Command as Program } from "commander";
import { BadInput } from "../core/bad-input.ts";
import type { LoadedModel } from "../models/load.ts";
import {
  flowSampling,
  flowShift,
  processChoices,
  processWords,
  type FlowSampling,
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
      `${ids.join(" or ")}. ${processWords}`,
      choiceOption("--process", ids),
      "variance-exploding",
    )
    .option(
      "--flow-shift <shift>",
      `${flowShift.words} 1 where absent`,
      numberOption("--flow-shift", flowShift.range),
    );
}

/**
 * The flow that was asked for.
 * @throws BadInput where a shift is given without one.
 */
export function flowOf(
  { process, flowShift: shift }: FlowOptions,
  model: LoadedModel,
): FlowSampling | undefined {
  if (shift !== undefined && process !== "flow")
    throw new BadInput(
      `--flow-shift ${shift} needs --process flow, got ${process}`,
    );
  return flowSampling(process, shift ?? 1, model);
}
