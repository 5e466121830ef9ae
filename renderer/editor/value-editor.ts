import type { Json } from "../../engine/json.ts";
import type { Choice, InputDescription } from "../../engine/node-definition.ts";
import { openChoice } from "./choice-editor.ts";
import { openField } from "./field-editor.ts";
import { inputLabel } from "./input-label.ts";
import type { Anchor, Overlay } from "./overlay.ts";
import { parseNumber, parseNumbers } from "./parse-value.ts";

/** One value to be edited in a popup at its row. */
export interface ValueEdit {
  readonly name: string;
  readonly input: InputDescription;
  readonly value: Json | undefined;
  readonly anchor: Anchor;
  /** What there is to choose from beside what it is declared with. */
  readonly moreChoices: readonly Choice[];
  /** Values by the names of the inputs; those of a preset are set together. */
  set(values: Readonly<Record<string, Json>>): void;
  choosePath(request: {
    readonly mode: "open" | "folder";
    readonly extensions: readonly string[];
    readonly start: string;
  }): Promise<string | undefined>;
}

/** The largest seed: whole numbers above it are not exact. */
export const largestSeed = Number.MAX_SAFE_INTEGER;

/** Opens what the input's kind is edited with; a switch has no popup and turns over at once. */
export function openValueEditor(overlay: Overlay, edit: ValueEdit): void {
  const { input, value, anchor } = edit;
  const set = (next: Json) => edit.set({ [edit.name]: next });
  const label = inputLabel(edit.name, input);
  switch (input.kind) {
    case "port":
      return;
    case "switch":
      return set(value !== true);
    case "choice":
      openChoice(
        overlay,
        anchor,
        label,
        [...input.choices, ...edit.moreChoices],
        value,
        (chosen) => edit.set({ [edit.name]: chosen.value, ...chosen.further }),
      );
      return;
    case "number":
      return openField(overlay, {
        anchor,
        label,
        text: asText(value),
        note: rangeNote(input.min, input.max),
        read: (text) => parseNumber(label, text, input),
        set,
      });
    case "seed":
      return openField(overlay, {
        anchor,
        label,
        text: asText(value),
        read: (text) =>
          parseNumber(label, text, { min: 0, max: largestSeed, whole: true }),
        set,
        button: { icon: "dice", title: "Random seed", press: randomSeed },
      });
    case "numbers":
      return openField(overlay, {
        anchor,
        label,
        text: Array.isArray(value)
          ? value.map(asText).join(", ")
          : asText(value),
        note: `Numbers with commas between, ${rangeNote(input.min, input.max)}${input.whenEmpty === undefined ? "" : `; none: ${input.whenEmpty}`}`,
        read: (text) => parseNumbers(label, text, input),
        set,
      });
    case "text":
      if (edit.moreChoices.length > 0) {
        openChoice(overlay, anchor, label, edit.moreChoices, value, (chosen) =>
          set(chosen.value),
        );
        return;
      }
      return openField(overlay, {
        anchor,
        label,
        text: asText(value),
        lines: Math.max(input.lines, asText(value).split("\n").length),
        read: (text) => ({ kind: "value", value: text }),
        set,
      });
    case "file":
      return openField(overlay, {
        anchor,
        label,
        text: asText(value),
        note: pathNote(input),
        wide: true,
        read: (text) => ({ kind: "value", value: text.trim() }),
        set,
        button: {
          icon: "folder",
          title: `Choose a ${input.folder ? "folder" : "file"}`,
          press: (text) =>
            edit.choosePath({
              mode: input.folder ? "folder" : "open",
              extensions: input.folder ? [] : input.extensions,
              start: text.trim(),
            }),
        },
      });
  }
}

function asText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function pathNote({
  extensions,
  folder,
}: Extract<InputDescription, { kind: "file" }>): string {
  if (extensions.length === 0) return "A path";
  const kinds = extensions.map((each) => `.${each}`).join(" or ");
  return folder
    ? `A path to a folder with ${kinds} files`
    : `A path to a ${kinds} file`;
}

function rangeNote(min: number, max: number): string {
  return `${min} to ${max}`;
}

/** A seed below 2^32, which every peer takes. */
async function randomSeed(): Promise<string> {
  const [seed = 0] = crypto.getRandomValues(new Uint32Array(1));
  return String(seed);
}
