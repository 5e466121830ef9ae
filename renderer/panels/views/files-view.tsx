import { Download, FolderOpen } from "lucide-react";
import type { View } from "../../../engine/view.ts";
import { desktop } from "../../run/desktop.ts";
import { downloadBytes } from "../../run/download.ts";
import { engine } from "../../run/engine.ts";
import { formatBytes } from "../../../engine/format-bytes.ts";
import { notifyFailure } from "../../run/notify.ts";
import { IconButton } from "../icon-button.tsx";
import { CopyButton } from "./text-view.tsx";

/** Files that a node wrote: where they are, and the way to them. */
export function FilesView({
  view,
}: {
  view: Extract<View, { kind: "files" }>;
}) {
  const bridge = desktop();
  return (
    <ul className="result plain-list">
      {view.files.map((file) => (
        <li key={file.path} className="file-result">
          <div className="file-name">
            <span className="ellipsis" title={file.path}>
              {file.name}
            </span>
            <span className="dim">{formatBytes(file.bytes)}</span>
          </div>
          <div className="button-row">
            <CopyButton text={file.path} label="Copy path" />
            {bridge ? (
              <IconButton
                label="Show in its folder"
                onClick={() => bridge.showInFolder(file.path)}
              >
                <FolderOpen size={14} aria-hidden />
              </IconButton>
            ) : (
              <IconButton
                label={`Download ${file.name}`}
                onClick={() => void download(file.path, file.name)}
              >
                <Download size={14} aria-hidden />
              </IconButton>
            )}
          </div>
        </li>
      ))}
    </ul>
  );
}

async function download(path: string, name: string): Promise<void> {
  try {
    downloadBytes(name, await engine().readOutput(path));
  } catch (failure) {
    notifyFailure(failure);
  }
}
