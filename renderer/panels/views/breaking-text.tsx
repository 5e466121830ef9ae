import { Fragment } from "react";

/** A path, a file name or an identifier that may break after its separators; copied, it is as it was. */
export function BreakingText({ text }: { text: string }) {
  return text.split(/(?<=[/\\_.])/).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
