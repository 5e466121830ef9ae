import { Box, FileBox, Folders, RotateCw } from "lucide-react";
import type { FoundModel, ModelFolder } from "../../../engine/messages.ts";
import type { NodeDescription } from "../../../engine/node-definition.ts";
import { useApp } from "../../run/app-store.ts";
import { choosePath } from "../../run/choose-path.ts";
import { formatBytes } from "../../../engine/format-bytes.ts";
import { placeModel } from "../../run/model-actions.ts";
import {
  builtInModels,
  modelFileValues,
  modelNodeType,
  nodeOf,
} from "../../run/model-node.ts";
import { listModels } from "../../run/watch-models.ts";
import { IconButton } from "../icon-button.tsx";
import { BreakingText } from "../views/breaking-text.tsx";

/** Models in the box and in the model folders; a click gives it to the selected node that has none yet, or to a new one. */
export function ModelsPage() {
  const description = useApp((state) =>
    state.facts?.nodesById.get(modelNodeType),
  );
  const folders = useApp((state) => state.models) ?? [];
  if (!description)
    return <p className="hint">The list comes with the engine.</p>;
  return (
    <>
      <div className="panel-head">
        <h2 className="panel-title">Models</h2>
        <IconButton
          label="Look through the folders again"
          onClick={() => void listModels()}
        >
          <RotateCw size={14} aria-hidden />
        </IconButton>
      </div>
      <h3 className="caption">In the box</h3>
      <ul className="plain-list">
        {builtInModels(description).map(({ title, values }) => (
          <li key={title}>
            <button
              type="button"
              className="list-row"
              title={rowTitle(title, description)}
              onClick={() => placeModel(description, values)}
            >
              <Box size={14} aria-hidden />
              <span className="ellipsis">{title}</span>
            </button>
          </li>
        ))}
      </ul>
      {folders.map((folder) => (
        <FolderModels key={folder.path} folder={folder} />
      ))}
      {folders.every(({ models }) => models.length === 0) && (
        <p className="hint">
          ONNX files and folders in diffusers' layout are listed here. Put them
          into {folders[0]?.path}, or add a folder in the settings.
        </p>
      )}
      <div className="button-row">
        <button
          type="button"
          className="button"
          onClick={() => void chooseModelFile()}
        >
          Choose a file…
        </button>
      </div>
    </>
  );

  async function chooseModelFile(): Promise<void> {
    const path = await choosePath({
      mode: "open",
      title: "Choose a model",
      extensions: ["onnx"],
    });
    if (path !== undefined && description)
      placeModel(description, modelFileValues(description, path));
  }
}

function FolderModels({
  folder: { path, models, problem },
}: {
  folder: ModelFolder;
}) {
  const nodes = useApp((state) => state.facts?.nodes) ?? [];
  if (models.length === 0 && problem === undefined) return null;
  return (
    <section aria-label={path}>
      <h3 className="caption folder-caption" title={path}>
        {path}
      </h3>
      <ul className="plain-list">
        {models.map((model) => {
          const node = nodeOf(nodes, model.kind);
          return (
            node && (
              <li key={model.path}>
                <button
                  type="button"
                  className="list-row"
                  title={rowTitle(model.path, node)}
                  onClick={() =>
                    placeModel(node, modelFileValues(node, model.path))
                  }
                >
                  <ModelIcon model={model} />
                  <span className="whole-name">
                    <BreakingText text={model.name} />
                    <small className="row-note">{noteOf(model)}</small>
                  </span>
                </button>
              </li>
            )
          );
        })}
      </ul>
      {problem !== undefined && <p className="hint warning-text">{problem}</p>}
    </section>
  );
}

function rowTitle(model: string, { title }: NodeDescription): string {
  return `${model}\nA click gives it to the selected ${title} node that has none yet, or adds one.`;
}

function ModelIcon({ model }: { model: FoundModel }) {
  switch (model.kind) {
    case "onnx":
      return <FileBox size={14} aria-hidden />;
    case "pipeline":
      return <Folders size={14} aria-hidden />;
  }
}

function noteOf(model: FoundModel): string {
  switch (model.kind) {
    case "onnx":
      return formatBytes(model.bytes);
    case "pipeline":
      return model.className.replace(/Pipeline$/, "");
  }
}
