import { useApp } from "../../../run/app-store.ts";
import { runGraph } from "../../../run/run-actions.ts";
import { beforeMeasuring, type BeforeMeasuring } from "./before-measuring.ts";

const sentences: Readonly<Record<BeforeMeasuring, string>> = {
  starts: "It starts: what it measures comes here as soon as it is known.",
  paused: "It is paused: what it measures comes here once it goes on.",
  waits: "It waits for its turn: what it measures comes here once it starts.",
  "not known": "Whether it is at work is known once the engine is back.",
  "nothing asked for":
    "Nothing is measured at the moment. An optimization that was interrupted goes on from what it had measured when it is run again.",
};

/** In the place of an optimization that has shown nothing: whether that is still to come. */
export function NothingMeasured({
  document,
  node,
}: {
  document: string;
  node: string;
}) {
  const before = useApp((state) =>
    beforeMeasuring(state, document, node, state.looks[document]?.[node]),
  );
  return (
    <div className="hint">
      <p role="status">{sentences[before]}</p>
      {before === "nothing asked for" && (
        <button
          type="button"
          className="button"
          onClick={() => void runGraph({ targets: [node] })}
        >
          Run this node
        </button>
      )}
    </div>
  );
}
