import type { Graph } from "../../engine/graph.ts";
import type { JobSummary } from "../../engine/messages.ts";
import type { NodeDescription } from "../../engine/node-definition.ts";
import { nodeName } from "../../engine/node-name.ts";
import type { RunState } from "./run-state.ts";

/** What there is to tell of a failed job. */
interface ToldFailure {
  /** The node where it failed first, what it said, and which others failed too. */
  readonly sentence: string;
  /** The id of that node; absent where none failed. */
  readonly node?: string;
}

export function failureSentence(
  run: RunState,
  job: JobSummary,
  graph: Graph | undefined,
  kinds: ReadonlyMap<string, NodeDescription> = new Map(),
): ToldFailure {
  const document = job.document ?? "";
  const shown = run.shown[document] ?? {};
  const failed = (graph?.nodes ?? []).flatMap((node) => {
    const status = shown[node.id];
    return status?.state === "failed" &&
      run.ranIn[document]?.[node.id] === job.id
      ? [
          {
            id: node.id,
            name: nodeName(node, kinds),
            message: status.message,
          },
        ]
      : [];
  });
  const told = job.message ?? `${job.title} could not be run.`;
  const first = failed.find(({ message }) => message === told) ?? failed[0];
  if (first === undefined) return { sentence: told };
  const message = first.message ?? told;
  const others = failed.filter((each) => each !== first);
  const sentences = [
    message.startsWith(first.name) ? message : `${first.name}: ${message}`,
    ...(others.length === 0
      ? []
      : [`${others.map(({ name }) => name).join(", ")} failed too.`]),
  ].map((sentence) => sentence.replace(/[^.!?]$/, "$&."));
  return { sentence: sentences.join(" "), node: first.id };
}
