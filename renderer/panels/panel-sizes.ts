/** Sizes that the user gave the panels, in CSS pixels; kept in the page's storage. */
const key = "stepwright.panels";

export interface PanelSizes {
  readonly left: number;
  readonly inspector: number;
  readonly dock: number;
}

const usual: PanelSizes = { left: 204, inspector: 300, dock: 264 };

export function readPanelSizes(): PanelSizes {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "{}");
    return { ...usual, ...(kept as Partial<PanelSizes>) };
  } catch {
    return usual;
  }
}

export function keepPanelSize(panel: keyof PanelSizes, size: number): void {
  if (size < 1) return;
  localStorage.setItem(
    key,
    JSON.stringify({ ...readPanelSizes(), [panel]: Math.round(size) }),
  );
}
