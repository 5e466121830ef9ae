import { Fragment } from "react";
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
        <Values view={view} />
        <p className="dim">
          {view.x.label} across, {view.y.label} upward
          {view.y.scale === "log" && ", logarithmic"}.
        </p>
      </div>
    </div>
  );
}

/** More points than this are a curve, not a schedule to be read. */
const readable = 40;

/** The values of the curve that matters, or of the only one. */
function Values({ view }: { view: LinesView }) {
  const strong =
    view.series.find((series) => series.emphasis === true) ?? view.series[0];
  if (!strong || strong.y.length > readable) return null;
  return (
    <dl className="sigma-list" aria-label={strong.name}>
      {[...strong.y].map((value, index) => (
        <Fragment key={index}>
          <dt>{Number((strong.x[index] ?? index).toPrecision(4))}</dt>
          <dd>{Number(value.toPrecision(6))}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
