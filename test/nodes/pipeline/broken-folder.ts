import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { BadInput } from "../../../core/bad-input.ts";
import { folderOfRun } from "../../folder-of-run.ts";
import { pipelineFolder } from "../../models/pipeline/reference.ts";

/** A copy of a pipeline's folder that may be broken. */
export function copyOf(name: string): string {
  const folder = join(folderOfRun(), name);
  cpSync(pipelineFolder(name), folder, { recursive: true });
  return folder;
}

/** The sentence of the BadInput that something ends with. */
export async function sentenceOf(doing: Promise<unknown>): Promise<string> {
  const error: unknown = await doing.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(BadInput);
  return error instanceof Error ? error.message : "";
}

/** What stands in place of a file that Git LFS has not fetched. */
export const pointer =
  "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 12345\n";

/** A UNet's latents, and all of its inputs. */
export const latents = { name: "sample", shape: ["N", 4, "h", "w"] } as const;
export const unetInputs = [
  latents,
  { name: "timestep", type: "int64", shape: [] },
  { name: "encoder_hidden_states", shape: ["N", 77, 8] },
] as const;
