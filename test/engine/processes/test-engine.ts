import { createEngine } from "../../../engine/host/engine.ts";
import { forkChild } from "../../../engine/host/fork.ts";
import { modelHashes } from "../../../models/model-hash.ts";
import { classNames } from "../../../models/class-names.ts";
import { testDescriptions } from "./test-nodes.ts";

// An engine in a process of its own: argv is the child program and a folder. It runs a graph that never ends, says its
// children's ids, and waits to be killed.
const [, , program = "", folder = "", kind = "wait"] = process.argv;
const fork = forkChild(program);
const engine = createEngine({
  version: "test",
  nodes: testDescriptions,
  spawn(role) {
    const child = fork(role);
    process.send?.({ role, pid: child.pid });
    return child;
  },
  homeFolder: folder,
  stateFolder: folder,
  hashes: modelHashes,
  classNames,
  templateFolder: folder,
});
engine.subscribe((event) => {
  if (event.kind === "node-started") process.send?.({ started: event.node });
});
await engine.api.run({
  graph: {
    format: "stepwright-graph",
    version: 1,
    nodes: [
      {
        id: "long",
        type: `test/${kind}`,
        position: [0, 0],
        values:
          kind === "block"
            ? { ms: 1e9 }
            : kind === "background"
              ? { how: "block" }
              : { stepMs: 1e5 },
      },
      { id: "show", type: "test/show", position: [0, 0], values: {} },
    ],
    links: [
      {
        from: { node: "long", output: "value" },
        to: { node: "show", input: "value" },
      },
    ],
    groups: [],
  },
});
