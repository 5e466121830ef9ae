import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
} from "vitest";
import { deviceProcess, type DeviceProcess } from "./device-process.ts";
import { attentionModel, crowdedModel } from "./onnx-device-samples.ts";
import { gaussianModel, onnxFile } from "./onnx-samples.ts";
import { softwareVulkan } from "./software-vulkan.ts";

const fixtures = fileURLToPath(new URL("../fixtures/onnx/", import.meta.url));
/** A driver in software, compiled as it is first used, on a busy machine. */
const slow = 300_000;

let devices: DeviceProcess;
beforeAll(async () => {
  devices = await deviceProcess();
});
afterAll(() => devices.remove());

interface Chosen {
  readonly device: string;
  readonly words: string;
}

describe("with Chromium's software Vulkan", async () => {
  const vulkan = await softwareVulkan();
  const environment = vulkan.kind === "here" ? vulkan.environment : {};
  beforeEach((context) => {
    if (vulkan.kind === "missing") context.skip(vulkan.because);
  });

  test.each([
    ["emoji-32", [1]],
    [`${fixtures}pytorch-conv.onnx`, [1, 3]],
    [`${fixtures}pytorch-conditional.onnx`, [1, 3]],
    [`${fixtures}pytorch-conditional-index.onnx`, [1, 3]],
  ])(
    "%s gives the CPU's values on WebGPU",
    { timeout: slow },
    async (model, counts) => {
      const { differences } = await devices.ask<{ differences: number[] }>(
        { kind: "compare", model, device: "webgpu", counts },
        environment,
      );
      expect(differences).toHaveLength(counts.length);
      for (const difference of differences)
        expect(difference).toBeLessThan(1e-3);
    },
  );

  test(
    "auto passes over WebGPU for a model to which it gives wrong values, and says so",
    { timeout: slow },
    async () => {
      const model = onnxFile(attentionModel());
      expect(
        await devices.ask<Chosen>({ kind: "choose", model }, environment),
      ).toEqual({
        device: "cpu",
        words: expect.stringMatching(
          /^CPU: WebGPU gives this model wrong values, \S+ of the data's scale from the CPU's(; |$)/,
        ),
      });
    },
  );

  test(
    "auto takes WebGPU or not, with the reason, and never for its absence",
    { timeout: slow },
    async () => {
      const model = onnxFile(gaussianModel());
      const { device, words } = await devices.ask<Chosen>(
        { kind: "choose", model },
        environment,
      );
      expect(`${device}, ${words}`).toMatch(
        /^(cpu, CPU: WebGPU (is \S+× as fast as the CPU at batch 2|took \S+ s for one sample, the CPU \S+ s)|webgpu, WebGPU: \S+× the CPU at batch 2, differs by \S+ of the data's scale at most)(; |$)/,
      );
    },
  );

  test(
    "optimize on WebGPU, with the batch that pays there, finds the CPU's schedule",
    { timeout: slow },
    async () => {
      const model = onnxFile(gaussianModel());
      const optimized = (device: string) =>
        devices.ask<{
          readonly device: string;
          readonly schedules: readonly {
            readonly sigmas: readonly number[];
            readonly klub: number;
          }[];
        }>(
          {
            kind: "optimize",
            words:
              `--model ${model} --device ${device} --steps 3 --samples 16 --levels 9`.split(
                " ",
              ),
          },
          environment,
        );
      const cpu = await optimized("cpu");
      const webgpu = await optimized("webgpu");
      expect([cpu.device, webgpu.device]).toEqual(["cpu", "webgpu"]);
      const [wanted] = cpu.schedules;
      const [given] = webgpu.schedules;
      expect(
        Math.abs((given?.klub ?? NaN) / (wanted?.klub ?? NaN) - 1),
      ).toBeLessThan(1e-3);
      wanted?.sigmas.forEach((sigma, step) =>
        expect(Math.abs((given?.sigmas[step] ?? NaN) / sigma - 1)).toBeLessThan(
          1e-3,
        ),
      );
    },
  );

  test(
    "a batch that does not fit on the device runs in smaller ones, which is said once",
    { timeout: slow },
    async () => {
      const model = onnxFile(crowdedModel());
      const large = await devices.ask<{ notice: string }>(
        { kind: "large", model, device: "webgpu", count: 60 },
        environment,
      );
      expect(large).toMatchObject({ wrong: 0, wrongAgain: 0 });
      expect(large.notice).toMatch(
        /^model\.onnx failed on WebGPU at batch 60 \(.+\), so it runs (30|15|7) at a time$/s,
      );
    },
  );
});

describe.skipIf(process.platform !== "linux")("on Linux", () => {
  const nowhere = {
    ...process.env,
    VK_DRIVER_FILES: "/nowhere",
    VK_ICD_FILENAMES: "/nowhere",
  };

  test("a machine without a graphics driver has no WebGPU, and auto says why it takes the CPU", async () => {
    const because =
      "WebGPU has no adapter here (no graphics card with a driver for it)";
    expect(
      await devices.ask({ kind: "problem", device: "webgpu" }, nowhere),
    ).toEqual({ problem: because });
    const model = onnxFile(gaussianModel());
    expect(
      await devices.ask<Chosen>({ kind: "choose", model }, nowhere),
    ).toEqual({
      device: "cpu",
      words: expect.stringContaining(`CPU: ${because}`),
    });
  });

  test("a batch for which memory does not suffice on the CPU runs in smaller ones", async () => {
    const model = onnxFile(crowdedModel());
    const large = await devices.ask<{ notice: string }>(
      { kind: "large", model, device: "cpu", count: 60 },
      process.env,
      3_000_000,
    );
    expect(large).toMatchObject({ wrong: 0, wrongAgain: 0 });
    expect(large.notice).toMatch(
      /^model\.onnx failed on CPU at batch 60 \(.*Failed to allocate memory.*\), so it runs (30|15|7) at a time$/,
    );
  });

  test("an optimization that meets such a batch goes on, and says so once", async () => {
    const model = onnxFile(crowdedModel());
    // 72 rows of 8 samples at 9 levels are one batch
    const words = `--model ${model} --method exact --steps 2 --samples 8 --levels 9`;
    const { schedules, said } = await devices.ask<{
      schedules: readonly { sigmas: readonly number[] }[];
      said: readonly string[];
    }>(
      { kind: "optimize", words: words.split(" ") },
      { ...process.env, STEPWRIGHT_STATE: join(dirname(model), "state") },
      3_000_000,
    );
    expect(schedules[0]?.sigmas).toHaveLength(3);
    expect(said.filter((sentence) => sentence.includes("at a time"))).toEqual([
      expect.stringMatching(
        /^model\.onnx failed on CPU at batch 72 \(.*Failed to allocate memory.*\), so it runs (36|18|9) at a time$/,
      ),
    ]);
  });
});
