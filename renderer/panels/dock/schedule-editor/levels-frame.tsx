import { useEffect, useRef } from "react";
import { mountParts } from "../../../plots/mount-plot.ts";
import {
  levelsPlot,
  type LevelsView,
} from "../../../schedule-editor/levels-plot.ts";
import { keepPlot, type KeptPlot } from "../../views/keep-plot.ts";

const mountLevels = mountParts(levelsPlot);

/** The lines behind the points of the schedule editor. */
export function LevelsFrame({ view }: { view: LevelsView }) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<KeptPlot<LevelsView>>(undefined);
  useEffect(() => {
    if (!host.current) return;
    const kept = keepPlot(host.current, mountLevels);
    plot.current = kept;
    return () => kept.destroy();
  }, []);
  useEffect(() => plot.current?.show(view), [view]);
  return <div ref={host} className="levels-frame" aria-hidden />;
}
