import { fileURLToPath } from "node:url";
import { findTemplateFolder } from "../engine/host/folders.ts";

/*
 * Where the built program's other files are. Everything that Vite builds for Node lies one folder deep in dist/, this
 * file's code too.
 */
const here = import.meta.url;

export const mainProgram = fileURLToPath(new URL("../cli/main.js", here));
export const childProgram = fileURLToPath(new URL("../cli/child.js", here));
export const windowFolder = fileURLToPath(new URL("../renderer", here));
export const templateFolder = findTemplateFolder(here);
