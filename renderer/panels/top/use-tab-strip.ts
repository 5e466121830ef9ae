import { useEffect, useRef, useState } from "react";
import type { Documents } from "../../run/documents.ts";

/** Of a strip in which all tabs have room, left and right together, less a pixel for the rounding of its width. */
const padding = 6 - 1;

/** Keeps the tab in front in view, and says whether there are more tabs than the strip has room for. */
export function useTabStrip(documents: Documents) {
  const list = useRef<HTMLDivElement>(null);
  const [overflows, setOverflows] = useState(false);
  // everything that a tab's place and width come from
  const shown = JSON.stringify([
    documents.active,
    documents.open.map(({ id, title, unsaved, readOnly }) => [
      id,
      title,
      unsaved,
      readOnly,
    ]),
  ]);
  useEffect(() => {
    const strip = list.current;
    if (!strip) return undefined;
    const observer = new ResizeObserver(() => {
      const tabs = [...strip.children];
      const first = tabs[0]?.getBoundingClientRect();
      const last = tabs.at(-1)?.getBoundingClientRect();
      setOverflows(
        (last?.right ?? 0) - (first?.left ?? 0) > strip.clientWidth - padding,
      );
      const active = strip.querySelector("[data-active=true]");
      active?.scrollIntoView({ block: "nearest", inline: "nearest" });
      hideCutTab(strip, active);
    });
    observer.observe(strip);
    const scroll = (event: WheelEvent) => {
      if (event.deltaX === 0) strip.scrollLeft += event.deltaY;
    };
    strip.addEventListener("wheel", scroll, { passive: true });
    return () => {
      observer.disconnect();
      strip.removeEventListener("wheel", scroll);
    };
  }, [shown]);
  return { list, overflows };
}

/** Scrolls on to the next tab where the left edge cuts one: the rest of a title, or of its dot, says nothing. */
function hideCutTab(strip: HTMLElement, active: Element | null): void {
  const { paddingLeft } = getComputedStyle(strip);
  const edge = strip.getBoundingClientRect().left + parseFloat(paddingLeft);
  const cut = [...strip.children].find((tab) => {
    const { left, right } = tab.getBoundingClientRect();
    return left < edge - 1 && right > edge;
  });
  const begin = cut === active ? cut : cut?.nextElementSibling;
  if (begin) strip.scrollLeft += begin.getBoundingClientRect().left - edge;
}
