import { useEffect, useRef } from "react";
import { mountPlot } from "../../plots/mount-plot.ts";
import type { PlotView } from "../../plots/plot.ts";
import { keepPlot, type KeptPlot } from "./keep-plot.ts";

/** A plot that fills the width of its panel, or all of it. */
export function PlotFrame({
  view,
  fill = false,
}: {
  view: PlotView;
  fill?: boolean;
}) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<KeptPlot<PlotView>>(undefined);
  useEffect(() => {
    if (!host.current) return;
    const kept = keepPlot(host.current, mountPlot);
    plot.current = kept;
    return () => kept.destroy();
  }, []);
  useEffect(() => plot.current?.show(view), [view]);
  return (
    <figure className="result" data-fill={fill}>
      <div
        ref={host}
        className="plot-host"
        data-kind={view.kind}
        role="img"
        aria-label={view.caption ?? plotLabel(view)}
      />
      {view.caption !== undefined && !fill && (
        <figcaption className="result-caption">{view.caption}</figcaption>
      )}
    </figure>
  );
}

function plotLabel(view: PlotView): string {
  switch (view.kind) {
    case "scatter":
      return `Scatter plot of ${view.points.length / 2} samples`;
    case "lines":
      return `Plot of ${view.series.map((series) => series.name).join(", ")}`;
  }
}
