import { appStore, type AppState } from "./app-store.ts";

const key = "stepwright.open-panels";

type Kept = Pick<AppState, "panels" | "leftPanel" | "dockPanel">;

/** Opens the panels that were open last time, and remembers those that are from now on. */
export function keepPanels(): void {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Kept>;
    appStore.setState(kept);
  } catch {
    localStorage.removeItem(key);
  }
  appStore.subscribe((state, before) => {
    const { panels, leftPanel, dockPanel, folded } = state;
    const changed =
      panels !== before.panels ||
      leftPanel !== before.leftPanel ||
      dockPanel !== before.dockPanel;
    // what a small window folds by itself is not the user's choice
    if (!changed || folded !== undefined || before.folded !== undefined) return;
    const kept: Kept = { panels, leftPanel, dockPanel };
    localStorage.setItem(key, JSON.stringify(kept));
  });
}
