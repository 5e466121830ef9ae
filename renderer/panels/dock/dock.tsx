import { ChevronDown, ChevronUp } from "lucide-react";
import { Tabs } from "radix-ui";
import { useApp, type DockPanel } from "../../run/app-store.ts";
import { pendingCount } from "../../run/job-progress.ts";
import { setPanel, showPanel } from "../../run/panel-actions.ts";
import { IconButton } from "../icon-button.tsx";
import { firstKeysLabel } from "../keys-label.ts";
import { OptimizationPage } from "./optimization/optimization-page.tsx";
import { ProblemsPage } from "./problems-page.tsx";
import { QueueList } from "./queue-list.tsx";
import { RunsPage } from "./runs-page.tsx";
import { SchedulesPage } from "./schedules-page.tsx";
import { useProblemRows } from "./problem-rows.ts";

const titles: Readonly<Record<DockPanel, string>> = {
  schedules: "Schedules",
  optimization: "Optimization",
  queue: "Queue",
  runs: "Runs",
  problems: "Problems",
};
const pages: readonly DockPanel[] = [
  "schedules",
  "optimization",
  "queue",
  "runs",
  "problems",
];

/** The pages below the canvas. */
export function Dock() {
  const page = useApp((state) => state.dockPanel);
  return (
    <Tabs.Root
      className="dock"
      value={page}
      onValueChange={(value) => showPanel("dock", value as DockPanel)}
    >
      <DockTabs open />
      <Tabs.Content className="dock-page" value="schedules">
        <SchedulesPage />
      </Tabs.Content>
      <Tabs.Content className="dock-page" value="optimization">
        <OptimizationPage />
      </Tabs.Content>
      <Tabs.Content className="dock-page" value="queue">
        <QueueList />
      </Tabs.Content>
      <Tabs.Content className="dock-page" value="runs">
        <RunsPage />
      </Tabs.Content>
      <Tabs.Content className="dock-page" value="problems">
        <ProblemsPage />
      </Tabs.Content>
    </Tabs.Root>
  );
}

/** The dock when it is folded: its tabs only. A click on one opens it. */
export function DockBar() {
  return (
    <Tabs.Root className="dock" value="" data-folded>
      <DockTabs open={false} />
    </Tabs.Root>
  );
}

function DockTabs({ open }: { open: boolean }) {
  const pending = useApp(pendingCount);
  const problems = useProblemRows();
  const isBad = problems.some(({ kind }) => kind !== "warning");
  const counts: Partial<Record<DockPanel, number>> = {
    queue: pending,
    problems: problems.length,
  };
  return (
    <div className="dock-bar">
      <Tabs.List className="dock-tabs" aria-label="Dock">
        {pages.map((page) => (
          <Tabs.Trigger
            key={page}
            className="dock-tab"
            value={page}
            onClick={() => showPanel("dock", page)}
          >
            {titles[page]}
            {(counts[page] ?? 0) > 0 && (
              <span className="count" data-bad={page === "problems" && isBad}>
                {counts[page]}
              </span>
            )}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <IconButton
        label={open ? "Fold the dock" : "Open the dock"}
        keys={firstKeysLabel("toggle-dock")}
        side="top"
        onClick={() => setPanel("dock", !open)}
      >
        {open ? (
          <ChevronDown size={16} aria-hidden />
        ) : (
          <ChevronUp size={16} aria-hidden />
        )}
      </IconButton>
    </div>
  );
}
