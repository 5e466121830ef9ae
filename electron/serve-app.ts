import { readFile } from "node:fs/promises";
import { protocol } from "electron";
import { appFile, appHeaders, appScheme } from "./app-protocol.ts";

/** Makes `app:` a scheme with an origin of its own, as http is; before the program is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: appScheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true },
    },
  ]);
}

/** @param folder - The built window. */
export function serveApp(folder: string): void {
  protocol.handle(appScheme, async ({ url }) => {
    const file = appFile(url, folder);
    if (file === undefined) return new Response(null, { status: 404 });
    try {
      const bytes = new Uint8Array(await readFile(file));
      return new Response(bytes, { headers: appHeaders(file) });
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}
