import type { Json } from "../../engine/json.ts";
import { element, icon, icons } from "./dom.ts";
import type { Anchor, Overlay } from "./overlay.ts";
import type { Parsed } from "./parse-value.ts";

interface FieldEdit<T extends Json> {
  readonly anchor: Anchor;
  readonly label: string;
  readonly text: string;
  readonly note?: string;
  /** More than one makes a field of several lines, where Enter breaks the line. */
  readonly lines?: number;
  readonly wide?: boolean;
  read(text: string): Parsed<T>;
  set(value: T): void;
  /** A button whose answer, where there is one, is taken as the value. */
  readonly button?: {
    readonly icon: "dice" | "folder";
    readonly title: string;
    press(text: string): Promise<string | undefined>;
  };
}

/**
 * A field over a value's row. Enter takes what was typed, Escape leaves the value as it was; a press elsewhere takes it
 * where it is sound, and drops it otherwise. What is not sound says why and stays.
 */
export function openField<T extends Json>(
  overlay: Overlay,
  edit: FieldEdit<T>,
): void {
  const several = (edit.lines ?? 1) > 1;
  const field = several
    ? element("textarea", {
        rows: String(Math.min(12, Math.max(4, edit.lines ?? 4))),
        cols: "36",
      })
    : element("input", { type: "text", autocomplete: "off" });
  field.spellcheck = false;
  field.setAttribute("aria-label", edit.label);
  field.value = edit.text;
  const error = element("div", { class: "sw-field-error", role: "alert" });
  const line = element("div", { class: "sw-field-line" }, field);
  const root = element(
    "div",
    { class: "sw-field", role: "dialog", "aria-label": edit.label },
    line,
    element(
      "div",
      { class: "sw-field-note" },
      several
        ? "Ctrl+Enter takes it, Escape leaves it as it was"
        : (edit.note ?? ""),
    ),
    error,
  );
  root.style.width = `${Math.max(edit.wide === true ? 340 : 190, edit.anchor.width)}px`;
  if (several) root.style.width = "auto";

  /** Takes what was typed; false where it is refused. */
  const take = (): boolean => {
    if (field.value === edit.text) return true;
    const parsed = edit.read(field.value);
    if (parsed.kind === "refused") {
      error.textContent = parsed.message;
      field.setAttribute("aria-invalid", "true");
      return false;
    }
    edit.set(parsed.value);
    return true;
  };

  const { button } = edit;
  if (button !== undefined) {
    const pressable = element(
      "button",
      {
        type: "button",
        class: "sw-button",
        "aria-label": button.title,
        title: button.title,
      },
      icon(...icons[button.icon]),
    );
    pressable.addEventListener("click", () => {
      void button.press(field.value).then((answer) => {
        if (answer === undefined) return;
        field.value = answer;
        if (take()) popup.close();
      });
    });
    line.append(pressable);
  }

  const popup = overlay.open(root, edit.anchor, {
    cover: true,
    closed: (why) => {
      if (why === "outside") take();
    },
  });
  field.addEventListener("input", () => {
    error.textContent = "";
    field.removeAttribute("aria-invalid");
  });
  field.addEventListener("keydown", (event) => {
    if (!(event instanceof KeyboardEvent) || event.key !== "Enter") return;
    if (several && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    if (take()) popup.close();
  });
  field.focus();
  field.select();
}
