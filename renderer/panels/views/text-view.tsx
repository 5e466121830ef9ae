import { Check, Copy } from "lucide-react";
import { useState } from "react";
import type { View } from "../../../engine/view.ts";
import { notifyFailure } from "../../run/notify.ts";

/** A text of a result, with a button that copies it where it is meant to be taken elsewhere. */
export function TextView({ view }: { view: Extract<View, { kind: "text" }> }) {
  return (
    <div className="result">
      <pre className="result-text" data-code={view.copyable === true}>
        {view.text}
      </pre>
      {view.copyable === true && <CopyButton text={view.text} label="Copy" />}
    </div>
  );
}

/** Copies and says so for a moment. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <button
      type="button"
      className="button"
      onClick={() => void copy().catch(notifyFailure)}
    >
      {copied ? (
        <Check size={13} aria-hidden />
      ) : (
        <Copy size={13} aria-hidden />
      )}
      {copied ? "Copied" : label}
    </button>
  );
}
