import { useEffect, useRef } from "react";
import type { MountPlot } from "../../../plots/plot.ts";
import { keepPlot, type KeptPlot } from "../../views/keep-plot.ts";

/** A plot of the schedule editor: it fills its element, and says nothing by itself. */
export function EditorPlot<V extends { readonly kind: string }>({
  view,
  mount,
}: {
  readonly view: V;
  /** Always the same. */
  readonly mount: MountPlot<V>;
}) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<KeptPlot<V>>(undefined);
  useEffect(() => {
    if (!host.current) return;
    const kept = keepPlot(host.current, mount);
    plot.current = kept;
    return () => kept.destroy();
  }, [mount]);
  useEffect(() => plot.current?.show(view), [view]);
  return <div ref={host} className="editor-plot" aria-hidden />;
}
