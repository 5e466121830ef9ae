import { checkGraph, type Problem } from "../../engine/check-graph.ts";
import type { JobSummary } from "../../engine/messages.ts";
import { advanceSeeds } from "./advance-seeds.ts";
import { appStore } from "./app-store.ts";
import { activeDocument, openUnsaved, readEditor } from "./document-actions.ts";
import { activeEditor, editorOf } from "./editors.ts";
import { engine } from "./engine.ts";
import { jobsUnderWay, stateOfAll } from "./job-progress.ts";
import { notify, notifyFailure } from "./notify.ts";
import { showPanel } from "./panel-actions.ts";
import { showRecord } from "./show-record.ts";

/** How a run was asked for. */
export interface RunWish {
  /** Node ids; without them every node runs that is there for its result. */
  readonly targets?: readonly string[];
  /** Goes before all that wait. */
  readonly first?: boolean;
}

/** Checks the graph in front and queues it, as often as the batch count says. */
export async function runGraph(wish: RunWish = {}): Promise<void> {
  const document = activeDocument();
  const { facts, batchCount } = appStore.getState();
  const graph = document && readEditor(document.id);
  if (!document || !facts || !graph) return;
  const titled = { ...graph, title: document.title };
  const problems = checkGraph(titled, facts.nodesById, wish.targets);
  if (problems.length > 0) {
    showProblems(document.id, problems);
    return;
  }
  try {
    for (const offset of batchOrder(batchCount, wish.first ?? false)) {
      const runs = advanceSeeds(titled, facts.nodesById, offset);
      const answer = await engine().run({
        ...wish,
        graph: runs,
        document: document.id,
      });
      if (answer.kind === "refused") {
        showProblems(document.id, answer.problems);
        return;
      }
      const { run } = appStore.getState();
      appStore.setState({
        run: { ...run, graphs: { ...run.graphs, [answer.job]: runs } },
      });
    }
  } catch (failure) {
    notifyFailure(failure);
  }
}

/** Jobs that go first are queued last to first, so that they run in the order of their seeds. */
function batchOrder(count: number, first: boolean): readonly number[] {
  const offsets = Array.from({ length: count }, (_, index) => index);
  return first ? offsets.reverse() : offsets;
}

/** Runs the selected nodes and what they need. */
export async function runSelected(): Promise<void> {
  const targets = activeEditor()?.selection ?? [];
  if (targets.length === 0)
    notify("No node is selected; select the nodes to run.");
  else await runGraph({ targets });
}

function showProblems(document: string, problems: readonly Problem[]): void {
  const state = appStore.getState();
  appStore.setState({
    problems: { ...state.problems, [document]: problems },
  });
  editorOf(document)?.setProblems(problems);
  showPanel("dock", "problems");
  const node = problems.find((problem) => problem.node !== undefined)?.node;
  if (node !== undefined) revealNode(node);
}

export function revealNode(node: string): void {
  const editor = activeEditor();
  editor?.select([node]);
  editor?.reveal(node);
}

/** Cancels the job at work that began last: one that runs beside an optimization, and not the optimization. */
export async function interrupt(): Promise<void> {
  const [last] = jobsUnderWay(appStore.getState().run.jobs);
  if (last) await cancelJob(last.summary.id);
}

/** Lets all jobs that run rest, or, where all rest, go on. */
export async function pauseOrResume(): Promise<void> {
  const underWay = jobsUnderWay(appStore.getState().run.jobs);
  const state = stateOfAll(underWay);
  if (state === undefined) notify("Nothing runs that could be paused.");
  for (const { summary } of underWay)
    if (summary.state === state) await pauseOrResumeJob(summary);
}

export async function pauseOrResumeJob({
  id,
  state,
}: Pick<JobSummary, "id" | "state">): Promise<void> {
  try {
    if (state === "paused") await engine().resume(id);
    else await engine().pause(id);
  } catch (failure) {
    notifyFailure(failure);
  }
}

export async function cancelJob(job: string): Promise<void> {
  try {
    await engine().cancel(job);
  } catch (failure) {
    notifyFailure(failure);
  }
}

export async function clearHistory(): Promise<void> {
  try {
    await engine().clearHistory();
    appStore.setState({ openRun: undefined });
  } catch (failure) {
    notifyFailure(failure);
  }
}

/** Shows an ended run in the dock. */
export async function showRun(job: string): Promise<void> {
  try {
    appStore.setState({ openRun: await engine().readJob(job) });
  } catch (failure) {
    notifyFailure(failure);
  }
}

/** Opens the graph of the shown run as it ran, with its results, as a new document. */
export function openGraphOfRun(): void {
  const { openRun } = appStore.getState();
  if (!openRun) return;
  const document = openUnsaved(
    { graph: openRun.graph, readOnly: false, notices: [] },
    `${openRun.summary.title} (run)`,
    true,
  );
  const { run } = appStore.getState();
  appStore.setState({ run: showRecord(run, document, openRun) });
}
