import { useMemo, useState } from "react";
import type { GraphNode } from "../../../../engine/graph.ts";
import type { Json } from "../../../../engine/json.ts";
import type { View } from "../../../../engine/view.ts";
import { setNodeValues } from "../../../run/node-values-actions.ts";
import type { OpenDocument } from "../../../run/documents.ts";
import {
  editLevels,
  type EditedLevels,
  type LevelEdit,
  type LevelRanges,
} from "../../../schedule-editor/edit-levels.ts";

/** A schedule in the editor, and what may be done to it. */
export interface Editing {
  /** As the graph has it. */
  readonly saved: EditedLevels;
  /** As it is shown: with what the mouse or a key that is still down does to it. */
  readonly now: EditedLevels;
  readonly ranges: LevelRanges;
  readonly readOnly: boolean;
  /** Index of the level that the last gesture was about. */
  readonly chosen: number | undefined;
  readonly choose: (index: number | undefined) => void;
  /** Shows what an edit would give; nothing without one. */
  readonly preview: (edit: LevelEdit | undefined) => void;
  /** Writes an edit into the graph: one step of its undo. */
  readonly apply: (edit: LevelEdit) => void;
  /** The levels are again those of the schedule that comes in. */
  readonly reset: () => void;
}

export function useEditing(
  document: OpenDocument,
  node: GraphNode,
  view: Extract<View, { kind: "schedule-editor" }> | undefined,
  ranges: LevelRanges,
): Editing {
  const [pending, preview] = useState<LevelEdit>();
  const [chosen, choose] = useState<number>();
  const { sigmas, held } = node.values;
  const incoming = view?.incoming?.sigmas;
  const saved = useMemo(() => {
    const typed = numbersOf(sigmas);
    const levels = typed.length > 0 ? typed : [...(incoming ?? [])];
    return { levels, held: numbersOf(held) };
  }, [sigmas, held, incoming]);
  const now = useMemo(
    () => (pending === undefined ? saved : editLevels(saved, pending, ranges)),
    [saved, pending, ranges],
  );
  const save = (values: Readonly<Record<string, Json>>) => {
    setNodeValues(document.id, node.id, values);
    preview(undefined);
  };
  return {
    saved,
    now,
    ranges,
    readOnly: document.readOnly,
    chosen,
    choose,
    preview,
    apply(edit) {
      const next = editLevels(saved, edit, ranges);
      if (next === saved) return preview(undefined);
      save({
        // holding a level of the schedule that comes in leaves it that
        ...(next.levels !== saved.levels && { sigmas: [...next.levels] }),
        ...(next.held !== saved.held && { held: [...next.held] }),
      });
    },
    reset: () => save({ sigmas: [], held: [] }),
  };
}

function numbersOf(value: Json | undefined): readonly number[] {
  return Array.isArray(value)
    ? value.filter((each: Json) => typeof each === "number")
    : [];
}
