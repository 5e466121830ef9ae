import { element, icon, icons } from "./dom.ts";
import type { Anchor, Overlay } from "./overlay.ts";

export type MenuItem =
  | { readonly kind: "separator" }
  | {
      readonly kind: "action";
      readonly title: string;
      readonly keys?: string;
      readonly checked?: boolean;
      readonly swatch?: string;
      readonly disabled?: boolean;
      /** The menu stays open, as for going back from a submenu. */
      readonly stays?: boolean;
      run(): void;
    }
  | {
      readonly kind: "submenu";
      readonly title: string;
      readonly items: readonly MenuItem[];
    };

/** A context menu, worked with the mouse or the arrow keys. */
export function openMenu(
  overlay: Overlay,
  anchor: Anchor,
  label: string,
  items: readonly MenuItem[],
): void {
  const list = element("div", {
    class: "sw-menu",
    role: "menu",
    "aria-label": label,
    tabindex: "-1",
  });
  const popup = overlay.open(list, anchor);
  fill(list, items);
  list.addEventListener("keydown", (event) => moveFocus(list, event));
  list.focus();

  function fill(target: HTMLElement, entries: readonly MenuItem[]): void {
    target.replaceChildren(...entries.map((entry) => row(target, entry)));
  }

  function row(target: HTMLElement, item: MenuItem): HTMLElement {
    switch (item.kind) {
      case "separator":
        return element("div", { class: "sw-separator", role: "separator" });
      case "submenu": {
        const button = element(
          "button",
          {
            class: "sw-item",
            role: "menuitem",
            "aria-haspopup": "menu",
            type: "button",
          },
          element("span", { class: "sw-item-title" }, item.title),
          icon(...icons.chevronRight),
        );
        button.addEventListener("click", () => {
          // the submenu takes the menu's place; its first entry leads back
          fill(target, [
            {
              kind: "action",
              title: "Back",
              stays: true,
              run: () => fill(target, items),
            },
            { kind: "separator" },
            ...item.items,
          ]);
          buttons(target)[1]?.focus();
        });
        return button;
      }
      case "action": {
        const button = element(
          "button",
          {
            class: "sw-item",
            type: "button",
            role: item.checked === undefined ? "menuitem" : "menuitemcheckbox",
            "aria-checked":
              item.checked === undefined ? undefined : String(item.checked),
            disabled: item.disabled,
          },
          ...(item.swatch === undefined ? [] : [swatch(item.swatch)]),
          element("span", { class: "sw-item-title" }, item.title),
          ...(item.checked === true ? [icon(...icons.check)] : []),
          ...(item.keys === undefined ? [] : [element("kbd", {}, item.keys)]),
        );
        button.addEventListener("click", () => {
          if (item.stays !== true) popup.close();
          item.run();
        });
        return button;
      }
    }
  }
}

function swatch(variable: string): HTMLElement {
  const dot = element("span", { class: "sw-swatch", "aria-hidden": "true" });
  dot.style.background = `var(${variable}, transparent)`;
  return dot;
}

function buttons(list: HTMLElement): HTMLButtonElement[] {
  return [...list.querySelectorAll("button")].filter(
    (button) => !button.disabled,
  );
}

function moveFocus(list: HTMLElement, event: KeyboardEvent): void {
  const all = buttons(list);
  const at = all.findIndex((button) => button === document.activeElement);
  const to = (index: number) => {
    event.preventDefault();
    all.at(index)?.focus();
  };
  switch (event.key) {
    case "ArrowDown":
      return to((at + 1) % all.length);
    case "ArrowUp":
      return to(at <= 0 ? -1 : at - 1);
    case "Home":
      return to(0);
    case "End":
      return to(-1);
    case "ArrowRight":
      if (all[at]?.getAttribute("aria-haspopup") === "menu") all[at].click();
  }
}
