import { Lock, LockOpen, X } from "lucide-react";
import { useId } from "react";
import {
  roomToType,
  type EditedLevels,
  type LevelRange,
} from "../../../schedule-editor/edit-levels.ts";
import {
  levelName,
  levelText,
  partText,
} from "../../../schedule-editor/level-words.ts";
import { IconButton } from "../../icon-button.tsx";
import { TypedField } from "../../inspector/typed-field.tsx";
import type { Editing } from "./use-editing.ts";

/** Every level to type, hold and remove, with what the step down to it adds. */
export function LevelList({
  editing,
  bySteps,
}: {
  readonly editing: Editing;
  readonly bySteps: ArrayLike<number> | undefined;
}) {
  return (
    <ol className="level-list" aria-label="Levels">
      {editing.now.levels.map((level, index) => (
        <LevelRow
          key={index}
          editing={editing}
          index={index}
          level={level}
          added={bySteps?.[index - 1]}
        />
      ))}
    </ol>
  );
}

function LevelRow({
  editing,
  index,
  level,
  added,
}: {
  readonly editing: Editing;
  readonly index: number;
  readonly level: number;
  /** What the step down to this level adds to the objective. */
  readonly added: number | undefined;
}) {
  const id = useId();
  const name = levelName(index);
  const { now, ranges, readOnly, chosen, choose, apply } = editing;
  const held = now.held.includes(level);
  return (
    <li className="level-row" data-chosen={chosen === index}>
      <label htmlFor={id}>{name}</label>
      <span className="level-field" onFocus={() => choose(index)}>
        <TypedField
          id={id}
          label={name}
          input={inputOf(now, index, ranges.typed)}
          value={level}
          disabled={readOnly}
          short={levelText(level)}
          set={(value) => apply({ kind: "type", index, sigma: Number(value) })}
        />
      </span>
      <span className="level-added" title="What the step down to it adds">
        {added !== undefined && partText(added)}
      </span>
      <IconButton
        label={held ? `Let go of ${name}` : `Hold ${name}`}
        side="left"
        aria-pressed={held}
        disabled={readOnly || level === 0}
        onClick={() => apply({ kind: "hold", index })}
      >
        {held ? (
          <Lock size={12} aria-hidden />
        ) : (
          <LockOpen size={12} aria-hidden />
        )}
      </IconButton>
      <IconButton
        label={`Remove ${name}`}
        side="left"
        disabled={readOnly || now.levels.length <= 2}
        onClick={() => apply({ kind: "remove", index })}
      >
        <X size={12} aria-hidden />
      </IconButton>
    </li>
  );
}

/** A level as a value that is typed: between its neighbours, the arrow keys in steps of about a hundredth. */
function inputOf({ levels }: EditedLevels, index: number, range: LevelRange) {
  const level = levels[index] ?? 0;
  const { min, max } = roomToType(levels, index, range);
  return {
    kind: "number",
    default: level,
    whole: false,
    min,
    max,
    step: Number((level / 100 || range.min).toPrecision(1)),
  } as const;
}
