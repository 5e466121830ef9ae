import { pathToFileURL } from "node:url";
import { endWithNpm } from "./end-with-npm.mjs";
import { ensureBuilt } from "./ensure-built.mjs";
import { root } from "./project.mjs";
import { setUp } from "./set-up.mjs";

endWithNpm();
await setUp();
await ensureBuilt();
// npm changes to the project's folder; a path that the user typed is relative to where they are.
const { INIT_CWD, npm_lifecycle_event } = process.env;
if (npm_lifecycle_event === "cli" && INIT_CWD) process.chdir(INIT_CWD);
const program = `${root}dist/cli/main.js`;
process.argv[1] = program;
await import(pathToFileURL(program).href);
