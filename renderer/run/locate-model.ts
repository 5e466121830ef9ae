import {
  fileNameOf,
  placeSentence,
  type ModelFinding,
} from "../../engine/model-places.ts";
import { appStore } from "./app-store.ts";
import { choosePath } from "./choose-path.ts";
import { findDocument } from "./documents.ts";
import { editorOf } from "./editors.ts";
import { engine } from "./engine.ts";
import { notifyFailure, notifyOf } from "./notify.ts";
import { isElsewhere } from "./watch-models.ts";

/** The file of a node that is not where the graph says. */
export function missingModel(
  document: string,
  node: string,
): ModelFinding | undefined {
  return appStore
    .getState()
    .findings[document]?.find(
      (finding) => finding.node === node && isElsewhere(finding),
    );
}

/** Asks where a missing file is now, and offers the answer for the other nodes that miss the same. */
export async function locateModel(
  document: string,
  node: string,
): Promise<void> {
  const missing = missingModel(document, node);
  if (missing === undefined) return;
  const name = fileNameOf(missing.path);
  const path = await choosePath({
    mode: missing.folder ? "folder" : "open",
    title: `Locate ${name}`,
    extensions: missing.folder ? [] : ["onnx", "json"],
  });
  if (path === undefined) return;
  // what is missing now, and not when it was asked for
  const { findings } = appStore.getState();
  void compare(document, missing, path);
  editorOf(document)?.setValues(node, { [missing.input]: path });
  const others = (findings[document] ?? []).filter(
    (each) =>
      each.node !== node && each.path === missing.path && isElsewhere(each),
  );
  if (others.length === 0) return;
  const nodes =
    others.length === 1 ? "1 other node" : `${others.length} other nodes`;
  const all = await ask({
    title: `Use it for ${nodes} too?`,
    description: `${nodes} of this graph ${others.length === 1 ? "misses" : "miss"} ${name} as well.`,
    yes: "Use it for all",
    no: "Only this one",
  });
  if (all)
    for (const other of others)
      editorOf(document)?.setValues(other.node, { [other.input]: path });
}

/** Says so where what is chosen has another content than what the graph was saved with. */
async function compare(
  document: string,
  { node, input, identity }: ModelFinding,
  path: string,
): Promise<void> {
  const graph = findDocument(appStore.getState().documents, document)?.graph;
  if (graph === undefined || identity === undefined) return;
  try {
    const found = await engine().findModels({
      ...graph,
      nodes: graph.nodes.map((each) =>
        each.id === node
          ? {
              ...each,
              values: { ...each.values, [input]: path },
              files: { [input]: { ...identity, path } },
            }
          : each,
      ),
    });
    notifyOf(
      found.flatMap((finding) =>
        finding.node === node ? (placeSentence(finding) ?? []) : [],
      ),
    );
  } catch (failure) {
    notifyFailure(failure);
  }
}

function ask(question: {
  readonly title: string;
  readonly description: string;
  readonly yes: string;
  readonly no: string;
}): Promise<boolean> {
  return new Promise((resolve) => {
    appStore.setState({
      dialog: {
        kind: "question",
        ...question,
        answer: (yes) => {
          appStore.setState({ dialog: undefined });
          resolve(yes);
        },
      },
    });
  });
}
