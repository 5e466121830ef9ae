import { ChartSpline, ListRestart, Magnet } from "lucide-react";
import type { CSSProperties } from "react";
import type { Comparison } from "../../../schedule-editor/comparisons.ts";
import { seriesPlaces } from "../../../plots/series-places.ts";
import { measureText } from "../../../schedule-editor/level-words.ts";
import { editorLines } from "../../../schedule-editor/levels-plot.ts";
import type { Meter } from "../../../schedule-editor/meter.ts";
import { IconButton } from "../../icon-button.tsx";
import type { Editing } from "./use-editing.ts";

/** What is drawn, each with its measure and a click to leave it out; what can be done to all levels; and how. */
export function EditorSide({
  editing,
  meter,
  total,
  comparisons,
  hidden,
  toggle,
  loss,
  toggleLoss,
  snap,
  notice,
}: {
  readonly editing: Editing;
  readonly meter: Meter | undefined;
  readonly total: number | undefined;
  readonly comparisons: readonly Comparison[];
  readonly hidden: ReadonlySet<string>;
  readonly toggle: (id: string) => void;
  readonly loss: boolean;
  readonly toggleLoss: () => void;
  readonly snap: () => void;
  readonly notice: string | undefined;
}) {
  const places = seriesPlaces(editorLines(comparisons));
  return (
    <div className="editor-side">
      <div className="editor-legend" role="group" aria-label="Schedules">
        {meter && (
          <p className="legend-head dim">
            {meter.name} down to σ {meter.range.min}
          </p>
        )}
        <p
          className="legend-row"
          style={{ "--swatch": "var(--series-1)" } as CSSProperties}
        >
          <span className="legend-line" data-strong="true" aria-hidden />
          <strong className="ellipsis">Edited</strong>
          <output
            className="number"
            data-testid="edited-klub"
            aria-label={meter?.name}
          >
            {total !== undefined && measureText(total)}
          </output>
        </p>
        {comparisons.map(({ id, name, sigmas }, index) => {
          const measured = meter?.measure(sigmas)?.total;
          return (
            <button
              key={id}
              type="button"
              className="legend-row"
              aria-pressed={!hidden.has(id)}
              title={name}
              style={
                {
                  "--swatch": `var(--series-${places[index + 1]}, var(--dim))`,
                } as CSSProperties
              }
              onClick={() => toggle(id)}
            >
              <span className="legend-line" aria-hidden />
              <span>{name}</span>
              <span className="number">
                {measured !== undefined && measureText(measured)}
              </span>
            </button>
          );
        })}
      </div>
      {meter && total === undefined && (
        <p className="warning-text">
          The statistics cover {meter.range.max} to {meter.range.min}: levels
          beyond have no {meter.name}.
        </p>
      )}
      {notice !== undefined && <p className="warning-text">{notice}</p>}
      <div className="editor-buttons">
        <button
          type="button"
          className="button"
          disabled={editing.readOnly || total === undefined}
          title="Moves all levels that are not held to the optimum. The first and the last one stay."
          onClick={snap}
        >
          <Magnet size={13} aria-hidden />
          Snap to the optimum
        </button>
        {meter && (
          <IconButton
            label="Denoising loss"
            className="loss-toggle"
            side="top"
            aria-pressed={loss}
            onClick={toggleLoss}
          >
            <ChartSpline size={15} aria-hidden />
          </IconButton>
        )}
        <IconButton
          label="As it came in"
          side="top"
          disabled={editing.readOnly}
          onClick={editing.reset}
        >
          <ListRestart size={15} aria-hidden />
        </IconButton>
      </div>
      <p className="dim editor-help">
        Drag a point, type a value, Alt-click to hold it
        {meter
          ? ", Enter to snap the rest to the optimum."
          : ". Link an optimization's statistics in, and the KLUB follows the mouse."}
      </p>
      <p className="dim editor-help">
        Double-click adds a point, Delete removes it; the arrow keys move it,
        and Shift makes the mouse finer.
        {meter &&
          ` A lower ${meter.name} is a tighter bound, not always a better picture.`}
      </p>
    </div>
  );
}
