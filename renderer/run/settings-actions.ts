import type { Settings } from "../../engine/messages.ts";
import { appStore } from "./app-store.ts";
import { engine } from "./engine.ts";
import { notifyFailure } from "./notify.ts";

const recentLimit = 12;

/** Changes settings at once and keeps them in the engine; what others changed meanwhile (the command line) stays. */
export async function changeSettings(change: Partial<Settings>): Promise<void> {
  appStore.setState({
    settings: { ...appStore.getState().settings, ...change },
  });
  try {
    await engine().writeSettings({
      ...(await engine().readSettings()),
      ...change,
    });
  } catch (failure) {
    notifyFailure(failure);
  }
}

/** Puts a file at the top of the recent ones. */
export async function rememberFile(path: string): Promise<void> {
  const { recentFiles } = appStore.getState().settings;
  const others = recentFiles.filter((each) => each !== path);
  await changeSettings({
    recentFiles: [path, ...others].slice(0, recentLimit),
  });
}
