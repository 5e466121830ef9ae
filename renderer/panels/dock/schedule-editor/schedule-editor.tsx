import { useMemo, useState } from "react";
import { sigmaRange } from "../../../../core/sigma-range.ts";
import type { GraphNode } from "../../../../engine/graph.ts";
import type { View } from "../../../../engine/view.ts";
import { rangeOf, type Range } from "../../../plots/axis.ts";
import { mountParts } from "../../../plots/mount-plot.ts";
import type { OpenDocument } from "../../../run/documents.ts";
import { notifyFailure } from "../../../run/notify.ts";
import {
  comparisonsWith,
  type Comparison,
} from "../../../schedule-editor/comparisons.ts";
import {
  levelsPlot,
  type LevelsView,
} from "../../../schedule-editor/levels-plot.ts";
import { lossPlot, type LossView } from "../../../schedule-editor/loss-plot.ts";
import {
  meterOf,
  type EditorStatistics,
  type Meter,
} from "../../../schedule-editor/meter.ts";
import { EditorPlot } from "./editor-plot.tsx";
import { EditorSide } from "./editor-side.tsx";
import { LevelHandles } from "./level-handles.tsx";
import { LevelList } from "./level-list.tsx";
import { LevelMenu } from "./level-menu.tsx";
import { useEditing } from "./use-editing.ts";

type EditorView = Extract<View, { kind: "schedule-editor" }>;

const mountLevels = mountParts(levelsPlot);
const mountLoss = mountParts(lossPlot);

/** An Edit Schedule node's levels, to be edited: nothing here waits for the engine. */
export function ScheduleEditor({
  document,
  node,
  view,
  notice,
}: {
  readonly document: OpenDocument;
  readonly node: GraphNode;
  /** What the node's last run gave it. */
  readonly view: EditorView | undefined;
  readonly notice: string | undefined;
}) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [loss, setLoss] = useState(true);
  const statistics = view?.statistics;
  const meter = useMemo(
    () => (statistics === undefined ? undefined : meterOf(statistics)),
    [statistics],
  );
  const ranges = useMemo(() => {
    const typed =
      view?.flow === true ? { min: sigmaRange.min, max: 1 } : sigmaRange;
    return { moved: meter?.range ?? typed, typed };
  }, [meter, view?.flow]);
  const editing = useEditing(document, node, view, ranges);
  const { saved, now } = editing;
  // what does not follow the mouse: others to compare with, and the axes
  const comparisons = useMemo(
    () => comparisonsWith(saved.levels, view),
    [saved.levels, view],
  );
  const { steps, sigmas } = useMemo(
    () =>
      rangesOf(
        saved.levels,
        comparisons.filter(({ id }) => !hidden.has(id)),
      ),
    [saved.levels, comparisons, hidden],
  );
  const measured = useMemo(
    () => meter?.measure(now.levels),
    [meter, now.levels],
  );
  const levelsView = useMemo(
    (): LevelsView => ({
      kind: "levels",
      levels: now.levels,
      comparisons: comparisons.map(({ id, name, sigmas: each }) => ({
        name,
        sigmas: each,
        shown: !hidden.has(id),
      })),
      steps,
      sigmas,
    }),
    [now.levels, comparisons, hidden, steps, sigmas],
  );
  const lossView = useMemo(
    () => statistics && meter && lossViewOf(statistics, meter, now.levels),
    [statistics, meter, now.levels],
  );
  const snap = () => {
    try {
      const levels = meter?.snap(saved);
      if (levels !== undefined) editing.apply({ kind: "replace", levels });
    } catch (failure) {
      notifyFailure(failure);
    }
  };
  const toggle = (id: string) => {
    const others = [...hidden].filter((each) => each !== id);
    setHidden(new Set(hidden.has(id) ? others : [...others, id]));
  };
  return (
    <div className="schedule-editor" data-loss={loss && lossView !== undefined}>
      <LevelMenu
        editing={editing}
        snap={measured === undefined ? undefined : snap}
      >
        <EditorPlot view={levelsView} mount={mountLevels} />
        <LevelHandles
          editing={editing}
          meter={meter}
          total={measured?.total}
          steps={steps}
          sigmas={sigmas}
          snap={snap}
        />
      </LevelMenu>
      {lossView && loss && (
        <figure className="editor-loss">
          <EditorPlot view={lossView} mount={mountLoss} />
          <figcaption>denoising loss over σ</figcaption>
        </figure>
      )}
      <div className="editor-columns">
        <LevelList editing={editing} bySteps={measured?.bySteps} />
        <EditorSide
          editing={editing}
          meter={meter}
          total={measured?.total}
          comparisons={comparisons}
          hidden={hidden}
          toggle={toggle}
          loss={loss}
          toggleLoss={() => setLoss(!loss)}
          snap={snap}
          notice={notice}
        />
      </div>
    </div>
  );
}

/** What all that is drawn spans. */
function rangesOf(
  levels: readonly number[],
  comparisons: readonly Comparison[],
): { readonly steps: Range; readonly sigmas: Range } {
  const all = [levels, ...comparisons.map((each) => each.sigmas)];
  return {
    steps: [0, Math.max(1, ...all.map((each) => each.length - 1))],
    sigmas: rangeOf(all, "log", 0.05),
  };
}

function lossViewOf(
  { curves }: EditorStatistics,
  meter: Meter,
  shown: readonly number[],
): LossView {
  const { min, max } = meter.range;
  const levels = shown
    .filter((level) => level >= min && level <= max)
    .toReversed();
  const losses = levels.map((level) => meter.loss(level));
  return { kind: "loss", t: curves.t, loss: curves.loss, levels, losses };
}
