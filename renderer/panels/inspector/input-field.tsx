import { Dices, FolderOpen } from "lucide-react";
import { useId, type ReactNode } from "react";
import type { GraphNode } from "../../../engine/graph.ts";
import type { Json } from "../../../engine/json.ts";
import type {
  Choice,
  InputDescription,
  NodeDescription,
} from "../../../engine/node-definition.ts";
import { searchedFrom } from "../../editor/choice-editor.ts";
import { formatValue } from "../../editor/format-value.ts";
import { decidedWords } from "../../editor/decided-words.ts";
import { inputLabel, inputTitle } from "../../editor/input-label.ts";
import { inputValue } from "../../editor/shown-inputs.ts";
import { useApp } from "../../run/app-store.ts";
import { choosePath } from "../../run/choose-path.ts";
import { activeEditor } from "../../run/editors.ts";
import { offeredChoices } from "../../run/offered-choices.ts";
import { IconButton } from "../icon-button.tsx";
import { ChoiceField } from "./choice-field.tsx";
import { isTall } from "./is-tall.ts";
import { TypedField } from "./typed-field.tsx";
import { shortPath } from "./typed-value.ts";

interface Row {
  readonly id: string;
  readonly label: string;
  readonly value: Json | undefined;
  /** What there is to choose from beside what it is declared with. */
  readonly more: readonly Choice[];
  readonly disabled: boolean;
  readonly set: (value: Json) => void;
  /** Sets this value with those of further inputs, as one change. */
  readonly setWith: (
    value: Json,
    further: Readonly<Record<string, Json>>,
  ) => void;
}

/** One setting of a node: its label to the left, its value to the right. */
export function InputField({
  node,
  name,
  description,
  readOnly,
  isLinked,
}: {
  node: GraphNode;
  name: string;
  description: NodeDescription;
  readOnly: boolean;
  /** Whether something comes into a port of the node. */
  isLinked: (port: string) => boolean;
}) {
  const id = useId();
  const folders = useApp((state) => state.models);
  const findings = useApp(
    (state) => state.findings[state.documents.active ?? ""],
  );
  const input = description.inputs[name];
  if (!input) return null;
  const label = inputLabel(name, input);
  const value = inputValue(description, node.values, name);
  const { decidedBy = "" } = input;
  const decider = description.inputs[decidedBy];
  if (decider && isLinked(decidedBy))
    return (
      <div className="field" title={fieldTitle(name, input)}>
        <span>{label}</span>
        <span className="dim">
          {decidedWords({ name: decidedBy, input: decider })}
        </span>
      </div>
    );
  const setWith: Row["setWith"] = (value, further) =>
    activeEditor()?.setValues(node.id, { [name]: value, ...further });
  return (
    <div
      className="field"
      data-tall={isTall(input, label, value)}
      title={fieldTitle(name, input)}
    >
      <label htmlFor={id}>{label}</label>
      {control(input, {
        id,
        label,
        value,
        more: offeredChoices({ folders, findings }, description, node, name),
        disabled: readOnly,
        set: (value) => setWith(value, {}),
        setWith,
      })}
    </div>
  );
}

function control(input: InputDescription, row: Row): ReactNode {
  const { id, value, disabled, set, setWith } = row;
  switch (input.kind) {
    case "port":
      return null;
    case "choice":
      if (row.more.length > 0 || input.choices.length >= searchedFrom)
        return (
          <ChoiceField
            {...row}
            choices={[...input.choices, ...row.more]}
            shown={formatValue(input, value)}
            set={(chosen) => setWith(chosen.value, chosen.further ?? {})}
          />
        );
      return (
        <select
          id={id}
          value={textOf(value)}
          disabled={disabled}
          onChange={(event) => set(event.target.value)}
        >
          {!input.choices.some((choice) => choice.value === value) && (
            <option value={textOf(value)}>{textOf(value)}</option>
          )}
          {input.choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.title}
            </option>
          ))}
        </select>
      );
    case "switch":
      return (
        <input
          id={id}
          type="checkbox"
          role="switch"
          className="switch"
          checked={value === true}
          disabled={disabled}
          onChange={(event) => set(event.target.checked)}
        />
      );
    case "seed":
      return (
        <>
          <TypedField {...row} input={input} />
          <IconButton
            label="Draw another seed"
            disabled={disabled}
            onClick={() => set(drawSeed())}
          >
            <Dices size={14} aria-hidden />
          </IconButton>
        </>
      );
    case "file":
      return (
        <>
          <TypedField {...row} input={input} short={shortPath(textOf(value))} />
          <IconButton
            label={`Choose a ${input.folder ? "folder" : "file"}`}
            disabled={disabled}
            onClick={() => void browse(input, textOf(value), set)}
          >
            <FolderOpen size={14} aria-hidden />
          </IconButton>
        </>
      );
    case "text":
      if (row.more.length > 0)
        return (
          <ChoiceField
            {...row}
            choices={row.more}
            shown={formatValue(input, value)}
            set={(chosen) => set(chosen.value)}
          />
        );
      return <TypedField {...row} input={input} />;
    case "number":
    case "numbers":
      return <TypedField {...row} input={input} />;
  }
}

/** What the input is for, begun with the name that others have for it. */
function fieldTitle(name: string, input: InputDescription): string | undefined {
  const { also, description } = input;
  if (also === undefined) return description;
  const title = inputTitle(name, input);
  const begun = title.charAt(0).toUpperCase() + title.slice(1);
  return description === undefined ? begun : `${begun}: ${description}`;
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? "");
}

/** Short enough to be read and said: below 2^32. */
function drawSeed(): number {
  const [drawn] = crypto.getRandomValues(new Uint32Array(1));
  return drawn ?? 0;
}

async function browse(
  { extensions, folder }: Extract<InputDescription, { kind: "file" }>,
  start: string,
  set: (value: Json) => void,
): Promise<void> {
  const path = await choosePath({
    mode: folder ? "folder" : "open",
    title: `Choose a ${folder ? "folder" : "file"}`,
    extensions: folder ? [] : extensions,
    ...(start === "" ? {} : { start }),
  });
  if (path !== undefined) set(path);
}
