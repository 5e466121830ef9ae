import {
  appStore,
  type DockPanel,
  type LeftPanel,
  type Panels,
} from "./app-store.ts";

/** Opens a panel at one of its pages. */
export function showPanel(place: "left", page: LeftPanel): void;
export function showPanel(place: "dock", page: DockPanel): void;
export function showPanel(
  ...[place, page]:
    [place: "left", page: LeftPanel] | [place: "dock", page: DockPanel]
): void {
  const { panels } = appStore.getState();
  appStore.setState({ panels: { ...panels, [place]: true } });
  if (place === "left") appStore.setState({ leftPanel: page });
  else appStore.setState({ dockPanel: page });
}

/** Opens the settings and goes on there with the keyboard. */
export function showSettings(): void {
  showPanel("left", "settings");
  requestAnimationFrame(() =>
    document
      .querySelector<HTMLElement>(
        ".left-panel input:checked, .left-panel button",
      )
      ?.focus(),
  );
}

export function setPanel(place: keyof Panels, open: boolean): void {
  const { panels } = appStore.getState();
  appStore.setState({ panels: { ...panels, [place]: open } });
}

export function togglePanel(place: keyof Panels): void {
  setPanel(place, !appStore.getState().panels[place]);
}

/** What a click on the rail does: shows the page, or folds the panel where the page is shown already. */
export function toggleLeftPage(page: LeftPanel): void {
  const { panels, leftPanel } = appStore.getState();
  if (panels.left && leftPanel === page) setPanel("left", false);
  else showPanel("left", page);
}

/** Folds the panels where the window has become too small for them, and brings them back where it has grown. */
export function foldForSize(narrow: boolean, short: boolean): void {
  const { panels, folded } = appStore.getState();
  if (!narrow && !short) {
    if (folded) appStore.setState({ panels: folded, folded: undefined });
    return;
  }
  const roomy = folded ?? panels;
  appStore.setState({
    folded: roomy,
    panels: {
      left: roomy.left && !narrow,
      inspector: roomy.inspector && !narrow,
      dock: roomy.dock && !short && !narrow,
    },
  });
}
