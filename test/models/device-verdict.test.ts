import { expect, test } from "vitest";
import { deviceVerdict, type Trial } from "../../models/device-verdict.ts";

const measured = (device: Trial["device"], speed: number): Trial => ({
  kind: "measured",
  device,
  speed,
  difference: 2.6e-6,
});
const absent: Trial = {
  kind: "failed",
  device: "cuda",
  because: "CUDA has no libraries here",
};

test("the fastest device is taken, with its speed, its difference, and what speaks against the others", () => {
  const trials = [measured("webgpu", 8.13), measured("dml", 3), absent];
  expect(deviceVerdict(8, trials)).toEqual({
    device: "webgpu",
    words:
      "WebGPU: 8.1× the CPU at batch 8, differs by 0.0000026 of the data's scale at most; DirectML is 3.0× as fast as the CPU at batch 8; CUDA has no libraries here",
  });
  expect(deviceVerdict(8, trials.toReversed()).device).toBe("webgpu");
});

test("a device that is hardly faster than the CPU is not worth it", () => {
  expect(deviceVerdict(1, [measured("webgpu", 1.05)])).toEqual({
    device: "cpu",
    words: "CPU: WebGPU is 1.1× as fast as the CPU at batch 1",
  });
  expect(deviceVerdict(1, [measured("webgpu", 1.2)]).device).toBe("webgpu");
});

test("devices that are wrong, slow or absent leave the CPU, each with its reason", () => {
  const verdict = deviceVerdict(4, [
    { kind: "wrong", device: "webgpu", difference: 0.0412 },
    { kind: "slow", device: "coreml", sampleMs: 16_200, cpuMs: 71 },
    absent,
  ]);
  expect(verdict).toEqual({
    device: "cpu",
    words:
      "CPU: WebGPU gives this model wrong values, 0.041 of the data's scale from the CPU's; Core ML took 16 s for one sample, the CPU 0.071 s; CUDA has no libraries here",
  });
});

test("where there is no other device, that is the reason", () => {
  expect(deviceVerdict(1, [])).toEqual({
    device: "cpu",
    words: "CPU: there is no other device here",
  });
});
