import { createEngine } from "../engine/host/engine.ts";
import { hashLog, homeFolder, stateFolder } from "../engine/host/folders.ts";
import { forkChild } from "../engine/host/fork.ts";
import type { RunningEngine } from "../engine/running-engine.ts";
import { classNames } from "../models/class-names.ts";
import { keepHashes } from "../models/file-hash.ts";
import { modelHashes } from "../models/model-hash.ts";
import { program } from "../nodes/parts/program.ts";
import { descriptions } from "../nodes/registry.ts";
import { childProgram, templateFolder } from "./program-files.ts";

/**
 * The engine of a command, with child processes of its own.
 * @param outputFolder - Where nodes write, in place of the user's setting.
 */
export function startEngine(outputFolder?: string): RunningEngine {
  keepHashes(hashLog());
  return createEngine({
    version: program.version,
    nodes: descriptions,
    spawn: forkChild(childProgram),
    homeFolder: homeFolder(),
    stateFolder: stateFolder(),
    hashes: modelHashes,
    classNames,
    templateFolder,
    ...(outputFolder !== undefined && { outputFolder }),
  });
}
