import { appStore, type AppState, type Panels } from "./app-store.ts";

const key = "stepwright.open-panels";

type Kept = Pick<AppState, "panels" | "leftPanel" | "dockPanel">;

/** CSS pixels from which the first window opens a panel beside a canvas that stays readable. */
const inspectorFrom = 1400;
const dockFrom = 900;

/** What is open where nothing is remembered: a smaller window leaves its room to the canvas. */
export function firstPanels(width: number, height: number): Panels {
  return {
    left: true,
    inspector: width >= inspectorFrom,
    dock: height >= dockFrom,
  };
}

/** Opens the panels that were open last time, and remembers those that are from now on. */
export function keepPanels(): void {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? "{}") as Partial<Kept>;
    appStore.setState({
      panels: firstPanels(window.innerWidth, window.innerHeight),
      ...kept,
    });
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
