import type { Json } from "../../engine/json.ts";
import { element } from "./dom.ts";
import { fuzzyMatch } from "./fuzzy-match.ts";
import { createListBox } from "./list-box.ts";
import type { Anchor, Overlay } from "./overlay.ts";

interface Choice {
  readonly value: string;
  readonly title: string;
}

/** From this many choices on, there is a field to search them. */
const searchedFrom = 9;

/** A list to choose from, at a value's row. */
export function openChoice(
  overlay: Overlay,
  anchor: Anchor,
  label: string,
  choices: readonly Choice[],
  value: Json | undefined,
  set: (value: string) => void,
): void {
  const field =
    choices.length >= searchedFrom
      ? element("input", {
          type: "text",
          placeholder: "Search",
          "aria-label": `Search ${label}`,
          autocomplete: "off",
        })
      : undefined;
  let shown = choices;
  const box = createListBox(field, label, (index) => {
    const choice = shown[index];
    if (choice === undefined) return;
    popup.close();
    if (choice.value !== value) set(choice.value);
  });
  const root = element(
    "div",
    { class: "sw-choice" },
    ...(field === undefined ? [] : [field]),
    box.root,
  );
  root.style.minWidth = `${Math.max(160, anchor.width)}px`;
  const update = () => {
    shown = matching(choices, field?.value ?? "");
    box.show(
      shown.map((choice) => ({
        title: choice.title,
        current: choice.value === value,
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
}

function matching(
  choices: readonly Choice[],
  query: string,
): readonly Choice[] {
  if (query.trim() === "") return choices;
  return choices
    .map((choice) => ({ choice, score: fuzzyMatch(query, choice.title) }))
    .filter(({ score }) => score !== undefined)
    .toSorted((a, b) => (b.score ?? 0) - (a.score ?? 0))
    .map(({ choice }) => choice);
}
