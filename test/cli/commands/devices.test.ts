import { expect, test } from "vitest";
import { command as devices } from "../../../cli/commands/devices.ts";
import { command as klub } from "../../../cli/commands/klub.ts";
import { command as optimize } from "../../../cli/commands/optimize.ts";
import { command as sample } from "../../../cli/commands/sample.ts";
import { BadInput } from "../../../core/bad-input.ts";
import { gaussianModel, onnxFile } from "../../models/onnx-samples.ts";
import { runCommand, temporaryFolder } from "./command-line.ts";

const { file } = temporaryFolder();
const sigmas = file("sigmas.json", [80, 1, 0.1]);
const settings = "--samples 4 --levels 9";
const commands = [
  [sample, `--solver euler --sigmas ${sigmas} --count 2 --out ${sigmas}.npy`],
  [optimize, `--steps 2 ${settings}`],
  [klub, `--sigmas ${sigmas} ${settings}`],
] as const;

test("the devices of this platform are listed, the CPU first and to be had, others perhaps with a reason", async () => {
  const list = (await runCommand(devices, [])) as {
    id: string;
    available: boolean;
    problem?: string;
  }[];
  expect(list[0]).toEqual({ id: "cpu", title: "CPU", available: true });
  for (const { available, problem } of list)
    expect(problem === undefined).toBe(available);
});

test.each(commands)(
  "command %#: a device that is none is refused with those that there are",
  async (command, words) => {
    const running = runCommand(
      command,
      `--model ring-of-8 --device gpu ${words}`.split(" "),
    );
    await expect(running).rejects.toThrow(BadInput);
    await expect(running).rejects.toThrow(
      '--device must be one of auto, cpu, webgpu, cuda, dml, coreml, got "gpu"',
    );
  },
);

test.each(commands)(
  "command %#: a toy computes on the CPU alone",
  async (command, words) => {
    const of = (device: string) =>
      runCommand(
        command,
        `--model ring-of-8 --device ${device} ${words}`.split(" "),
      );
    await expect(of("webgpu")).rejects.toThrow(
      "--device webgpu is for ONNX files: a toy computes on the CPU, not on WebGPU",
    );
    await expect(of("auto")).resolves.toBeDefined();
  },
);

test.each(commands)(
  "command %#: a device that this platform has not is a sentence",
  async (command, words) => {
    const other = process.platform === "darwin" ? "dml" : "coreml";
    const model = onnxFile(gaussianModel());
    await expect(
      runCommand(
        command,
        `--model ${model} --device ${other} ${words}`.split(" "),
      ),
    ).rejects.toThrow(/model\.onnx cannot run on .+; choose CPU as the device/);
  },
);

test("optimize tells the device that auto took", async () => {
  const model = onnxFile(gaussianModel());
  const { device } = (await runCommand(
    optimize,
    `--model ${model} --device auto --steps 2 ${settings}`.split(" "),
  )) as { device: string };
  expect(["cpu", "webgpu", "cuda", "dml", "coreml"]).toContain(device);
});
