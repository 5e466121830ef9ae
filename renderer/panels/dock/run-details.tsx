import { FilePlus, X } from "lucide-react";
import { formatDuration } from "../../../engine/format-duration.ts";
import type { JobRecord, NodeRecord } from "../../../engine/messages.ts";
import { seedsOf } from "../../run/advance-seeds.ts";
import { appStore, useApp } from "../../run/app-store.ts";
import { recordedStatus } from "../../run/show-record.ts";
import { openGraphOfRun } from "../../run/run-actions.ts";
import { IconButton } from "../icon-button.tsx";
import { ViewList } from "../views/view-list.tsx";

/** One ended run: its seeds, its nodes and what each showed. */
export function RunDetails({ record }: { record: JobRecord }) {
  const types = useApp((state) => state.facts?.nodesById);
  const { graph, summary, nodes } = record;
  const all = graph.nodes.flatMap((node) =>
    types ? seedsOf(node, types).map(([, seed]) => seed) : [],
  );
  const seeds = [...new Set(all)];
  const ran = graph.nodes.flatMap((node) => {
    const result = nodes[node.id];
    return result ? [{ node, result }] : [];
  });
  // what failed at a node stands there
  const told = ran.some(({ result }) => result.message === summary.message);
  return (
    <section className="run-details" aria-label={`Run of ${summary.title}`}>
      <div className="run-head">
        <strong className="ellipsis">{summary.title}</strong>
        {seeds.length > 0 && (
          <span className="dim number ellipsis">
            {seeds.length === 1 ? "seed" : "seeds"} {seeds.join(", ")}
          </span>
        )}
        <span className="stretch" />
        <button type="button" className="button" onClick={openGraphOfRun}>
          <FilePlus size={13} aria-hidden />
          Open its graph
        </button>
        <IconButton
          label="Close this run"
          onClick={() => appStore.setState({ openRun: undefined })}
        >
          <X size={14} aria-hidden />
        </IconButton>
      </div>
      {summary.message !== undefined && !told && (
        <p className="error-text">{summary.message}</p>
      )}
      <div className="run-nodes">
        {ran
          .toSorted((a, b) => worth(b.result) - worth(a.result))
          .map(({ node, result }) => (
            <article key={node.id} className="run-node">
              <h4>
                <span
                  className="state-dot"
                  data-state={recordedStatus(result).state}
                />
                {node.title ?? types?.get(node.type)?.title ?? node.type}
                <span className="dim">
                  {result.state === "done"
                    ? formatDuration(result.elapsedMs)
                    : result.state}
                </span>
              </h4>
              {result.message !== undefined && (
                <p className="error-text">{result.message}</p>
              )}
              <ViewList views={result.views} />
            </article>
          ))}
      </div>
    </section>
  );
}

/** What people look for in an ended run: what failed, then pictures and plots, then tables and files. */
function worth(result: NodeRecord): number {
  if (result.state === "failed") return 3;
  const kinds = result.views.map((view) => view.kind);
  if (kinds.includes("image") || kinds.includes("scatter")) return 2;
  return kinds.length > 0 ? 1 : 0;
}
