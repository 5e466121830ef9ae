import { checkGraph } from "../../engine/check-graph.ts";
import { mergeSession } from "../../engine/merge-session.ts";
import type { Hello, JobSummary, Session } from "../../engine/messages.ts";
import { agedNodes } from "./aged-nodes.ts";
import { appStore, type AppState } from "./app-store.ts";
import { withoutEngine } from "./busy-nodes.ts";
import { desktop } from "./desktop.ts";
import { newGraph, openTemplate, readEditor } from "./document-actions.ts";
import {
  documentsOfSession,
  findDocument,
  sessionOfDocuments,
} from "./documents.ts";
import { allEditors } from "./editors.ts";
import { engine, setEngineLink } from "./engine.ts";
import { findJob } from "./followed-jobs.ts";
import { keepConnected } from "./engine-link.ts";
import { failureSentence } from "./failure-sentence.ts";
import { notifyFailedRun, takeBackFailures } from "./notify.ts";
import { openPortLine, openSocketLine } from "./open-line.ts";
import { reduceEvent } from "./reduce-event.ts";
import { takeOverJobs } from "./take-over-jobs.ts";
import { showRecord } from "./show-record.ts";
import { autosaveSession } from "./session-autosave.ts";
import { findingProblems, modelFailed, watchModels } from "./watch-models.ts";
import { keepUnsentSession, takeUnsentSession } from "./unsent-session.ts";

/** Connects the window's state to the engine and the canvases, for as long as the window lives. */
export function startWindow(): void {
  const bridge = desktop();
  const open = bridge
    ? openPortLine(bridge)
    : openSocketLine(
        `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/engine`,
      );
  setEngineLink(
    keepConnected(
      open,
      {
        connected: (hello) => takeOverHello(hello),
        lost: (message) =>
          appStore.setState({ connection: { kind: "lost", message } }),
        event: (event) => {
          const { run, settings } = appStore.getState();
          appStore.setState({
            run: reduceEvent(run, event),
            settings: event.kind === "settings" ? event.settings : settings,
          });
          if (event.kind === "node-failed") {
            const job = findJob(run, event.job)?.summary;
            if (job?.document !== undefined)
              modelFailed(job.document, event.node);
          }
          if (event.kind === "job-started") takeBackFailures(() => true);
          if (event.kind === "job-ended" && event.job.state === "failed")
            tellFailure(event.job);
        },
      },
      (milliseconds) =>
        new Promise((resolve) => setTimeout(resolve, milliseconds)),
    ),
  );
  keepSession();
  watchModels();
  appStore.subscribe((state, before) => {
    markProblems(state, before);
    ageResults(state, before);
    showStatuses(state, before);
    nameWindow(state, before);
    forgetFailures(state, before);
  });
}

function tellFailure(job: JobSummary): void {
  const { run, documents, facts } = appStore.getState();
  const graph =
    run.graphs[job.id] ?? findDocument(documents, job.document)?.graph;
  const { sentence, node } = failureSentence(run, job, graph, facts?.nodesById);
  notifyFailedRun(sentence, {
    ...(job.document === undefined ? {} : { document: job.document }),
    ...(node === undefined ? {} : { node }),
  });
}

/** Takes back what was told of a failed run when its node is mended or gone, or another graph comes to the front. */
function forgetFailures(state: AppState, before: AppState): void {
  const { looks, documents } = state;
  const turned = documents.active !== before.documents.active;
  if (looks === before.looks && !turned) return;
  takeBackFailures(
    ({ document, node }) =>
      turned ||
      (node !== undefined && looks[document ?? ""]?.[node]?.state !== "failed"),
  );
}

/** The engine answered: at first its session is opened, later the window's own documents stay. */
function takeOverHello(hello: Hello): void {
  const state = appStore.getState();
  const first = state.facts === undefined;
  const unsent = takeUnsentSession();
  const session = unsent ? mergeSession(hello.session, unsent) : hello.session;
  appStore.setState({
    connection: { kind: "connected" },
    facts: {
      version: hello.version,
      nodes: hello.nodes,
      nodesById: new Map(hello.nodes.map((node) => [node.id, node])),
      templates: hello.templates,
      outputFolder: hello.outputFolder,
    },
    settings: hello.settings,
    run: takeOverJobs(state.run, hello),
    ...(first ? { documents: documentsOfSession(session) } : {}),
  });
  const [template] = hello.templates;
  if (appStore.getState().documents.open.length === 0) {
    if (template) void openTemplate(template.id);
    else newGraph();
  }
  void showLastResults();
}

/** Fetches what the last ended run of each open document showed. */
async function showLastResults(): Promise<void> {
  const { documents, run } = appStore.getState();
  for (const document of documents.open) {
    const last = run.jobs.findLast(
      ({ summary }) =>
        summary.document === document.id && summary.endedAt !== undefined,
    );
    if (!last) continue;
    try {
      const record = await engine().readJob(last.summary.id);
      appStore.setState({
        run: showRecord(appStore.getState().run, document.id, record),
      });
    } catch {
      // the record may have been cleared meanwhile; the nodes then show nothing, as after a clear
    }
  }
}

function keepSession(): void {
  const autosave = autosaveSession(engine, readSession, (state) =>
    appStore.setState({ autosave: state }),
  );
  appStore.subscribe((state, before) => {
    if (state.facts === undefined) return;
    if (state.documents !== before.documents || state.zoom !== before.zoom)
      autosave.changed();
    else if (
      state.connection !== before.connection &&
      state.connection.kind === "connected"
    )
      void autosave.flush();
    if (state.autosave.kind !== before.autosave.kind)
      desktop()?.setUnsaved(state.autosave.kind === "failed");
  });
  document.addEventListener("visibilitychange", () => void autosave.flush());
  window.addEventListener("pagehide", () => {
    const { kind } = appStore.getState().autosave;
    if (kind === "pending" || kind === "failed")
      keepUnsentSession(readSession());
  });
}

/** The open documents as they are now; the view of a canvas changes without a change of its graph. */
function readSession(): Session {
  const { documents } = appStore.getState();
  const open = documents.open.map((document) => ({
    ...document,
    graph: readEditor(document.id) ?? document.graph,
  }));
  return sessionOfDocuments({ ...documents, open });
}

/** Checks each graph that changed. */
function markProblems(state: AppState, before: AppState): void {
  const { documents, facts, findings } = state;
  if (
    !facts ||
    (documents === before.documents &&
      facts === before.facts &&
      findings === before.findings)
  )
    return;
  const old = new Map(
    before.documents.open.map((document) => [document.id, document.graph]),
  );
  const changed = documents.open.filter(
    (document) =>
      facts !== before.facts ||
      findings[document.id] !== before.findings[document.id] ||
      old.get(document.id) !== document.graph,
  );
  if (changed.length === 0) return;
  const found = changed.map(
    (document) =>
      [
        document.id,
        // an empty graph is a beginning, not a mistake
        document.graph.nodes.length === 0
          ? []
          : [
              ...checkGraph(document.graph, facts.nodesById),
              ...findingProblems(findings[document.id]),
            ],
      ] as const,
  );
  appStore.setState({
    problems: {
      ...appStore.getState().problems,
      ...Object.fromEntries(found),
    },
  });
}

/** The window is called by the graph in front. */
function nameWindow(state: AppState, before: AppState): void {
  if (state.documents === before.documents) return;
  const shown = findDocument(state.documents, state.documents.active);
  document.title = shown
    ? `${shown.unsaved ? "• " : ""}${shown.title} - Stepwright`
    : "Stepwright";
}

/** Works out what the nodes show where a run or the graph itself has changed it. */
function ageResults(state: AppState, before: AppState): void {
  const { documents, facts, run } = state;
  const away = state.connection.kind === "lost";
  const turned = away !== (before.connection.kind === "lost");
  if (
    !facts ||
    (run === before.run && documents === before.documents && !turned)
  )
    return;
  const old = new Map(
    before.documents.open.map((document) => [document.id, document.graph]),
  );
  const changed = documents.open.filter(
    ({ id, graph }) =>
      turned ||
      run.shown[id] !== before.run.shown[id] ||
      run.graphs !== before.run.graphs ||
      old.get(id) !== graph,
  );
  if (changed.length === 0) return;
  appStore.setState({
    looks: {
      ...appStore.getState().looks,
      ...Object.fromEntries(
        changed.map((document) => {
          const nodes = agedNodes(run, document, facts.nodesById);
          return [document.id, away ? withoutEngine(nodes) : nodes];
        }),
      ),
    },
  });
}

/** Puts what changed onto the canvases. */
function showStatuses(state: AppState, before: AppState): void {
  allEditors().forEach((editor, document) => {
    const problems = state.problems[document];
    if (problems && problems !== before.problems[document])
      editor.setProblems(problems);
    const shown = state.looks[document];
    const last = before.looks[document];
    if (!shown || shown === last) return;
    Object.entries(shown).forEach(([node, status]) => {
      if (status !== last?.[node]) editor.setStatus(node, status);
    });
  });
}
