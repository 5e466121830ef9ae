import type { ParentPort } from "electron";
import { createEngine } from "../engine/host/engine.ts";
import {
  findTemplateFolder,
  hashLog,
  homeFolder,
  stateFolder,
} from "../engine/host/folders.ts";
import { serveEngine } from "../engine/wire/rpc.ts";
import { classNames } from "../models/class-names.ts";
import { keepHashes } from "../models/file-hash.ts";
import { modelHashes } from "../models/model-hash.ts";
import { program } from "../nodes/parts/program.ts";
import { descriptions } from "../nodes/registry.ts";
import { portChannel } from "./port-channel.ts";
import type { MainMessage } from "./process-messages.ts";
import { spawnThroughMain } from "./spawn-child.ts";

// The engine process of the desktop program. It makes its children and meets its windows through main.
const main: ParentPort = process.parentPort;
keepHashes(hashLog());
const engine = createEngine({
  version: program.version,
  nodes: descriptions,
  spawn: spawnThroughMain(main),
  homeFolder: homeFolder(),
  stateFolder: stateFolder(),
  hashes: modelHashes,
  classNames,
  templateFolder: findTemplateFolder(import.meta.url),
});

main.on("message", ({ data, ports }) => {
  const message = data as MainMessage;
  if (message.kind === "close") void closeAndExit();
  if (message.kind !== "window") return;
  const [port] = ports;
  if (port) serveEngine(portChannel(port), engine);
});

async function closeAndExit(): Promise<void> {
  await engine.close();
  process.exit();
}
