import { expect, test } from "vitest";
import { tableHead, tableLine, withBlock } from "./document-block.ts";

const document = [
  "# Title",
  "<!-- nfe ring -->",
  "old",
  "<!-- end of nfe ring -->",
  "The end",
].join("\n");

test("what stands between the marks is replaced, all else and the marks are kept", () => {
  const once = withBlock(document, "nfe ring", "new\n");
  expect(once).toBe(
    "# Title\n<!-- nfe ring -->\n\nnew\n\n<!-- end of nfe ring -->\nThe end",
  );
  expect(withBlock(once, "nfe ring", "new")).toBe(once);
});

test("a block that is not there is named", () => {
  expect(() => withBlock(document, "nfe grid", "new")).toThrow(
    "The document has no block between <!-- nfe grid --> and <!-- end of nfe grid -->",
  );
});

test("a table is Markdown", () => {
  expect([...tableHead(["a", "b"]), tableLine(["1", "2"])]).toEqual([
    "| a | b |",
    "| --- | --- |",
    "| 1 | 2 |",
  ]);
});
