import type { Problem } from "../../engine/check-graph.ts";
import {
  foundValues,
  placeSentence,
  wantedModels,
  withFoundModels,
  type ModelFinding,
} from "../../engine/model-places.ts";
import { appStore, type AppState } from "./app-store.ts";
import {
  changeDocument,
  findDocument,
  type OpenDocument,
} from "./documents.ts";
import { editorOf } from "./editors.ts";
import { engine } from "./engine.ts";
import { notifyFailure, notifyOf } from "./notify.ts";

/** What was asked of a document last: its model files, and the listing that they were looked for in. */
interface Asked {
  readonly wanted: string;
  readonly models: AppState["models"];
}

/** What stands for a run that failed, after which all is asked anew. */
const afterRun: Asked = { wanted: "", models: undefined };

/** By the id of a document. */
const asked = new Map<string, Asked>();

/** What there is to tell of documents that are not in front, by their ids: it is told when they are. */
const untold = new Map<string, readonly string[]>();

/**
 * Keeps the list of models, and looks for the model files of the open graphs. What has moved is set right when a graph
 * is opened, when the folders change and when a run fails; a path that the user sets is only checked.
 */
export function watchModels(): void {
  appStore.subscribe((state, before) => {
    if (state.facts === undefined) return;
    if (state.documents.active !== before.documents.active) tellOfActive();
    if (
      state.facts !== before.facts ||
      // the window has a setting before the engine has it, which then says so
      (state.settings !== before.settings && !listsWhatIsSet(state))
    )
      void listModels();
    if (
      state.documents === before.documents &&
      state.models === before.models &&
      state.facts === before.facts
    )
      return;
    for (const document of state.documents.open) void check(document, state);
  });
}

/** A node failed in a run of a document: where it wants a model, its file may be gone, and is looked for anew. */
export function modelFailed(id: string, node: string): void {
  const { documents, facts } = appStore.getState();
  const graph = findDocument(documents, id)?.graph;
  if (facts === undefined || graph === undefined) return;
  const wanted = wantedModels(graph, facts.nodesById);
  if (!wanted.some((each) => each.node === node)) return;
  asked.set(id, afterRun);
  void listModels();
}

let listings = 0;

/** Looks through the model folders anew. */
export async function listModels(): Promise<void> {
  const turn = ++listings;
  try {
    const models = await engine().listModels();
    if (turn === listings) appStore.setState({ models });
  } catch (failure) {
    notifyFailure(failure);
  }
}

/** What keeps a graph from running because its model files are not where it says. */
export function findingProblems(
  findings: readonly ModelFinding[] = [],
): Problem[] {
  return findings.flatMap((finding) => {
    const { node, input } = finding;
    const message = placeSentence(finding);
    return isElsewhere(finding) && message !== undefined
      ? [{ node, input, message }]
      : [];
  });
}

/** Whether a node's model is nowhere, which is told as a problem: what it fails with says no more. */
export function lacksModel(
  findings: readonly ModelFinding[] = [],
  node: string,
): boolean {
  return findings.some(
    (finding) => finding.node === node && finding.place.kind === "missing",
  );
}

/** Whether there is nothing at the path. */
export function isElsewhere({ place }: ModelFinding): boolean {
  return place.kind !== "there" && place.kind !== "changed";
}

async function check(
  document: OpenDocument,
  { facts, models, findings }: AppState,
): Promise<void> {
  if (facts === undefined) return;
  const { id, graph } = document;
  const wanted = JSON.stringify(wantedModels(graph, facts.nodesById));
  const last = asked.get(id);
  const isLookedFor = findings[id]?.some(isElsewhere) === true;
  if (last?.wanted === wanted && (last.models === models || !isLookedFor))
    return;
  asked.set(id, { wanted, models });
  if (wanted === "[]" && last === undefined) return;
  try {
    const found = wanted === "[]" ? [] : await engine().findModels(graph);
    if (asked.get(id)?.wanted !== wanted) return;
    keep(id, found);
    const isTakenOver =
      (last === undefined || last.models !== models) && takeOver(id, found);
    const told = found.filter(
      ({ place }) => last === undefined || (isTakenOver && "path" in place),
    );
    const sentences = told.flatMap((finding) => placeSentence(finding) ?? []);
    untold.set(
      id,
      last === afterRun && sentences.length > 0
        ? [...sentences, "Run again."]
        : sentences,
    );
    tellOfActive();
  } catch {
    // the engine is away; when it is back, all is asked again
    asked.delete(id);
  }
}

function tellOfActive(): void {
  const { active } = appStore.getState().documents;
  if (active === undefined) return;
  const sentences = untold.get(active) ?? [];
  untold.delete(active);
  notifyOf(sentences);
}

function keep(id: string, found: readonly ModelFinding[]): void {
  const { findings } = appStore.getState();
  appStore.setState({ findings: { ...findings, [id]: found } });
}

/** Sets the paths to where the files are now, where they may be set. */
function takeOver(id: string, found: readonly ModelFinding[]): boolean {
  const { documents } = appStore.getState();
  const values = foundValues(found);
  if (values.size === 0 || findDocument(documents, id)?.readOnly !== false)
    return false;
  const editor = editorOf(id);
  if (editor) {
    for (const [node, its] of values) editor.setValues(node, its);
    return true;
  }
  appStore.setState({
    documents: changeDocument(documents, id, (document) => ({
      ...document,
      graph: withFoundModels(document.graph, found),
      unsaved: true,
    })),
  });
  return true;
}

function listsWhatIsSet({ models = [], settings }: AppState): boolean {
  const [, ...listed] = models.map(({ path }) => path);
  return listed.join("\n") === settings.modelFolders.join("\n");
}
