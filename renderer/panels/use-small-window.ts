import { useSyncExternalStore } from "react";

/** Below these, panels fold by themselves and open over the canvas. CSS pixels. */
const roomyWidth = 960;
const roomyHeight = 560;

function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = window.matchMedia(query);
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    () => window.matchMedia(query).matches,
  );
}

export function useNarrow(): boolean {
  return useMedia(`(max-width: ${roomyWidth - 1}px)`);
}

export function useShort(): boolean {
  return useMedia(`(max-height: ${roomyHeight - 1}px)`);
}
