import { Box, FileBox } from "lucide-react";
import { useEffect, useState } from "react";
import { useApp } from "../../run/app-store.ts";
import { choosePath } from "../../run/choose-path.ts";
import {
  addModelNode,
  listModelFiles,
  type ModelFile,
} from "../../run/model-actions.ts";
import {
  builtInModels,
  modelFileValues,
  modelNodeType,
} from "../../run/model-node.ts";

/** Models in the box and in the model folders; a click adds a Model node with it. */
export function ModelsPage() {
  const description = useApp((state) =>
    state.facts?.nodesById.get(modelNodeType),
  );
  const folders = useApp((state) => state.settings.modelFolders);
  const [files, setFiles] = useState<readonly ModelFile[]>([]);
  useEffect(() => {
    let shown = true;
    void listModelFiles(folders).then((found) => {
      if (shown) setFiles(found);
    });
    return () => {
      shown = false;
    };
  }, [folders]);
  if (!description)
    return <p className="hint">The list comes with the engine.</p>;
  return (
    <>
      <h2 className="panel-title">Models</h2>
      <h3 className="caption">In the box</h3>
      <ul className="plain-list">
        {builtInModels(description).map(({ title, values }) => (
          <li key={title}>
            <button
              type="button"
              className="list-row"
              title={`Add a Model node with ${title}`}
              onClick={() => addModelNode(values)}
            >
              <Box size={14} aria-hidden />
              <span className="ellipsis">{title}</span>
            </button>
          </li>
        ))}
      </ul>
      <h3 className="caption">Files</h3>
      <ul className="plain-list">
        {files.map((file) => (
          <li key={file.path}>
            <button
              type="button"
              className="list-row"
              title={file.path}
              onClick={() =>
                addModelNode(modelFileValues(description, file.path))
              }
            >
              <FileBox size={14} aria-hidden />
              <span className="ellipsis">{file.name}</span>
            </button>
          </li>
        ))}
      </ul>
      {files.length === 0 && (
        <p className="hint">
          ONNX files of the model folders are listed here. Folders are added in
          the settings.
        </p>
      )}
      <button
        type="button"
        className="button"
        onClick={() => void chooseModelFile()}
      >
        Choose a file…
      </button>
    </>
  );

  async function chooseModelFile(): Promise<void> {
    const path = await choosePath({
      mode: "open",
      title: "Choose a model",
      extensions: ["onnx"],
    });
    if (path !== undefined && description)
      addModelNode(modelFileValues(description, path));
  }
}
