import { useMemo, useState } from "react";
import type { GraphNode } from "../../../../engine/graph.ts";
import { useApp } from "../../../run/app-store.ts";
import { findDocument, type OpenDocument } from "../../../run/documents.ts";
import {
  chooseOptimization,
  viewOf,
  type OptimizationView,
} from "./choose-optimization.ts";
import { Card, PlotCard } from "./card.tsx";
import { NothingMeasured } from "./nothing-measured.tsx";
import { OptimizationHead } from "./optimization-head.tsx";
import { SameNoise } from "./same-noise.tsx";
import { ScoreTable } from "./score-table.tsx";

/** An Optimize Schedule node, while it runs and after: the selected one, or the one that runs. */
export function OptimizationPage() {
  const document = useApp(({ documents }) =>
    findDocument(documents, documents.active),
  );
  const selected = useApp(({ selection }) => selection[document?.id ?? ""]);
  const shown = useApp(({ looks }) => looks[document?.id ?? ""]);
  const node = chooseOptimization(
    document?.graph.nodes ?? [],
    selected ?? [],
    shown ?? {},
  );
  if (!document || !node)
    return (
      <p className="hint">
        Add an Optimize Schedule node and run it: its scores, its KLUB and its
        samples are followed here.
      </p>
    );
  const view = viewOf(shown ?? {}, node.id);
  return view ? (
    <Optimization
      key={`${document.id} ${node.id}`}
      document={document}
      node={node}
      view={view}
    />
  ) : (
    <>
      <OptimizationHead document={document} node={node} />
      <NothingMeasured document={document.id} node={node.id} />
    </>
  );
}

const scales = ["log", "linear"] as const;
const scaleNames = { log: "log σ", linear: "σ" };

function Optimization({
  document,
  node,
  view,
}: {
  document: OpenDocument;
  node: GraphNode;
  view: OptimizationView;
}) {
  const [wanted, setWanted] = useState<number>();
  const [scale, setScale] = useState<(typeof scales)[number]>("log");
  const { schedules } = view;
  // the one that was asked for, else the newest
  const part =
    schedules.find(({ steps }) => steps === wanted) ?? schedules.at(-1);
  // the other methods measure with no solver
  const measures =
    part?.samples !== undefined ||
    (node.values["method"] ?? "tuned") === "tuned";
  const lines = useMemo(
    () => part && { ...part.lines, y: { ...part.lines.y, scale } },
    [part, scale],
  );
  return (
    <div className="optimization">
      <OptimizationHead document={document} node={node}>
        {schedules.length > 1 && (
          <Choice
            label="Number of steps"
            choices={schedules.map(({ steps }) => [steps, `${steps} steps`])}
            chosen={part?.steps}
            onChoose={setWanted}
          />
        )}
        <Choice
          label="Axis of the noise levels"
          choices={scales.map((each) => [each, scaleNames[each]])}
          chosen={scale}
          onChoose={setScale}
        />
      </OptimizationHead>
      <div className="optimization-cards">
        {(measures || part?.scores) && (
          <Card title="Candidates" wide>
            {part?.scores ? (
              <ScoreTable scores={part.scores} />
            ) : (
              <p className="dim">
                Each schedule stands here as soon as it is measured with your
                solver.
              </p>
            )}
          </Card>
        )}
        {lines && (
          <PlotCard
            title={`Schedule, ${part?.steps} ${part?.steps === 1 ? "step" : "steps"}`}
            view={lines}
          />
        )}
        {measures && (
          <Card title="Samples from the same noise" wide>
            {part?.samples ? (
              <SameNoise samples={part.samples} />
            ) : (
              <p className="dim">
                Those under the best three schedules come once they are
                confirmed, beside the fine solution.
              </p>
            )}
          </Card>
        )}
        <PlotCard title="Denoising loss" view={view.loss} />
        <PlotCard title="KLUB by number of steps" view={view.klubs} />
      </div>
    </div>
  );
}

/** A few choices side by side. */
function Choice<T extends string | number>({
  label,
  choices,
  chosen,
  onChoose,
}: {
  label: string;
  choices: readonly (readonly [T, string])[];
  chosen: T | undefined;
  onChoose: (value: T) => void;
}) {
  return (
    <span className="choice-bar" role="group" aria-label={label}>
      {choices.map(([value, name]) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === chosen}
          onClick={() => onChoose(value)}
        >
          {name}
        </button>
      ))}
    </span>
  );
}
