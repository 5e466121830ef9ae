import type { ChildRole } from "../engine/child.ts";
import { runChild } from "../engine/child-program.ts";
import { exitWithParent } from "../engine/host/exit-with-parent.ts";
import { hashLog } from "../engine/host/folders.ts";
import { parentChannel } from "../engine/host/parent-channel.ts";
import { nodeMachine } from "../engine/host/machine.ts";
import { keepHashes } from "../models/file-hash.ts";
import { nodes } from "../nodes/registry.ts";
import { tasks } from "../nodes/task-registry.ts";

// The runner and the optimizers of `serve` and of the command line.
exitWithParent();
keepHashes(hashLog());
const role: ChildRole =
  process.argv[2] === "optimizer" ? "optimizer" : "runner";
runChild(parentChannel(), role, { nodes, tasks }, nodeMachine);
