import type { View } from "../../../engine/view.ts";
import { useApp } from "../../run/app-store.ts";
import { PlotFrame } from "../views/plot-frame.tsx";

type LinesView = Extract<View, { kind: "lines" }>;

/** The curves of the selected node, or of the first node that has any. */
export function SchedulesPage() {
  const view = useApp(({ documents, selection, run }) => {
    const active = documents.active ?? "";
    const shown = run.shown[active] ?? {};
    const order = [...(selection[active] ?? []), ...Object.keys(shown)];
    return order
      .flatMap((node) => shown[node]?.views ?? [])
      .find((each): each is LinesView => each.kind === "lines");
  });
  if (!view)
    return (
      <p className="hint">
        Select a node that shows curves, such as Optimize Schedule or Plot
        Schedules, and run the graph; its schedules are drawn here.
      </p>
    );
  return (
    <div className="schedules">
      <PlotFrame view={view} fill />
      <div className="schedules-side">
        {view.caption !== undefined && <p>{view.caption}</p>}
        <p className="dim">
          {view.x.label} across, {view.y.label} upward
          {view.y.scale === "log" && ", logarithmic"}.
        </p>
      </div>
    </div>
  );
}
