import type { StepCanvas } from "./step-canvas.ts";

/** Keeps the canvas as large as its host, in the screen's own pixels. Returns a function that stops it. */
export function fitSurface(
  host: HTMLElement,
  canvas: StepCanvas,
  resized: (width: number, height: number) => void,
): () => void {
  const fit = () => {
    const ratio = window.devicePixelRatio || 1;
    const width = Math.round(host.clientWidth * ratio);
    const height = Math.round(host.clientHeight * ratio);
    const surface = canvas.canvas;
    if (surface.width === width && surface.height === height) return;
    surface.width = width;
    surface.height = height;
    canvas.ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    canvas.setDirty(true, true);
    if (width > 0 && height > 0) {
      resized(host.clientWidth, host.clientHeight);
      // a surface that was just resized is blank until it is drawn
      canvas.draw(true, true);
    }
  };
  const observer = new ResizeObserver(fit);
  observer.observe(host);
  window.addEventListener("resize", fit);
  fit();
  return () => {
    observer.disconnect();
    window.removeEventListener("resize", fit);
  };
}
