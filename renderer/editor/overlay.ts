import { element } from "./dom.ts";

/** Where something pops up, in CSS pixels of the window. */
export interface Anchor {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface OpenPopup {
  /** Closes it; nothing happens where it is closed already. */
  close(): void;
}

export interface Overlay {
  /** Shows one popup over the canvas; the one before it closes. */
  open(
    content: HTMLElement,
    anchor: Anchor,
    options?: {
      /** Over the anchor itself, not below it; moved up only as far as it must. */
      readonly cover?: boolean;
      /** Called once when it closes; `pressed outside` tells a press elsewhere from Escape. */
      readonly closed?: (why: "outside" | "escape" | "code") => void;
    },
  ): OpenPopup;
  /** Closes what is open, as a press outside does. */
  dismiss(): void;
  readonly isOpen: boolean;
  destroy(): void;
}

/** @param giveBackFocus - Called when a popup that had the focus is gone. */
export function createOverlay(
  host: HTMLElement,
  giveBackFocus: () => void,
): Overlay {
  let current: { close(why: "outside" | "escape" | "code"): void } | undefined;

  const open: Overlay["open"] = (content, anchor, options = {}) => {
    current?.close("outside");
    const frame = element("div", { class: "sw-popup" }, content);
    host.append(frame);
    place(frame, anchor, options.cover === true);
    const onPress = (event: PointerEvent) => {
      if (event.target instanceof Node && frame.contains(event.target)) return;
      self.close("outside");
    };
    const self = {
      close(why: "outside" | "escape" | "code") {
        if (current !== self) return;
        current = undefined;
        document.removeEventListener("pointerdown", onPress, true);
        const hadFocus = frame.contains(document.activeElement);
        // first what was typed is taken, then the field goes
        options.closed?.(why);
        frame.remove();
        if (hadFocus) giveBackFocus();
      },
    };
    frame.addEventListener("keydown", (event) => {
      if (event.key === "Escape") {
        event.preventDefault();
        self.close("escape");
      }
      // what is typed here is no command of the window
      event.stopPropagation();
    });
    frame.addEventListener("wheel", (event) => event.stopPropagation());
    frame.addEventListener("contextmenu", (event) => event.preventDefault());
    document.addEventListener("pointerdown", onPress, true);
    current = self;
    return { close: () => self.close("code") };
  };

  return {
    open,
    dismiss: () => current?.close("outside"),
    get isOpen() {
      return current !== undefined;
    },
    destroy: () => current?.close("code"),
  };
}

/** Below the anchor, or above it where there is no room; never outside the window. */
export function place(
  frame: HTMLElement,
  anchor: Anchor,
  cover: boolean,
): void {
  const margin = 8;
  const { innerWidth, innerHeight } = window;
  frame.style.maxHeight = `${innerHeight - 2 * margin}px`;
  frame.style.maxWidth = `${innerWidth - 2 * margin}px`;
  const { offsetWidth: width, offsetHeight: height } = frame;
  const below = anchor.top + (cover ? 0 : anchor.height + 4);
  const above = anchor.top - 4 - height;
  const fits = below + height <= innerHeight - margin;
  const top = cover || fits || above < margin ? below : above;
  const clamp = (value: number, most: number) =>
    Math.max(margin, Math.min(value, most - margin));
  frame.style.left = `${clamp(anchor.left, innerWidth - width)}px`;
  frame.style.top = `${clamp(top, innerHeight - height)}px`;
}
