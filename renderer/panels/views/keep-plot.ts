import type { MountedPlot, MountPlot } from "../../plots/plot.ts";
import { appStore } from "../../run/app-store.ts";

/** A plot that fills its element, whatever size and theme that has. */
export interface KeptPlot<V> {
  show(view: V): void;
  destroy(): void;
}

/** Below this there is no room for axes. CSS pixels. */
const smallest = 40;

export function keepPlot<V extends { readonly kind: string }>(
  element: HTMLElement,
  mount: MountPlot<V>,
): KeptPlot<V> {
  let plot: MountedPlot<V> | undefined;
  let shown: V | undefined;

  const fit = () => {
    const { clientWidth, clientHeight } = element;
    if (!shown || clientWidth < smallest || clientHeight < smallest) return;
    if (plot) plot.resize(clientWidth, clientHeight);
    else plot = mount(element, shown, clientWidth, clientHeight);
  };
  const unmount = () => {
    plot?.destroy();
    plot = undefined;
  };
  const observer = new ResizeObserver(fit);
  observer.observe(element);
  const forgetTheme = appStore.subscribe((state, before) => {
    if (state.themeShown !== before.themeShown) plot?.themeChanged();
  });
  return {
    show: (view) => {
      if (shown?.kind !== view.kind) unmount();
      shown = view;
      if (plot) plot.update(view);
      else fit();
    },
    destroy: () => {
      observer.disconnect();
      forgetTheme();
      unmount();
    },
  };
}
