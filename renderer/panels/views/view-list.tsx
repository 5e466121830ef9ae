import { ChartSpline, Spline } from "lucide-react";
import type { View } from "../../../engine/view.ts";
import { showPanel } from "../../run/panel-actions.ts";
import { FilesView } from "./files-view.tsx";
import { ImageView } from "./image-view.tsx";
import { PlotFrame } from "./plot-frame.tsx";
import { TableView } from "./table-view.tsx";
import { TextView } from "./text-view.tsx";

/** What a node shows of its result, one below the other. */
export function ViewList({ views }: { views: readonly View[] }) {
  // the kinds of a node's views stay the same from run to run, so their places do too
  return views.map((view, index) => (
    <OneView key={`${view.kind}-${index}`} view={view} />
  ));
}

function OneView({ view }: { view: View }) {
  switch (view.kind) {
    case "image":
      return <ImageView view={view} />;
    case "scatter":
    case "lines":
      return <PlotFrame view={view} />;
    case "table":
      return <TableView view={view} />;
    case "files":
      return <FilesView view={view} />;
    case "text":
      return <TextView view={view} />;
    case "schedule-editor":
      return <EditLevelsButton />;
    case "optimization":
      return <OptimizationButton />;
  }
}

/** The editor itself has its place below the canvas. */
function EditLevelsButton() {
  return (
    <button
      type="button"
      className="button"
      onClick={() => showPanel("dock", "schedules")}
    >
      <Spline size={13} aria-hidden />
      Edit the levels below
    </button>
  );
}

function OptimizationButton() {
  return (
    <button
      type="button"
      className="button"
      onClick={() => showPanel("dock", "optimization")}
    >
      <ChartSpline size={13} aria-hidden />
      Scores, KLUB and samples below
    </button>
  );
}
