import type { Command as Program } from "commander";
import { BadInput } from "../core/bad-input.ts";
import { chooseDevice, computingOn } from "../models/choose-device.ts";
import { deviceChoices, devices, deviceWords } from "../models/devices.ts";
import type { DeviceChoice } from "../models/devices.ts";
import type { LoadedModel } from "../models/load.ts";
import type { ModelReference } from "../models/model-reference.ts";
import type { Terminal } from "./command.ts";
import { choiceOption } from "./option.ts";

/** What `declareDeviceOption` gives. */
export interface DeviceOptions {
  readonly device: DeviceChoice;
}

/** Adds what every command takes that computes a model. */
export function declareDeviceOption(program: Program): Program {
  const ids = deviceChoices.map(({ value }) => value);
  return program.option(
    "--device <device>",
    `${ids.join(", ")}. ${deviceWords}`,
    choiceOption("--device", ids),
    "cpu",
  );
}

/**
 * The model where it was asked to compute; what `auto` finds is said.
 * @param batch - Samples of one call in the trial.
 * @throws BadInput where a toy is to compute on a device.
 */
export async function placedModel(
  reference: ModelReference,
  { device }: DeviceOptions,
  batch: number,
  { say, signal }: Terminal,
): Promise<ModelReference> {
  if (device === "auto") {
    const verdict = await chooseDevice(reference, batch, signal);
    say(`device: ${verdict.words}`);
    return computingOn(reference, verdict.device);
  }
  if (reference.kind === "toy" && device !== "cpu")
    throw new BadInput(
      `--device ${device} is for ONNX files: a toy computes on the CPU, not on ${devices[device]}`,
    );
  return computingOn(reference, device);
}

/** Says how a model went on where its device failed at a large batch. */
export function sayNotice(model: LoadedModel, { say }: Terminal): void {
  const notice = model.notice();
  if (notice !== undefined) say(notice);
}
