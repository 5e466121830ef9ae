import { appStore } from "./app-store.ts";
import { desktop } from "./desktop.ts";
import { addNode, openDropped } from "./document-actions.ts";
import { activeEditor } from "./editors.ts";
import { modelFileValues, modelNodeType } from "./model-node.ts";
import { notify, notifyFailure } from "./notify.ts";

/** The kind of drag that carries a node of the library. */
export const nodeDragType = "application/x-stepwright-node";

/** Lets files and nodes be dropped on the window. A graph opens beside the others, never over one. */
export function listenForDrops(): void {
  window.addEventListener("dragover", (event) => {
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = "copy";
  });
  window.addEventListener("drop", (event) => {
    event.preventDefault();
    const point = { clientX: event.clientX, clientY: event.clientY };
    const type = event.dataTransfer?.getData(nodeDragType) ?? "";
    if (type !== "") {
      if (isOverCanvas(event)) addNode(type, point);
      return;
    }
    for (const file of event.dataTransfer?.files ?? [])
      dropFile(file, point).catch(notifyFailure);
  });
}

function isOverCanvas(event: DragEvent): boolean {
  return (
    event.target instanceof Element &&
    event.target.closest(".canvas-host") !== null
  );
}

async function dropFile(
  file: File,
  point: { clientX: number; clientY: number },
): Promise<void> {
  if (file.name.toLowerCase().endsWith(".onnx")) {
    addDroppedModel(file, point);
    return;
  }
  await openDropped(file.name, new Uint8Array(await file.arrayBuffer()));
}

function addDroppedModel(
  file: File,
  point: { clientX: number; clientY: number },
): void {
  const bridge = desktop();
  if (!bridge) {
    notify(
      `A browser does not tell where ${file.name} lies; add a Model node and choose the file there, or type its path.`,
    );
    return;
  }
  const description = appStore.getState().facts?.nodesById.get(modelNodeType);
  const node = description && addNode(modelNodeType, point);
  if (!description || node === undefined) return;
  const values = modelFileValues(description, bridge.pathOfDroppedFile(file));
  Object.entries(values).forEach(([input, value]) =>
    activeEditor()?.setValues(node, { [input]: value }),
  );
}
