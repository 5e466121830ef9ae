import { existsSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import { findChromium } from "../../build/find-chromium.mjs";

/** The environment of a process in which WebGPU computes in software, or why there is none. */
export type SoftwareVulkan =
  | { readonly kind: "here"; readonly environment: NodeJS.ProcessEnv }
  | { readonly kind: "missing"; readonly because: string };

/**
 * Chromium brings a Vulkan loader and a driver that computes on the CPU (SwiftShader): right, and hundreds of times
 * slower than a GPU. The loader is found by LD_LIBRARY_PATH, which a process reads as it starts.
 */
export async function softwareVulkan(): Promise<SoftwareVulkan> {
  if (process.platform !== "linux" || process.arch !== "x64")
    return {
      kind: "missing",
      because: `the software Vulkan driver is tried on Linux x64 alone, not on ${process.platform} ${process.arch}`,
    };
  const chromium = await findChromium();
  const folders = [
    ...(chromium === undefined ? [] : [dirname(realpathSync(chromium))]),
    // where Debian's script /usr/bin/chromium starts it
    "/usr/lib/chromium",
  ];
  const wanted = ["libvulkan.so.1", "vk_swiftshader_icd.json"];
  const folder = folders.find((place) =>
    wanted.every((file) => existsSync(join(place, file))),
  );
  if (folder === undefined)
    return {
      kind: "missing",
      because: `no Chromium with ${wanted.join(" and ")} beside it, looked in ${folders.join(", ")}`,
    };
  const driver = join(folder, "vk_swiftshader_icd.json");
  return {
    kind: "here",
    environment: {
      ...process.env,
      LD_LIBRARY_PATH: folder,
      VK_DRIVER_FILES: driver,
      VK_ICD_FILENAMES: driver,
    },
  };
}
