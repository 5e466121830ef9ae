/**
 * Where an ONNX model can compute, by onnxruntime's names, and what people call it.
 * The ids are permanent: saved graphs hold them.
 */
export const devices = {
  cpu: "CPU",
  webgpu: "WebGPU",
  cuda: "CUDA",
  dml: "DirectML",
  coreml: "Core ML",
} as const;

export type Device = keyof typeof devices;

/** A device, or `auto`: the one that a trial finds fastest. */
export type DeviceChoice = Device | "auto";

export const deviceChoices = [
  { value: "auto", title: "Auto (measured)" },
  { value: "cpu", title: devices.cpu },
  { value: "webgpu", title: "GPU (WebGPU)" },
  { value: "cuda", title: "NVIDIA GPU (CUDA)" },
  { value: "dml", title: "Windows GPU (DirectML)" },
  { value: "coreml", title: "Apple (Core ML)" },
] as const satisfies readonly { value: DeviceChoice; title: string }[];

export const deviceWords =
  "Where the model computes. Auto tries it for a moment on each device of this machine and takes the fastest that gives the CPU's values.";

/** Title of the fact that says where a model computes. */
export const deviceFact = "device";

/** What a sentence says at its end where another device failed. */
export const cpuAdvice = "; choose CPU as the device";

export function isDevice(text: string): text is Device {
  return Object.hasOwn(devices, text);
}
