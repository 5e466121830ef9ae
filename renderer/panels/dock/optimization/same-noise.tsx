import { ImageView } from "../../views/image-view.tsx";
import { PlotFrame } from "../../views/plot-frame.tsx";
import type { OptimizationView } from "./choose-optimization.ts";

type Samples = NonNullable<OptimizationView["schedules"][number]["samples"]>;

/** The same noises under several schedules: pictures as rows that stand in line, points as plots side by side. */
export function SameNoise({ samples }: { samples: Samples }) {
  const rows = samples.some(({ view }) => view.kind === "image");
  return (
    <div className="same-noise" data-rows={rows}>
      {samples.map(({ title, view }, index) => (
        <article key={index}>
          <h4 className="ellipsis" title={title}>
            {title}
          </h4>
          {view.kind === "image" ? (
            <ImageView view={view} />
          ) : (
            <PlotFrame view={view} />
          )}
        </article>
      ))}
    </div>
  );
}
