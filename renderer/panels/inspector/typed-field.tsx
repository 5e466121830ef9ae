import { useState } from "react";
import { flushSync } from "react-dom";
import type { Json } from "../../../engine/json.ts";
import type { InputDescription } from "../../../engine/node-definition.ts";
import { readTyped, stepTyped, typedText } from "./typed-value.ts";

/**
 * A value that is typed. It is taken over by Enter or on leaving the field; what cannot be used is said below and kept.
 * @param short - How it reads where there is little room; while it is edited, and as a tooltip, it is there in full.
 */
export function TypedField({
  id,
  label,
  input,
  value,
  disabled,
  short,
  set,
}: {
  id: string;
  label: string;
  input: InputDescription;
  value: Json | undefined;
  disabled: boolean;
  short?: string;
  set: (value: Json) => void;
}) {
  const [typed, setTyped] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const [focused, setFocused] = useState(false);
  const full = typedText(input, value);
  const text = typed ?? (focused ? full : (short ?? full));
  const take = () => {
    if (typed === undefined) return;
    const read = readTyped(label, input, typed);
    if (read.kind === "refused") {
      setRefusal(read.message);
      return;
    }
    setTyped(undefined);
    setRefusal(undefined);
    if (JSON.stringify(read.value) !== JSON.stringify(value)) set(read.value);
  };
  const properties = {
    id,
    value: text,
    title: short === undefined ? undefined : full,
    disabled,
    placeholder: "whenEmpty" in input ? input.whenEmpty : undefined,
    spellCheck: false,
    "aria-invalid": refusal !== undefined,
    "aria-describedby": refusal === undefined ? undefined : `${id}-refusal`,
    onChange: (event: { target: { value: string } }) =>
      setTyped(event.target.value),
    onFocus: ({ target }: { target: { select(): void } }) => {
      // the whole text comes in place of the short one before it is selected: what is typed replaces it
      flushSync(() => setFocused(true));
      if (short !== undefined) target.select();
    },
    onBlur: () => {
      setFocused(false);
      take();
    },
  };
  const forget = () => {
    setTyped(undefined);
    setRefusal(undefined);
  };
  return (
    <>
      {input.kind === "text" && input.lines > 1 ? (
        <textarea
          {...properties}
          rows={input.lines}
          onKeyDown={(event) => {
            if (event.key === "Escape") forget();
          }}
        />
      ) : (
        <input
          {...properties}
          type="text"
          autoComplete="off"
          inputMode={
            input.kind === "number" || input.kind === "seed"
              ? "decimal"
              : undefined
          }
          onKeyDown={(event) => {
            if (event.key === "Escape") forget();
            if (event.key === "Enter" && !event.ctrlKey && !event.metaKey)
              take();
            const steps =
              event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
            const stepped =
              steps === 0
                ? undefined
                : stepTyped(input, value, event.shiftKey ? steps * 10 : steps);
            if (stepped === undefined) return;
            event.preventDefault();
            forget();
            set(stepped);
          }}
        />
      )}
      {refusal !== undefined && (
        <span id={`${id}-refusal`} className="refusal" role="alert">
          {refusal}
        </span>
      )}
    </>
  );
}
