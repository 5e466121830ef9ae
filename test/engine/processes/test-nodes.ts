import { BadInput } from "../../../core/bad-input.ts";
import {
  choice,
  file,
  number,
  numbers,
  optionalPort,
  port,
  seed,
  shownFor,
  text,
  toggle,
  wholeNumber,
} from "../../../engine/inputs.ts";
import {
  type AnyNode,
  type NodeDescription,
  type Task,
  defineNode,
} from "../../../engine/node-definition.ts";

/** Nodes and a task that do what the engine must cope with. They run in real processes (test-child.ts). */

const constant = defineNode({
  title: "Constant",
  description: "Gives its value.",
  inputs: { value: number({ default: 1, min: -1e6, max: 1e6 }) },
  outputs: { value: { type: "NUMBER" } },
  run: ({ value }) => Promise.resolve({ value }),
});

const add = defineNode({
  title: "Add",
  description: "Adds two numbers; shows how often this process ran it.",
  inputs: { a: port("NUMBER"), b: optionalPort("NUMBER") },
  outputs: { sum: { type: "NUMBER" } },
  run: ({ a, b }) => Promise.resolve({ sum: a + (b ?? 0) }),
});

const mind = defineNode({
  title: "Mind",
  description: "Says what is to be minded of its result.",
  terminal: true,
  inputs: {},
  outputs: {},
  async run(_, context) {
    context.warn("Mind the step.");
    return {};
  },
});

const wait = defineNode({
  title: "Wait",
  description: "Takes its time, in steps, and looks whether it is cancelled.",
  inputs: {
    value: optionalPort("NUMBER"),
    steps: wholeNumber({ default: 10, min: 1, max: 1000 }),
    stepMs: number({ default: 20, min: 0, max: 1e5 }),
  },
  outputs: { value: { type: "NUMBER" } },
  async run({ value, steps, stepMs }, { report }) {
    for (let step = 1; step <= steps; step += 1) {
      await new Promise((resolve) => setTimeout(resolve, stepMs));
      await report({ done: step, total: steps, message: `step ${step}` });
    }
    return { value: value ?? steps };
  },
});

const block = defineNode({
  title: "Block",
  description: "Blocks its event loop, as a model does.",
  inputs: { ms: number({ default: 1000, min: 0, max: 1e9 }) },
  outputs: { value: { type: "NUMBER" } },
  run({ ms }) {
    const end = performance.now() + ms;
    while (performance.now() < end);
    return Promise.resolve({ value: ms });
  },
});

const fail = defineNode({
  title: "Fail",
  description: "Throws.",
  inputs: {
    value: optionalPort("NUMBER"),
    message: text({ default: "It broke." }),
    bad: toggle({ default: false }),
  },
  outputs: { value: { type: "NUMBER" } },
  run({ message, bad }) {
    throw bad ? new BadInput(message) : new Error(message);
  },
});

const crash = defineNode({
  title: "Crash",
  description: "Ends its process.",
  inputs: {},
  outputs: { value: { type: "NUMBER" } },
  async run() {
    // what was said so far is sent first
    await new Promise((resolve) => setTimeout(resolve, 50));
    process.exit(3);
  },
});

const show = defineNode({
  title: "Show",
  description: "Shows a number.",
  terminal: true,
  inputs: {
    value: port("NUMBER"),
    note: text(),
    kind: choice(
      [
        { value: "plain", title: "Plain" },
        { value: "detailed", title: "Detailed" },
      ],
      { default: "plain" },
    ),
    detail: wholeNumber({
      default: 3,
      min: 1,
      max: 9,
      shownFor: shownFor("kind", "detailed"),
    }),
    list: numbers({ default: [1, 2], min: 0, max: 10, whole: true }),
    path: file({ extensions: ["txt"], whenEmpty: "none" }),
    seed: seed(),
  },
  outputs: {},
  run({ value, note }, { show: showViews, graph, node }) {
    showViews({
      kind: "text",
      text: `${note}${value} in ${node} of ${graph.nodes.length} by ${process.pid}`,
    });
    return Promise.resolve({});
  },
});

const write = defineNode({
  title: "Write",
  description: "Writes a number into a file.",
  terminal: true,
  inputs: { value: port("NUMBER"), name: text({ default: "number.txt" }) },
  outputs: {},
  async run({ value, name }, { writeFile, show: showViews }) {
    const written = await writeFile(name, Buffer.from(String(value)));
    showViews({ kind: "files", files: [written] });
    return {};
  },
});

interface CountInput {
  readonly to: number;
  readonly stepMs: number;
  readonly how: string;
}

const count: Task<CountInput, { total: number; pid: number }> = {
  id: "count",
  async run({ to, stepMs, how }, { report }) {
    if (how === "crash") process.exit(4);
    if (how === "fail") throw new BadInput("The task was given nothing.");
    if (how === "block") for (;;);
    for (let done = 1; done <= to; done += 1) {
      await new Promise((resolve) => setTimeout(resolve, stepMs));
      await report({ done, total: to });
    }
    return { total: to, pid: process.pid };
  },
};

const background = defineNode({
  title: "Background",
  description: "Counts in a process of its own.",
  inputs: {
    to: wholeNumber({ default: 5, min: 1, max: 1e6 }),
    stepMs: number({ default: 20, min: 0, max: 1e5 }),
    how: text({ default: "count" }),
  },
  outputs: { value: { type: "NUMBER" } },
  async run({ to, stepMs, how }, context) {
    const { total, pid } = await context.background(count, { to, stepMs, how });
    context.show({ kind: "text", text: `by ${pid}` });
    return { value: total };
  },
});

export const testNodes: ReadonlyMap<string, AnyNode> = new Map(
  Object.entries({
    constant,
    add,
    wait,
    block,
    mind,
    fail,
    crash,
    show,
    write,
    background,
  }).map(([name, node]) => [`test/${name}`, node]),
);

export const testTasks = new Map<string, Task<unknown, unknown>>([
  ["count", count as Task<unknown, unknown>],
]);

export const testDescriptions: readonly NodeDescription[] = [...testNodes].map(
  ([id, node]) => ({
    id,
    version: node.version,
    title: node.title,
    category: "test",
    description: node.description,
    inputs: node.inputs,
    outputs: node.outputs,
    terminal: node.terminal,
  }),
);
