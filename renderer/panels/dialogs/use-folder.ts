import { useEffect, useState } from "react";
import type { PathRequest } from "../../../engine/desktop-bridge.ts";
import type { FolderListing } from "../../../engine/messages.ts";
import { engine } from "../../run/engine.ts";
import { sentenceOf } from "../../run/notify.ts";
import { folderOfPath, joinPath, withExtension } from "./file-paths.ts";

/** Folders of the Stepwright folder where files of these kinds lie. */
const usualFolders: Readonly<Record<string, string>> = {
  json: "graphs",
  onnx: "models",
};

/** Where the dialog begins: at the start that it was given, or where such files usually lie. */
async function listFirst(
  start: string | undefined,
  extensions: readonly string[],
): Promise<FolderListing> {
  // a start that is gone since must not keep the dialog from opening
  if (start !== undefined)
    return engine()
      .listFolder(start)
      .catch(() => engine().listFolder());
  const home = await engine().listFolder();
  const [extension = ""] = extensions;
  const usual = home.entries.find(
    (entry) =>
      entry.kind === "folder" && entry.name === usualFolders[extension],
  );
  return usual ? engine().listFolder(usual.path) : home;
}

/** What the file dialog holds: the folder that it shows, the name that is typed, what stands in the way. */
export function useFolder(
  request: PathRequest,
  proposed: string,
  answer: (path: string | undefined) => void,
) {
  const start = request.start ?? "";
  const [listing, setListing] = useState<FolderListing>();
  const [typedFolder, typeFolder] = useState<string>();
  const [newFolder, setNewFolder] = useState<string>();
  const [message, setMessage] = useState<string>();
  const [overwrite, setOverwrite] = useState<string>();
  const [name, changeName] = useState(
    () => start.split(/[/\\]/).pop() || proposed,
  );

  const show = async (read: () => Promise<FolderListing>) => {
    try {
      setListing(await read());
      typeFolder(undefined);
      setNewFolder(undefined);
      setMessage(undefined);
      setOverwrite(undefined);
    } catch (failure) {
      setMessage(sentenceOf(failure));
    }
  };
  const go = (path: string | undefined) =>
    show(() => engine().listFolder(path));
  useEffect(() => {
    const first =
      request.mode === "folder" ? start || undefined : folderOfPath(start);
    listFirst(first, request.extensions).then(setListing, (failure: unknown) =>
      setMessage(sentenceOf(failure)),
    );
  }, [start, request]);

  const setName = (changed: string) => {
    changeName(changed);
    setOverwrite(undefined);
  };
  const choose = (chosen = name.trim()) => {
    if (!listing) return;
    if (request.mode === "folder") {
      answer(listing.path);
      return;
    }
    if (chosen === "") {
      setMessage("Type or click the file's name first.");
      return;
    }
    const wanted =
      request.mode === "save"
        ? withExtension(chosen, request.extensions)
        : chosen;
    const exists = listing.entries.some((entry) => entry.name === wanted);
    if (request.mode === "save" && exists && overwrite !== wanted) {
      changeName(wanted);
      setOverwrite(wanted);
      return;
    }
    answer(joinPath(listing.path, wanted));
  };
  const makeFolder = async () => {
    if (!listing || newFolder === undefined || newFolder.trim() === "") return;
    const path = joinPath(listing.path, newFolder.trim());
    await show(() => engine().makeFolder(path));
  };
  return {
    listing,
    typedFolder,
    typeFolder,
    newFolder,
    setNewFolder,
    message,
    overwrite,
    name,
    setName,
    go,
    choose,
    makeFolder,
  };
}
