import type { ParentPort } from "electron";
import { runChild } from "../engine/child-program.ts";
import { hashLog } from "../engine/host/folders.ts";
import { nodeMachine } from "../engine/host/machine.ts";
import { keepHashes } from "../models/file-hash.ts";
import { nodes } from "../nodes/registry.ts";
import { tasks } from "../nodes/task-registry.ts";
import { portChannel } from "./port-channel.ts";
import type { ChildStart } from "./process-messages.ts";

// The program of a runner or optimizer on the desktop. Main's first message brings the way to the engine.
const main: ParentPort = process.parentPort;
main.once("message", ({ data, ports }) => {
  const { role } = data as ChildStart;
  const [port] = ports;
  if (!port) throw new Error("Main sent no port to the engine.");
  keepHashes(hashLog());
  const channel = portChannel(port);
  channel.onClose(() => process.exit());
  runChild(channel, role, { nodes, tasks }, nodeMachine);
});
