import { Command as Program } from "commander";
import { command as optimize } from "../../cli/commands/optimize.ts";
import { chooseDevice } from "../../models/choose-device.ts";
import { deviceProblem } from "../../models/device-problem.ts";
import { loadDenoiser } from "../../models/load.ts";
import type { Device } from "../../models/devices.ts";
import { resolveModel } from "../../models/resolve-model.ts";
import { trialCall } from "../../models/timed-calls.ts";

/** What the child is asked to do; it prints one line of JSON. */
export type DeviceRequest =
  /** Evaluates the same batches on the CPU and on a device. */
  | {
      readonly kind: "compare";
      readonly model: string;
      readonly device: Device;
      readonly counts: readonly number[];
    }
  /** Evaluates one large batch. */
  | {
      readonly kind: "large";
      readonly model: string;
      readonly device: Device;
      readonly count: number;
    }
  | { readonly kind: "choose"; readonly model: string }
  /** Runs the command line's `optimize` with these words; what it said is beside its answer. */
  | { readonly kind: "optimize"; readonly words: readonly string[] }
  | { readonly kind: "problem"; readonly device: Device };

async function optimized(words: readonly string[]): Promise<unknown> {
  let printed: unknown;
  const said: string[] = [];
  const program = new Program().exitOverride();
  optimize.declare(program, {
    print: (json) => {
      printed = json;
    },
    follow: () => {},
    say: (sentence) => void said.push(sentence),
    signal: new AbortController().signal,
  });
  await program.parseAsync([...words], { from: "user" });
  return { ...(printed as object), said };
}

async function answer(request: DeviceRequest): Promise<unknown> {
  if (request.kind === "problem")
    return { problem: await deviceProblem(request.device) };
  if (request.kind === "optimize") return optimized(request.words);
  const reference = await resolveModel(request.model);
  if (reference.kind !== "onnx") throw new Error("wanted an ONNX file");
  if (request.kind === "choose") return chooseDevice(reference, 2);
  const model = await loadDenoiser({ ...reference, device: request.device });
  if (request.kind === "large") {
    const { x, sigma, labels } = trialCall(model, request.count, "all");
    const denoised = await model.denoise(x, sigma, labels);
    const again = await model.denoise(x, sigma, labels);
    return {
      wrong: denoised.filter((value, index) => value !== x[index]).length,
      wrongAgain: again.filter((value, index) => value !== x[index]).length,
      notice: model.notice(),
    };
  }
  const cpu = await loadDenoiser(reference);
  const differences: number[] = [];
  for (const count of request.counts) {
    const { x, sigma, labels } = trialCall(cpu, count, "all");
    const wanted = await cpu.denoise(x, sigma, labels);
    const given = await model.denoise(x, sigma, labels);
    differences.push(
      Math.max(
        ...Array.from(wanted, (value, index) =>
          Math.abs(value - (given[index] ?? NaN)),
        ),
      ),
    );
  }
  return { differences };
}

const request = JSON.parse(process.argv[2] ?? "") as DeviceRequest;
process.stdout.write(`${JSON.stringify(await answer(request))}\n`);
