import type { Json } from "../../engine/json.ts";
import type { Choice } from "../../engine/node-definition.ts";
import { choiceEntries, type ChoiceEntry } from "./choice-entries.ts";
import { element } from "./dom.ts";
import { createListBox } from "./list-box.ts";
import type { Anchor, OpenPopup, Overlay } from "./overlay.ts";

/** From this many choices on, there is a field to search them. */
export const searchedFrom = 9;

/** A list to choose from, at a value's row. */
export function openChoice(
  overlay: Overlay,
  anchor: Anchor,
  label: string,
  choices: readonly Choice[],
  value: Json | undefined,
  set: (chosen: ChoiceEntry) => void,
): OpenPopup {
  const field =
    choices.length >= searchedFrom
      ? element("input", {
          type: "text",
          placeholder: "Search",
          "aria-label": `Search ${label}`,
          autocomplete: "off",
        })
      : undefined;
  let shown: readonly ChoiceEntry[] = [];
  const box = createListBox(field, label, (index) => {
    const choice = shown[index];
    if (choice === undefined) return;
    popup.close();
    if (choice.value !== value || choice.further) set(choice);
  });
  const root = element(
    "div",
    { class: "sw-choice" },
    ...(field === undefined ? [] : [field]),
    box.root,
  );
  root.style.minWidth = `${Math.max(160, anchor.width)}px`;
  const update = () => {
    const query = field?.value ?? "";
    shown = choiceEntries(choices, query);
    box.show(
      shown.map((choice) => ({
        ...choice,
        // of what was searched for, the best is first
        current:
          query === "" &&
          choice.value === value &&
          choice.further === undefined,
      })),
    );
  };
  update();
  const popup = overlay.open(root, anchor);
  field?.addEventListener("input", update);
  const controller = field ?? box.list;
  controller.addEventListener("keydown", (event) => box.key(event));
  controller.focus();
  update();
  // fewer hits make it shorter, not narrower
  root.style.width = `${root.offsetWidth}px`;
  return popup;
}
