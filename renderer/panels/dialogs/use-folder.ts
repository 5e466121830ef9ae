import { useEffect, useRef, useState } from "react";
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

/** Whether a file stands at a path; where its folder cannot be listed, the save itself says why. */
async function isThere(path: string): Promise<boolean> {
  const listing = await engine()
    .listFolder(folderOfPath(path))
    .catch(() => undefined);
  return (
    listing?.entries.some(
      (entry) => joinPath(listing.path, entry.name) === path,
    ) ?? false
  );
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

  // an answer that comes after a later question must not undo what that one showed
  const asked = useRef(0);
  const visit = async (read: () => Promise<FolderListing>) => {
    const turn = ++asked.current;
    const typed = typedFolder;
    try {
      const shown = await read();
      if (turn !== asked.current) return shown;
      setListing(shown);
      // what was typed meanwhile stays
      typeFolder((now) => (now === typed ? undefined : now));
      setNewFolder(undefined);
      setMessage(undefined);
      setOverwrite(undefined);
      return shown;
    } catch (failure) {
      if (turn === asked.current) setMessage(sentenceOf(failure));
      return undefined;
    }
  };
  const go = (path: string | undefined) =>
    visit(() => engine().listFolder(path));
  useEffect(() => {
    const turn = ++asked.current;
    const first =
      request.mode === "folder" ? start || undefined : folderOfPath(start);
    listFirst(first, request.extensions).then(
      (shown) => {
        if (turn === asked.current) setListing(shown);
      },
      (failure: unknown) => {
        if (turn === asked.current) setMessage(sentenceOf(failure));
      },
    );
  }, [start, request]);

  const setName = (changed: string) => {
    changeName(changed);
    setOverwrite(undefined);
  };
  const choose = async (chosen = name.trim()) => {
    // a folder that is typed counts, with Enter or without
    const shown = typedFolder === undefined ? listing : await go(typedFolder);
    if (!shown) return;
    if (request.mode === "folder") {
      answer(shown.path);
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
    const path = joinPath(shown.path, wanted);
    if (
      request.mode === "save" &&
      overwrite !== path &&
      (await isThere(path))
    ) {
      changeName(wanted);
      setOverwrite(path);
      return;
    }
    answer(path);
  };
  const makeFolder = async () => {
    if (!listing || newFolder === undefined || newFolder.trim() === "") return;
    const path = joinPath(listing.path, newFolder.trim());
    await visit(() => engine().makeFolder(path));
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
