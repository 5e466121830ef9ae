import { useEffect, useRef, useState } from "react";
import type { Documents } from "../../run/documents.ts";

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
      setOverflows(strip.scrollWidth > strip.clientWidth);
      strip
        .querySelector("[data-active=true]")
        ?.scrollIntoView({ block: "nearest", inline: "nearest" });
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
