import { runChild } from "../../../engine/child-program.ts";
import { exitWithParent } from "../../../engine/host/exit-with-parent.ts";
import { nodeMachine } from "../../../engine/host/machine.ts";
import { parentChannel } from "../../../engine/host/parent-channel.ts";
import { testNodes, testTasks } from "./test-nodes.ts";

// What cli/child.ts is, with the tests' own nodes.
exitWithParent();
runChild(
  parentChannel(),
  process.argv[2] === "optimizer" ? "optimizer" : "runner",
  { nodes: testNodes, tasks: testTasks },
  nodeMachine,
);
