import { element } from "./dom.ts";
import { stepNodes } from "./graph-adapter.ts";
import type { StepCanvas } from "./step-canvas.ts";
import { typeColor, type Theme } from "./theme.ts";

export interface Minimap {
  readonly isShown: boolean;
  toggle(): void;
  /** Draws it where something moved; cheap when it is hidden. */
  draw(theme: Theme): void;
}

const size = { width: 180, height: 120 };

/** A small picture of the whole graph with a frame around what is seen; pressing in it goes there. */
export function createMinimap(host: HTMLElement, canvas: StepCanvas): Minimap {
  const surface = element("canvas", {
    class: "sw-minimap",
    role: "img",
    "aria-label": "Minimap",
  });
  surface.hidden = true;
  host.append(surface);
  let scale = 1;
  let left = 0;
  let top = 0;

  const go = (event: PointerEvent) => {
    if (event.buttons !== 1) return;
    const box = surface.getBoundingClientRect();
    const x = left + (event.clientX - box.left) / scale;
    const y = top + (event.clientY - box.top) / scale;
    const { clientWidth, clientHeight } = canvas.canvas;
    canvas.ds.offset = [
      clientWidth / 2 / canvas.ds.scale - x,
      clientHeight / 2 / canvas.ds.scale - y,
    ];
    canvas.setDirty(true, true);
  };
  surface.addEventListener("pointerdown", (event) => {
    surface.setPointerCapture(event.pointerId);
    go(event);
  });
  surface.addEventListener("pointermove", go);

  return {
    get isShown() {
      return !surface.hidden;
    },
    toggle() {
      surface.hidden = !surface.hidden;
      canvas.setDirty(true, true);
    },
    draw(theme) {
      if (surface.hidden) return;
      const ratio = window.devicePixelRatio || 1;
      surface.width = size.width * ratio;
      surface.height = size.height * ratio;
      const context = surface.getContext("2d");
      if (context === null) return;
      context.scale(ratio, ratio);
      const { scale: zoom, offset } = canvas.ds;
      const { clientWidth, clientHeight } = canvas.canvas;
      const seen = {
        x: -offset[0],
        y: -offset[1],
        width: clientWidth / zoom,
        height: clientHeight / zoom,
      };
      const nodes = stepNodes(canvas.stepGraph);
      const rects = nodes.map((node) => [...node.boundingRect]);
      const all = [...rects, [seen.x, seen.y, seen.width, seen.height]];
      left = Math.min(...all.map(([x = 0]) => x)) - 40;
      top = Math.min(...all.map(([, y = 0]) => y)) - 40;
      const right = Math.max(...all.map(([x = 0, , w = 0]) => x + w)) + 40;
      const bottom = Math.max(...all.map(([, y = 0, , h = 0]) => y + h)) + 40;
      scale = Math.min(
        size.width / (right - left),
        size.height / (bottom - top),
      );
      rects.forEach(([x = 0, y = 0, width = 0, height = 0], index) => {
        const node = nodes[index];
        context.fillStyle =
          node?.selected === true
            ? theme.accent
            : typeColor(theme, node?.outputs[0]?.type ?? node?.inputs[0]?.type);
        context.globalAlpha = 0.7;
        context.fillRect(
          (x - left) * scale,
          (y - top) * scale,
          Math.max(2, width * scale),
          Math.max(2, height * scale),
        );
      });
      context.globalAlpha = 1;
      context.strokeStyle = theme.text;
      context.lineWidth = 1;
      context.strokeRect(
        (seen.x - left) * scale,
        (seen.y - top) * scale,
        seen.width * scale,
        seen.height * scale,
      );
    },
  };
}
