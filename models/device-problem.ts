import { devices, isDevice, type Device } from "./devices.ts";
import { loadRuntime, runtimeMessage, sessionOptions } from "./onnx-runtime.ts";

/** y = x, one float32, opset 17: the smallest model, to see whether a session can be had. */
const identityModel =
  "CAgSEHN0ZXB3cmlnaHQgdGVzdHM6OwoQCgF4EgF5IghJZGVudGl0eRIFZ3JhcGhaDwoBeBIKCggIARIECgIIAWIPCgF5EgoKCAgBEgQKAggBQgQKABAR";

const found = new Map<Device, Promise<string | undefined>>();

/**
 * Why a device cannot be had on this machine, in words that follow a colon; `undefined` where it can.
 * Found out by opening a session, once per process.
 */
export function deviceProblem(device: Device): Promise<string | undefined> {
  if (device === "cpu") return Promise.resolve(undefined);
  const known = found.get(device) ?? problemOf(device);
  found.set(device, known);
  return known;
}

/** The devices that onnxruntime has on this platform, the CPU among them; not each can be had on each machine. */
export async function platformDevices(): Promise<readonly Device[]> {
  const runtime = await loadRuntime();
  return runtime
    .listSupportedBackends()
    .flatMap(({ name }) => (isDevice(name) ? [name] : []));
}

async function problemOf(device: Device): Promise<string | undefined> {
  const here = await platformDevices();
  const title = devices[device];
  if (!here.includes(device)) {
    const known = here.map((id) => devices[id]).join(", ");
    return `onnxruntime has no ${title} for ${process.platform} ${process.arch}, it has ${known}`;
  }
  const { InferenceSession } = await loadRuntime();
  try {
    const session = await InferenceSession.create(
      Buffer.from(identityModel, "base64"),
      { ...sessionOptions, executionProviders: [device] },
    );
    await session.release();
    return undefined;
  } catch (cause) {
    const said = runtimeMessage(cause);
    if (/adapter/i.test(said))
      return `${title} has no adapter here (no graphics card with a driver for it)`;
    if (/shared library/i.test(said))
      return `${title} has no libraries here (they do not come with the program)`;
    return `${title} cannot be had here (${said})`;
  }
}
