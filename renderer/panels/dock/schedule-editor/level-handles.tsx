import { useRef, useState, type CSSProperties, type PointerEvent } from "react";
import { fraction, type Range } from "../../../plots/axis.ts";
import {
  levelAtStep,
  roomToMove,
  type LevelEdit,
} from "../../../schedule-editor/edit-levels.ts";
import {
  levelName,
  levelText,
  measureText,
} from "../../../schedule-editor/level-words.ts";
import { plotInset } from "../../../schedule-editor/levels-plot.ts";
import type { Meter } from "../../../schedule-editor/meter.ts";
import type { Editing } from "./use-editing.ts";

interface HandlesProps {
  readonly editing: Editing;
  readonly meter: Meter | undefined;
  /** The objective of the levels as they are shown. */
  readonly total: number | undefined;
  readonly steps: Range;
  readonly sigmas: Range;
  readonly snap: () => void;
}

/** The points of the edited schedule, over its plot: each a slider for mouse, keyboard and reader. */
export function LevelHandles(props: HandlesProps) {
  const { editing, steps } = props;
  const { levels } = editing.now;
  const area = useRef<HTMLDivElement>(null);
  return (
    <div
      ref={area}
      className="level-handles"
      style={plotInset}
      onDoubleClick={(event) => {
        if (event.target !== event.currentTarget || editing.readOnly) return;
        const { left, width } = event.currentTarget.getBoundingClientRect();
        const part = (event.clientX - left) / width;
        const step = steps[0] + part * (steps[1] - steps[0]);
        const sigma = levelAtStep(levels, step);
        if (sigma !== undefined) editing.apply({ kind: "add", sigma });
      }}
    >
      {levels.map(
        (level, index) =>
          level > 0 && <Handle key={index} {...props} index={index} />,
      )}
    </div>
  );
}

/** Part of ln sigma that an arrow key moves a level by. */
const small = 0.01;
const large = 0.1;
/** With Shift, this many pixels are one. */
const fine = 10;
/** Below this a press is a click, not a drag. CSS pixels. */
const dragFrom = 2;

/** Where a drag began. */
interface Drag {
  readonly y: number;
  readonly level: number;
  moved: boolean;
}

function Handle({
  editing,
  meter,
  total,
  steps,
  sigmas,
  snap,
  index,
}: HandlesProps & { readonly index: number }) {
  const drag = useRef<Drag>(undefined);
  const nudged = useRef(0);
  const [hovered, setHovered] = useState(false);
  const { levels, held } = editing.now;
  const level = levels[index] ?? NaN;
  const isHeld = held.includes(level);
  const isChosen = editing.chosen === index;
  const x = fraction(index, steps, "linear");
  const y = 1 - fraction(level, sigmas, "log");
  const room = roomToMove(levels, index, editing.ranges.moved);

  /** The edit that the mouse stands for now. */
  const dragged = (event: PointerEvent<HTMLElement>): LevelEdit => {
    const from = drag.current ?? { y: event.clientY, level, moved: false };
    const height = event.currentTarget.parentElement?.clientHeight ?? 1;
    const byPixel = Math.log(sigmas[1] / sigmas[0]) / height;
    const by = (from.y - event.clientY) * byPixel;
    const wanted = from.level * Math.exp(event.shiftKey ? by / fine : by);
    const sigma = Math.min(sigmas[1], Math.max(sigmas[0], wanted));
    return { kind: "move", index, sigma };
  };
  const endNudge = () => {
    if (nudged.current === 0) return;
    editing.apply({ kind: "nudge", index, by: nudged.current });
    nudged.current = 0;
  };
  const measured =
    meter && total !== undefined
      ? `${meter.name} ${measureText(total)}`
      : undefined;

  return (
    <div
      role="slider"
      tabIndex={0}
      className="level-handle"
      style={
        {
          left: `${x * 100}%`,
          top: `${y * 100}%`,
          "--spacing": `${100 / (steps[1] - steps[0])}%`,
        } as CSSProperties
      }
      aria-label={levelName(index)}
      aria-orientation="vertical"
      aria-valuenow={level}
      aria-valuemin={room?.min ?? level}
      aria-valuemax={room?.max ?? level}
      aria-valuetext={[levelText(level), measured, isHeld && "held"]
        .filter(Boolean)
        .join(", ")}
      aria-readonly={editing.readOnly || isHeld}
      data-level={index}
      data-held={isHeld}
      data-chosen={isChosen}
      data-own-keys="Delete Backspace"
      onFocus={() => editing.choose(index)}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      onPointerDown={(event) => {
        if (event.button !== 0 || editing.readOnly) return;
        if (event.altKey) return editing.apply({ kind: "hold", index });
        event.currentTarget.setPointerCapture(event.pointerId);
        drag.current = { y: event.clientY, level, moved: false };
      }}
      onPointerMove={(event) => {
        const from = drag.current;
        if (from === undefined) return;
        from.moved ||= Math.abs(event.clientY - from.y) >= dragFrom;
        if (from.moved) editing.preview(dragged(event));
      }}
      onPointerUp={(event) => {
        if (drag.current?.moved === true) editing.apply(dragged(event));
        drag.current = undefined;
      }}
      onLostPointerCapture={() => {
        // taken away in the middle of it: nothing has happened
        if (drag.current?.moved === true) editing.preview(undefined);
        drag.current = undefined;
      }}
      onKeyUp={endNudge}
      onBlur={endNudge}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        if (event.key === "Escape") {
          nudged.current = 0;
          drag.current = undefined;
          editing.preview(undefined);
        }
        if (editing.readOnly) return;
        switch (event.key) {
          case "ArrowUp":
          case "ArrowRight":
          case "ArrowDown":
          case "ArrowLeft": {
            const up = event.key === "ArrowUp" || event.key === "ArrowRight";
            const by = event.shiftKey ? large : small;
            nudged.current += up ? by : -by;
            editing.preview({ kind: "nudge", index, by: nudged.current });
            break;
          }
          case "Delete":
          case "Backspace":
            editing.apply({ kind: "remove", index });
            break;
          case " ":
            editing.apply({ kind: "hold", index });
            break;
          case "Enter":
            snap();
            break;
          default:
            return;
        }
        event.preventDefault();
      }}
    >
      {(hovered || isChosen) && (
        <span
          className="level-tip"
          data-right={x > 0.75}
          data-below={y < 0.25}
          aria-hidden
        >
          {levelName(index)} {levelText(level)}
          {measured !== undefined && ` → ${measured}`}
        </span>
      )}
    </div>
  );
}
