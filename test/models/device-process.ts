import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { buildModule } from "../engine/processes/build-module.ts";
import type { DeviceRequest } from "./device-child.ts";

/**
 * Runs requests each in a process of its own: the environment must be set before onnxruntime is loaded, and a driver may
 * abort its process.
 */
export interface DeviceProcess {
  /**
   * @param limitKiB - Of its address space.
   * @throws What the process wrote to stderr, where it fails.
   */
  ask<T>(
    request: DeviceRequest,
    environment?: NodeJS.ProcessEnv,
    limitKiB?: number,
  ): Promise<T>;
  remove(): Promise<void>;
}

export async function deviceProcess(): Promise<DeviceProcess> {
  const here = (path: string): string =>
    fileURLToPath(new URL(path, import.meta.url));
  const parent = here("../../.cache/");
  mkdirSync(parent, { recursive: true });
  const program = await buildModule(here("device-child.ts"), parent);
  return {
    ask: (request, environment = process.env, limitKiB) =>
      new Promise((resolve, reject) => {
        const words = [program, JSON.stringify(request)];
        const child =
          limitKiB === undefined
            ? spawn(process.execPath, words, { env: environment })
            : spawn(
                "sh",
                [
                  "-c",
                  `ulimit -v ${limitKiB} && exec "$0" "$@"`,
                  process.execPath,
                  ...words,
                ],
                { env: environment },
              );
        const parts = { stdout: "", stderr: "" };
        for (const name of ["stdout", "stderr"] as const)
          child[name].on("data", (part: Buffer) => {
            parts[name] += part.toString();
          });
        child.on("error", reject);
        child.on("close", (code, signal) => {
          if (code === 0) resolve(JSON.parse(parts.stdout));
          else
            reject(
              new Error(`it ended with ${code ?? signal}: ${parts.stderr}`),
            );
        });
      }),
    remove: () => rm(dirname(program), { recursive: true }),
  };
}
