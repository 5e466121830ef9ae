import { join, resolve } from "node:path";
import { BadInput } from "../../core/bad-input.ts";
import { ensureFolder } from "../../engine/host/ensure-folder.ts";
import { probeWriting } from "../../engine/host/probe-writing.ts";
import { writeReason } from "../../engine/host/write-failure.ts";
import type { EngineEvent, JobRecord } from "../../engine/messages.ts";
import { placeSentence, withFoundModels } from "../../engine/model-places.ts";
import { nodeName } from "../../engine/node-name.ts";
import type { RunningEngine } from "../../engine/running-engine.ts";
import { descriptions } from "../../nodes/registry.ts";
import type { Command, Terminal } from "../command.ts";
import { repeatedOption } from "../option.ts";
import { runProgress } from "../run-progress.ts";
import { setValue } from "../set-value.ts";
import { startEngine } from "../start-engine.ts";

export const command: Command = {
  description: "run a graph (its file, or a picture that carries it)",
  declare(program, terminal) {
    program
      .argument("<graph>", "a graph's JSON file, or a PNG with a graph inside")
      .requiredOption("--out <folder>", "where the graph's files are written")
      .option(
        "--set <node.input=value>",
        "set a value before the run; may be given several times",
        repeatedOption,
        [],
      )
      .action(async (path: string, { out, set }: RunOptions) => {
        const folder = await outputFolder(out);
        const engine = startEngine(folder);
        try {
          terminal.print(await run(engine, terminal, path, set));
        } finally {
          await engine.close();
        }
      });
  },
};

interface RunOptions {
  readonly out: string;
  readonly set: readonly string[];
}

async function run(
  engine: RunningEngine,
  { say, signal }: Terminal,
  path: string,
  assignments: readonly string[],
): Promise<object> {
  const read = await engine.api.readGraph(path);
  if (read.readOnly)
    throw new BadInput(
      `${path} was saved by a newer Stepwright and cannot be run by this one.`,
    );
  for (const notice of read.notices) say(notice);
  const nodes = new Map(descriptions.map((node) => [node.id, node]));
  const graph = assignments.reduce(
    (changed, assignment) => setValue(changed, nodes, assignment),
    read.graph,
  );
  const findings = await engine.api.findModels(graph);
  const missing = new Map<string, string>();
  for (const finding of findings) {
    const sentence = placeSentence(finding);
    if (sentence === undefined) continue;
    // that of a missing file is told as what its node fails with
    if (finding.place.kind === "missing") missing.set(finding.node, sentence);
    else say(sentence);
  }
  const startedAt = performance.now();
  const names = new Map(
    graph.nodes.map((node) => [node.id, nodeName(node, nodes)]),
  );
  const nameOf = (id: string): string => names.get(id) ?? id;
  const progress = runProgress(nameOf, say);
  const failures: Extract<EngineEvent, { kind: "node-failed" }>[] = [];
  const ended = new Promise<void>((resolve) =>
    engine.subscribe((event) => {
      progress(event);
      if (event.kind === "node-failed") failures.push(event);
      if (event.kind === "job-ended") resolve();
    }),
  );
  const answer = await engine.api.run({
    graph: withFoundModels(graph, findings),
  });
  if (answer.kind === "refused")
    throw new BadInput(
      answer.problems.map(({ message }) => message).join("\n"),
    );
  const cancel = (): void => void engine.api.cancel(answer.job);
  if (signal.aborted) cancel();
  signal.addEventListener("abort", cancel, { once: true });
  await ended;
  signal.removeEventListener("abort", cancel);
  const record = await engine.api.readJob(answer.job);
  switch (record.summary.state) {
    case "done":
      return {
        outputs: outputsOf(record),
        seconds: (performance.now() - startedAt) / 1000,
      };
    case "cancelled":
      throw new Error("The run was stopped.");
    case "failed":
    case "queued":
    case "running":
    case "paused": {
      const message =
        failures
          .map(
            ({ node, message }) =>
              `${nameOf(node)}: ${missing.get(node) ?? message}`,
          )
          .join("\n") ||
        (record.summary.message ?? "The run failed.");
      throw failures.some(({ reason }) => reason === "bad-input")
        ? new BadInput(message)
        : new Error(message);
    }
  }
}

/** What each node wrote, in the order of the graph. */
function outputsOf({ graph, nodes }: JobRecord): object[] {
  return graph.nodes.flatMap(({ id }) => {
    const files = (nodes[id]?.views ?? []).flatMap((view) =>
      view.kind === "files" ? view.files.map(({ path }) => path) : [],
    );
    return files.length === 0 ? [] : [{ node: id, files }];
  });
}

/** The folder of `--out`, made where it is not there. */
async function outputFolder(out: string): Promise<string> {
  // a variable of the shell that is not set
  if (out.trim() === "")
    throw new BadInput(
      "--out must name a folder, got nothing; the current one is --out .",
    );
  const folder = resolve(out);
  await ensureFolder(folder).catch((cause: unknown) => {
    throw new BadInput(
      `--out ${folder}: the folder cannot be made: ${writeReason(cause) ?? String(cause)}.`,
      { cause },
    );
  });
  await probeWriting(join(folder, "output")).catch((cause: unknown) => {
    throw new BadInput(
      `--out ${folder}: nothing can be written there: ${writeReason(cause) ?? String(cause)}.`,
      { cause },
    );
  });
  return folder;
}
