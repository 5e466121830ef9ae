import { emptyGraph } from "../../engine/graph.ts";
import type { CreateEditor } from "../editor/editor.ts";
import type { MountPlot } from "../plots/plot.ts";

/** Holds the canvas's place until the editor lands. */
export const createEditor: CreateEditor = (host) => {
  let shown = emptyGraph;
  const show = () => {
    host.textContent = `${shown.nodes.length} nodes`;
  };
  return {
    load: (graph) => {
      shown = graph;
      show();
    },
    read: () => shown,
    revision: 0,
    command: () => undefined,
    canUndo: false,
    canRedo: false,
    scale: 1,
    addNode: () => "",
    setValue: () => undefined,
    setTitle: () => undefined,
    select: () => undefined,
    selection: [],
    reveal: () => undefined,
    setStatus: () => undefined,
    clearStatuses: () => undefined,
    setProblems: () => undefined,
    setReadOnly: () => undefined,
    themeChanged: () => undefined,
    locate: () => ({ clientX: 0, clientY: 0 }),
    destroy: () => undefined,
  };
};

/** Holds a plot's place until the plots land. */
export const mountPlot: MountPlot = () => ({
  update: () => undefined,
  resize: () => undefined,
  themeChanged: () => undefined,
  destroy: () => undefined,
});
