import { element } from "./dom.ts";

export interface Tooltip {
  /** Shows a text after a moment, or moves on to another; `undefined` hides. */
  hover(
    text: string | undefined,
    at: { readonly clientX: number; readonly clientY: number },
  ): void;
  hide(): void;
}

const delayMs = 650;

export function createTooltip(host: HTMLElement): Tooltip {
  const box = element("div", { class: "sw-tooltip", role: "tooltip" });
  let wanted: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = () => {
    clearTimeout(timer);
    wanted = undefined;
    box.remove();
  };
  return {
    hover(text, { clientX, clientY }) {
      if (text === wanted) return;
      hide();
      if (text === undefined || text === "") return;
      wanted = text;
      timer = setTimeout(() => {
        box.textContent = text;
        host.append(box);
        const { offsetWidth, offsetHeight } = box;
        const left = Math.min(clientX + 12, innerWidth - offsetWidth - 8);
        const below = clientY + 18;
        const top =
          below + offsetHeight > innerHeight - 8
            ? clientY - offsetHeight - 10
            : below;
        box.style.left = `${Math.max(8, left)}px`;
        box.style.top = `${Math.max(8, top)}px`;
      }, delayMs);
    },
    hide,
  };
}
