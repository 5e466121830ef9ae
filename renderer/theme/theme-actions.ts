import { appStore } from "../run/app-store.ts";
import { allEditors } from "../run/editors.ts";
import { changeSettings } from "../run/settings-actions.ts";

const storageKey = "stepwright.theme";
const systemDark = () => window.matchMedia("(prefers-color-scheme: dark)");

/** The theme that shows now. */
export function shownTheme(): "dark" | "light" {
  const { theme } = appStore.getState().settings;
  if (theme !== "system") return theme;
  return systemDark().matches ? "dark" : "light";
}

/** From dark to light or back, for good. */
export async function switchTheme(): Promise<void> {
  await changeSettings({ theme: shownTheme() === "dark" ? "light" : "dark" });
}

/**
 * Keeps the page in the chosen theme. The choice is kept in the page's storage too, so that a start in the other theme does
 * not flash before the engine has answered.
 */
export function followTheme(): void {
  const stored = localStorage.getItem(storageKey);
  if (stored === "dark" || stored === "light") {
    const { settings } = appStore.getState();
    appStore.setState({ settings: { ...settings, theme: stored } });
  }
  const apply = () => {
    const theme = shownTheme();
    if (document.documentElement.dataset["theme"] === theme) return;
    document.documentElement.dataset["theme"] = theme;
    allEditors().forEach((editor) => editor.themeChanged());
    appStore.setState({ themeShown: theme });
  };
  systemDark().addEventListener("change", apply);
  appStore.subscribe((state, before) => {
    if (state.settings.theme === before.settings.theme) return;
    localStorage.setItem(storageKey, state.settings.theme);
    apply();
  });
  apply();
}
