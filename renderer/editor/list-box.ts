import { element } from "./dom.ts";

export interface ListEntry {
  readonly title: string;
  /** Small and dim, at the right. */
  readonly note?: string;
  /** CSS variables of dots before the title. */
  readonly dots?: readonly string[];
  readonly current?: boolean;
}

export interface ListBox {
  readonly root: HTMLElement;
  readonly list: HTMLElement;
  show(entries: readonly ListEntry[]): void;
  /** Handles the keys that move and choose. True where it did. */
  key(event: KeyboardEvent): boolean;
}

let count = 0;

/** A list that is searched from a field above it; the field keeps the focus. */
export function createListBox(
  field: HTMLInputElement | undefined,
  label: string,
  choose: (index: number) => void,
): ListBox {
  const id = `sw-list-${++count}`;
  const list = element("div", {
    class: "sw-list",
    role: "listbox",
    id,
    "aria-label": label,
    tabindex: field === undefined ? "0" : "-1",
  });
  const root = element("div", { class: "sw-list-frame" }, list);
  let options: HTMLElement[] = [];
  let active = 0;
  const controller = field ?? list;
  if (field !== undefined) {
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-expanded", "true");
    field.setAttribute("aria-controls", id);
    field.setAttribute("aria-autocomplete", "list");
  }

  function activate(index: number, scroll: boolean): void {
    options[active]?.setAttribute("aria-selected", "false");
    active = index;
    const option = options[active];
    if (option === undefined) {
      controller.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    controller.setAttribute("aria-activedescendant", option.id);
    if (scroll) option.scrollIntoView({ block: "nearest" });
  }

  /** How many rows are seen at once, less the one that stays in view. */
  function pageLength(): number {
    const height = options[0]?.offsetHeight ?? 0;
    return height > 0
      ? Math.max(1, Math.floor(list.clientHeight / height) - 1)
      : 1;
  }

  return {
    root,
    list,
    show(entries) {
      options = entries.map((entry, index) => {
        const option = element(
          "div",
          {
            class: "sw-option",
            role: "option",
            id: `${id}-${index}`,
            "aria-selected": "false",
            ...(entry.note !== undefined && {
              "aria-label": entry.title,
              "aria-description": entry.note,
            }),
          },
          ...(entry.dots ?? []).map((variable) => {
            const dot = element("span", { class: "sw-dot" });
            dot.style.background = `var(${variable}, var(--dim))`;
            return dot;
          }),
          element("span", { class: "sw-option-title" }, entry.title),
          ...(entry.note === undefined
            ? []
            : [element("span", { class: "sw-option-note" }, entry.note)]),
        );
        // the press must not take the focus from the field
        option.addEventListener("pointerdown", (event) =>
          event.preventDefault(),
        );
        option.addEventListener("pointermove", () => activate(index, false));
        option.addEventListener("click", () => choose(index));
        return option;
      });
      list.replaceChildren(
        ...(options.length > 0
          ? options
          : [element("div", { class: "sw-empty" }, "Nothing found")]),
      );
      const current = entries.findIndex((entry) => entry.current === true);
      activate(Math.max(0, current), true);
    },
    key(event) {
      // with a modifier they are the field's: they select what is typed
      if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey)
        return false;
      const last = options.length - 1;
      switch (event.key) {
        case "ArrowDown":
          activate(active >= last ? 0 : active + 1, true);
          break;
        case "ArrowUp":
          activate(active <= 0 ? last : active - 1, true);
          break;
        case "PageDown":
          activate(Math.min(last, active + pageLength()), true);
          break;
        case "PageUp":
          activate(Math.max(0, active - pageLength()), true);
          break;
        case "Home":
          activate(0, true);
          break;
        case "End":
          activate(last, true);
          break;
        case "Enter":
          if (options[active] !== undefined) choose(active);
          break;
        default:
          return false;
      }
      event.preventDefault();
      return true;
    },
  };
}
