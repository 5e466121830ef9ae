import { useState } from "react";
import type { Json } from "../../../engine/json.ts";
import type { InputDescription } from "../../../engine/node-definition.ts";
import { readTyped, stepTyped, typedText } from "./typed-value.ts";

/** A value that is typed. It is taken over by Enter or on leaving the field; what cannot be used is said below and kept. */
export function TypedField({
  id,
  label,
  input,
  value,
  disabled,
  set,
}: {
  id: string;
  label: string;
  input: InputDescription;
  value: Json | undefined;
  disabled: boolean;
  set: (value: Json) => void;
}) {
  const [typed, setTyped] = useState<string>();
  const [refusal, setRefusal] = useState<string>();
  const text = typed ?? typedText(input, value);
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
    disabled,
    spellCheck: false,
    "aria-invalid": refusal !== undefined,
    "aria-describedby": refusal === undefined ? undefined : `${id}-refusal`,
    onChange: (event: { target: { value: string } }) =>
      setTyped(event.target.value),
    onBlur: take,
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
