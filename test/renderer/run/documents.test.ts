import { describe, expect, it } from "vitest";
import { emptyGraph } from "../../../engine/graph.ts";
import {
  activateDocument,
  addDocument,
  documentsOfSession,
  fileNameOf,
  findDocument,
  graphChanged,
  graphSaved,
  newDocument,
  noDocuments,
  removeDocument,
  sessionOfDocuments,
  titleOfPath,
  untitled,
} from "../../../renderer/run/documents.ts";

const three = ["a", "b", "c"].reduce(
  (documents, id) => addDocument(documents, newDocument(id, id)),
  noDocuments,
);

describe("documents", () => {
  it("a new document is shown at once", () => {
    expect(three.active).toBe("c");
  });

  it("a file that is open already is shown instead of opened twice", () => {
    const one = addDocument(noDocuments, {
      ...newDocument("a", "ring"),
      path: "/graphs/ring.json",
    });
    const two = addDocument(one, newDocument("b", "other"));
    const again = addDocument(two, {
      ...newDocument("c", "ring"),
      path: "/graphs/ring.json",
    });
    expect(again.open).toHaveLength(2);
    expect(again.active).toBe("a");
  });

  it("closing the active document shows the one that takes its place", () => {
    const middle = activateDocument(three, "b");
    expect(removeDocument(middle, "b").active).toBe("c");
    expect(removeDocument(three, "c").active).toBe("b");
  });

  it("closing another document leaves the active one in front", () => {
    expect(removeDocument(three, "a").active).toBe("c");
  });

  it("closing the only document leaves none active", () => {
    const one = addDocument(noDocuments, newDocument("a", "a"));
    expect(removeDocument(one, "a")).toEqual({ open: [], closed: ["a"] });
  });

  it("a change makes a document unsaved, saving that graph makes it saved", () => {
    const graph = { ...emptyGraph, title: "changed" };
    const changed = graphChanged(three, "a", graph);
    expect(findDocument(changed, "a")?.unsaved).toBe(true);
    const saved = graphSaved(changed, "a", "/graphs/ring.json", graph);
    expect(findDocument(saved, "a")).toMatchObject({
      unsaved: false,
      path: "/graphs/ring.json",
      title: "ring",
    });
  });

  it("a change made while the file was written stays unsaved", () => {
    const written = { ...emptyGraph };
    const changed = graphChanged(three, "a", { ...emptyGraph });
    const saved = graphSaved(changed, "a", "/graphs/ring.json", written);
    expect(findDocument(saved, "a")?.unsaved).toBe(true);
  });

  it("a session gives back what was open, in order, with its marks", () => {
    const documents = addDocument(three, {
      ...newDocument("d", "newer"),
      path: "/graphs/newer.json",
      unsaved: true,
      readOnly: true,
    });
    const session = structuredClone(sessionOfDocuments(documents));
    expect(documentsOfSession(session)).toEqual(documents);
  });

  it("a session whose active document is gone shows the first", () => {
    const session = sessionOfDocuments({ ...three, active: "gone" });
    expect(documentsOfSession(session).active).toBe("a");
  });

  it.each([
    ["Ring of 8: optimized beside EDM", "Ring of 8 - optimized beside EDM"],
    ["a/b\\c", "a - b - c"],
    ["..", "graph"],
    ["what?", "what"],
  ])("the file of %s is called %s", (title, name) => {
    expect(fileNameOf(title)).toBe(name);
  });

  it("untitled documents are numbered from the second on", () => {
    const first = addDocument(
      noDocuments,
      newDocument("a", untitled(noDocuments)),
    );
    expect(first.open[0]?.title).toBe("Untitled");
    expect(untitled(first)).toBe("Untitled 2");
  });

  it.each([
    ["/home/ada/ring.json", "ring"],
    ["C:\\graphs\\two d.JSON", "two d"],
    ["sample.png", "sample"],
    ["/graphs/v1.2.json", "v1.2"],
    ["/graphs/.json", ".json"],
  ])("the title of %s is %s", (path, title) => {
    expect(titleOfPath(path)).toBe(title);
  });
});
