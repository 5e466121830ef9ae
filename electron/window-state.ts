import { z } from "zod";

/** In device-independent pixels. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where a window was and how. Without a place, the system chooses one. */
export interface WindowState {
  readonly bounds: Omit<Rectangle, "x" | "y"> & Partial<Rectangle>;
  readonly maximized: boolean;
}

export const smallestWindow = { width: 960, height: 600 };
const firstWindow: WindowState = {
  bounds: { width: 1440, height: 900 },
  maximized: false,
};

const pixels = z.number().int();
const savedState = z.object({
  bounds: z.object({ x: pixels, y: pixels, width: pixels, height: pixels }),
  maximized: z.boolean(),
});

/**
 * The state to open a window in.
 * @param text - What was saved; anything else gives the first window's state.
 * @param displays - The screens that are there now: a window is not opened where nobody can see it.
 */
export function readWindowState(
  text: string,
  displays: readonly Rectangle[],
): WindowState {
  const saved = savedState.safeParse(parse(text));
  if (!saved.success) return firstWindow;
  const { x, y, width, height } = saved.data.bounds;
  const size = {
    width: Math.max(width, smallestWindow.width),
    height: Math.max(height, smallestWindow.height),
  };
  const { maximized } = saved.data;
  const titleBar = { x: x + width / 2, y: y + 10 };
  const visible = displays.some((display) => contains(display, titleBar));
  return visible
    ? { bounds: { x, y, ...size }, maximized }
    : { bounds: size, maximized };
}

function contains(
  display: Rectangle,
  { x, y }: { readonly x: number; readonly y: number },
): boolean {
  return (
    x >= display.x &&
    x < display.x + display.width &&
    y >= display.y &&
    y < display.y + display.height
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
