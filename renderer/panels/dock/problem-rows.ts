import { useMemo } from "react";
import { useApp } from "../../run/app-store.ts";
import { lacksModel } from "../../run/watch-models.ts";

/** A row of the list of problems. */
export interface ProblemRow {
  /** `problem` keeps the graph from running, `failure` happened in a run, `warning` is said of a result. */
  readonly kind: "problem" | "failure" | "warning";
  readonly message: string;
  readonly node?: string;
  readonly nodeTitle?: string;
}

/** What is wrong in the active document: what its check found, then what failed in its last run, then what that warned of. */
export function useProblemRows(): readonly ProblemRow[] {
  const active = useApp((state) => state.documents.active) ?? "";
  const graph = useApp(
    (state) =>
      state.documents.open.find((document) => document.id === active)?.graph,
  );
  const problems = useApp((state) => state.problems[active]);
  const shown = useApp((state) => state.looks[active]);
  const findings = useApp((state) => state.findings[active]);
  const types = useApp((state) => state.facts?.nodesById);
  return useMemo(() => {
    const titleOf = (id: string) => {
      const node = graph?.nodes.find((each) => each.id === id);
      return node && (node.title ?? types?.get(node.type)?.title ?? node.type);
    };
    const named = (
      kind: ProblemRow["kind"],
      message: string,
      node: string | undefined,
    ): ProblemRow => {
      const nodeTitle = node === undefined ? undefined : titleOf(node);
      return {
        kind,
        message,
        ...(node === undefined ? {} : { node }),
        ...(nodeTitle === undefined ? {} : { nodeTitle }),
      };
    };
    const failures = Object.entries(shown ?? {}).flatMap(([node, status]) =>
      status.state === "failed" &&
      titleOf(node) !== undefined &&
      !lacksModel(findings, node)
        ? [named("failure", status.message ?? "It failed.", node)]
        : [],
    );
    const warnings = Object.entries(shown ?? {}).flatMap(
      ([node, { warnings: said = [] }]) =>
        titleOf(node) === undefined
          ? []
          : said.map((message) => named("warning", message, node)),
    );
    return [
      ...(problems ?? []).map(({ message, node }) =>
        named("problem", message, node),
      ),
      ...failures,
      ...warnings,
    ];
  }, [findings, graph, problems, shown, types]);
}
