import { expect, test } from "vitest";
import { emptyGraph } from "../../engine/graph.ts";
import { mergeSession } from "../../engine/merge-session.ts";

const document = (id: string, title = id) => ({
  id,
  title,
  unsaved: true,
  graph: emptyGraph,
});

test("what another window has open stays when a window saves its own documents", () => {
  const kept = { documents: [document("a"), document("b")], active: "b" };
  const given = { documents: [document("a", "new")], active: "a" };
  expect(mergeSession(kept, given)).toEqual({
    documents: [document("a", "new"), document("b")],
    active: "a",
  });
});

test("a document that a window has closed is gone", () => {
  const kept = { documents: [document("a"), document("b")], active: "b" };
  const given = { documents: [document("a")], active: "a", closed: ["b"] };
  expect(mergeSession(kept, given)).toEqual({
    documents: [document("a")],
    active: "a",
  });
});
