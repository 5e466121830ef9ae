import { useEffect, useRef, type KeyboardEvent } from "react";
import type { Json } from "../../../engine/json.ts";
import type { Choice } from "../../../engine/node-definition.ts";
import { openChoice } from "../../editor/choice-editor.ts";
import type { ChoiceEntry } from "../../editor/choice-entries.ts";
import { createOverlay, type Overlay } from "../../editor/overlay.ts";

/** A value out of so many that they are searched: it opens the list that the node's row opens, also by typing. */
export function ChoiceField({
  id,
  label,
  choices,
  value,
  shown,
  disabled,
  set,
}: {
  id: string;
  label: string;
  choices: readonly Choice[];
  value: Json | undefined;
  /** The value as it is read. */
  shown: string;
  disabled: boolean;
  set: (chosen: ChoiceEntry) => void;
}) {
  const button = useRef<HTMLButtonElement>(null);
  const overlay = useRef<Overlay>(undefined);
  useEffect(() => () => overlay.current?.destroy(), []);
  const open = () => {
    const field = button.current?.closest(".field");
    if (!field) return;
    const { left, top, width, height } = field.getBoundingClientRect();
    overlay.current ??= createOverlay(document.body, () =>
      button.current?.focus(),
    );
    const anchor = { left, top, width, height };
    openChoice(overlay.current, anchor, label, choices, value, set);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const { key, ctrlKey, altKey, metaKey } = event;
    const types =
      key.length === 1 && key !== " " && !ctrlKey && !altKey && !metaKey;
    if (!types && key !== "ArrowDown" && key !== "ArrowUp") return;
    // what is typed goes on into the list's search, and is no command of the window
    if (types) event.stopPropagation();
    else event.preventDefault();
    open();
  };
  return (
    <button
      ref={button}
      id={id}
      type="button"
      className="choice-button"
      role="combobox"
      aria-haspopup="listbox"
      aria-expanded={false}
      disabled={disabled}
      onClick={open}
      onKeyDown={onKeyDown}
    >
      {shown}
    </button>
  );
}
