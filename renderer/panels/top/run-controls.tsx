import { ChevronDown, Pause, Play, Square } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { findCommand } from "../../commands/command-table.ts";
import { runCommand } from "../../commands/listen.ts";
import { appStore, useApp } from "../../run/app-store.ts";
import {
  isUnderWay,
  jobsUnderWay,
  pendingCount,
  stateOfAll,
} from "../../run/job-progress.ts";
import { interrupt, pauseOrResume, runGraph } from "../../run/run-actions.ts";
import { IconButton } from "../icon-button.tsx";
import { firstKeysLabel } from "../keys-label.ts";

const batchCounts = [1, 2, 4, 8, 16, 32];

/** Batch count, Run with what waits, and Interrupt while something runs. */
export function RunControls() {
  const ready = useApp(
    ({ connection, documents }) =>
      connection.kind === "connected" && documents.active !== undefined,
  );
  // while the engine is away, nobody knows what runs
  const underWay = useApp(({ run, connection }) =>
    connection.kind === "connected"
      ? stateOfAll(run.jobs.filter(isUnderWay))
      : undefined,
  );
  const pending = useApp(pendingCount);
  const several = useApp(({ run }) => {
    const [last, ...others] = jobsUnderWay(run.jobs);
    return others.length > 0 ? last?.summary.title : undefined;
  });
  return (
    <div className="run-controls">
      {underWay !== undefined && (
        <IconButton
          label={underWay === "paused" ? "Go on" : "Pause"}
          keys={firstKeysLabel("pause")}
          onClick={() => void pauseOrResume()}
        >
          {underWay === "paused" ? (
            <Play size={14} aria-hidden />
          ) : (
            <Pause size={14} aria-hidden />
          )}
        </IconButton>
      )}
      {underWay !== undefined && (
        <IconButton
          label={several === undefined ? "Interrupt" : `Interrupt ${several}`}
          keys={firstKeysLabel("interrupt")}
          className="interrupt"
          onClick={() => void interrupt()}
        >
          <Square size={14} fill="currentColor" aria-hidden />
        </IconButton>
      )}
      <BatchCount />
      <div className="run-pair">
        <button
          type="button"
          className="run-button"
          aria-label="Run"
          disabled={!ready}
          onClick={() => void runGraph()}
        >
          <Play size={14} fill="currentColor" aria-hidden />
          Run
          {pending > 0 ? (
            <span className="run-count" title="Jobs that run or wait">
              {pending}
            </span>
          ) : (
            <kbd className="hidden-when-narrow">{firstKeysLabel("run")}</kbd>
          )}
        </button>
        <RunMenu disabled={!ready} />
      </div>
    </div>
  );
}

function RunMenu({ disabled }: { disabled: boolean }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="run-more"
        aria-label="More ways to run"
        disabled={disabled}
      >
        <ChevronDown size={14} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={6}>
          {["run", "run-first", "run-selected", "pause", "interrupt"].map(
            (id) => (
              <DropdownMenu.Item
                key={id}
                className="menu-item"
                onSelect={() => runCommand(findCommand(id))}
              >
                {findCommand(id)?.title}
                <kbd>{firstKeysLabel(id)}</kbd>
              </DropdownMenu.Item>
            ),
          )}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function BatchCount() {
  const count = useApp((state) => state.batchCount);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="quiet-button bordered"
        aria-label={`Batch count: ${count}`}
        title="How many jobs one Run queues, each with the next seeds"
      >
        × {count}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={6}>
          <DropdownMenu.Label className="menu-label">
            Jobs for one run, each with the next seeds
          </DropdownMenu.Label>
          <DropdownMenu.RadioGroup
            value={String(count)}
            onValueChange={(value) =>
              appStore.setState({ batchCount: Number(value) })
            }
          >
            {batchCounts.map((each) => (
              <DropdownMenu.RadioItem
                key={each}
                className="menu-item"
                value={String(each)}
              >
                × {each}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
