import type { ReactNode } from "react";
import type { LinesView } from "../../../../engine/view.ts";
import { PlotFrame } from "../../views/plot-frame.tsx";

/** One thing to watch; what is too long for it scrolls inside. */
export function Card({
  title,
  wide = false,
  children,
}: {
  title: string;
  wide?: boolean;
  children: ReactNode;
}) {
  return (
    <section className="optimization-card" data-wide={wide} aria-label={title}>
      <h3>{title}</h3>
      <div className="optimization-card-body">{children}</div>
    </section>
  );
}

export function PlotCard({ title, view }: { title: string; view: LinesView }) {
  return (
    <Card title={title}>
      <PlotFrame view={view} fill />
    </Card>
  );
}
