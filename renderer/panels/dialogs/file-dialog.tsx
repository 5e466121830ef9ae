import { ArrowUp, File, Folder, FolderPlus } from "lucide-react";
import type { PathRequest } from "../../../engine/desktop-bridge.ts";
import { formatBytes } from "../../../engine/format-bytes.ts";
import { IconButton } from "../icon-button.tsx";
import { Modal } from "./modal.tsx";
import { isWanted, stemOf } from "./file-paths.ts";
import { useFolder } from "./use-folder.ts";

/** Chooses a path on the engine's machine, where the page has no dialog of the system. */
export function FileDialog({
  request,
  name,
  answer,
}: {
  request: PathRequest;
  name: string;
  answer: (path: string | undefined) => void;
}) {
  const folder = useFolder(request, name, answer);
  const { listing } = folder;
  const actions = { open: "Open", save: "Save", folder: "Choose this folder" };
  return (
    <Modal title={request.title} size="wide" dismiss={() => answer(undefined)}>
      <div className="file-bar">
        <IconButton
          label="To the folder above"
          disabled={listing?.parent === undefined}
          onClick={() => void folder.go(listing?.parent)}
        >
          <ArrowUp size={16} aria-hidden />
        </IconButton>
        <input
          type="text"
          aria-label="Folder"
          value={folder.typedFolder ?? listing?.path ?? ""}
          onChange={(event) => folder.typeFolder(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") void folder.go(folder.typedFolder);
          }}
        />
        <IconButton
          label="New folder"
          onClick={() => folder.setNewFolder("New folder")}
        >
          <FolderPlus size={16} aria-hidden />
        </IconButton>
      </div>
      <div className="file-columns">
        <ul className="plain-list file-places" aria-label="Places">
          {listing?.places.map((place) => (
            <li key={place.path}>
              <button
                type="button"
                className="list-row"
                title={place.path}
                data-chosen={place.path === listing.path}
                onClick={() => void folder.go(place.path)}
              >
                <span className="whole-name">{place.name}</span>
              </button>
            </li>
          ))}
        </ul>
        <ul className="plain-list file-list" aria-label="Contents">
          {folder.newFolder !== undefined && (
            <li className="list-row">
              <Folder size={14} aria-hidden />
              <input
                type="text"
                aria-label="Name of the new folder"
                autoFocus
                value={folder.newFolder}
                onFocus={(event) => event.target.select()}
                onChange={(event) => folder.setNewFolder(event.target.value)}
                onKeyDown={(event) => {
                  if (event.key === "Enter") void folder.makeFolder();
                }}
              />
              <button
                type="button"
                className="button"
                onClick={() => void folder.makeFolder()}
              >
                Make
              </button>
            </li>
          )}
          {listing?.entries
            .filter((entry) => isWanted(entry, request))
            .map((entry) => (
              <li key={entry.path}>
                <button
                  type="button"
                  className="list-row"
                  data-chosen={folder.name === entry.name}
                  onClick={() =>
                    entry.kind === "folder"
                      ? void folder.go(entry.path)
                      : folder.setName(entry.name)
                  }
                  onDoubleClick={() => {
                    if (entry.kind === "file") void folder.choose(entry.name);
                  }}
                >
                  {entry.kind === "folder" ? (
                    <Folder size={14} aria-hidden />
                  ) : (
                    <File size={14} aria-hidden />
                  )}
                  <span className="ellipsis">{entry.name}</span>
                  {entry.kind === "file" && (
                    <span className="dim number">
                      {formatBytes(entry.bytes)}
                    </span>
                  )}
                </button>
              </li>
            ))}
          {listing?.entries.every((entry) => !isWanted(entry, request)) && (
            <li className="dim file-none">{nothingHere(request)}</li>
          )}
        </ul>
      </div>
      {folder.message !== undefined && (
        <p className="error-text" role="alert">
          {folder.message}
        </p>
      )}
      {folder.overwrite !== undefined && (
        <p className="warning-text" role="alert">
          {folder.name} is there already. Replace it, or type another name.
        </p>
      )}
      <div className="dialog-buttons">
        {request.mode !== "folder" && (
          <input
            type="text"
            className="stretch"
            aria-label="File name or path"
            placeholder="File name or path"
            autoFocus
            value={folder.name}
            onFocus={({ target }) => {
              // typing replaces the name and leaves its ending
              const stem = stemOf(target.value, request.extensions);
              target.setSelectionRange(0, stem.length);
            }}
            onChange={(event) => folder.setName(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter") void folder.choose();
            }}
          />
        )}
        {request.mode === "folder" && <span className="stretch" />}
        <button
          type="button"
          className="button"
          onClick={() => answer(undefined)}
        >
          Cancel
        </button>
        <button
          type="button"
          className="button primary"
          onClick={() => void folder.choose()}
        >
          {folder.overwrite === undefined ? actions[request.mode] : "Replace"}
        </button>
      </div>
    </Modal>
  );
}

function nothingHere({ extensions }: PathRequest): string {
  return extensions.length === 0
    ? "This folder is empty."
    : `No folders and no ${extensions.join(" or ")} files here.`;
}
