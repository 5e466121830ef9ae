import { spawn } from "node:child_process";

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether a browser can open where this program runs: there is a screen, and it is the user's. */
export function hasDisplay(
  environment: Environment = process.env,
  platform: NodeJS.Platform = process.platform,
): boolean {
  if (environment["SSH_CONNECTION"]) return false;
  if (platform === "win32" || platform === "darwin") return true;
  return Boolean(environment["DISPLAY"] || environment["WAYLAND_DISPLAY"]);
}

/** Opens an address in the user's browser. Where that fails nothing happens: the address was printed. */
export function openBrowser(
  address: string,
  platform: NodeJS.Platform = process.platform,
): void {
  const [program, ...words] =
    platform === "darwin"
      ? ["open", address]
      : platform === "win32"
        ? ["rundll32", "url.dll,FileProtocolHandler", address]
        : ["xdg-open", address];
  if (program === undefined) return;
  const opened = spawn(program, words, { detached: true, stdio: "ignore" });
  opened.on("error", () => undefined);
  opened.unref();
}
