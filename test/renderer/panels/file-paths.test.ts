import { describe, expect, it } from "vitest";
import {
  folderOfPath,
  isWanted,
  joinPath,
  stemOf,
  withExtension,
} from "../../../renderer/panels/dialogs/file-paths.ts";

describe("paths of the file dialog", () => {
  it.each([
    ["/home/ada", "ring.json", "/home/ada/ring.json"],
    ["/", "ring.json", "/ring.json"],
    ["C:\\graphs", "ring.json", "C:\\graphs\\ring.json"],
    ["C:\\", "ring.json", "C:\\ring.json"],
    ["/home/ada", "/tmp/x.json", "/tmp/x.json"],
    ["/home/ada", "D:\\x.json", "D:\\x.json"],
  ])("%s and %s make %s", (folder, name, path) => {
    expect(joinPath(folder, name)).toBe(path);
  });

  it.each([
    ["/home/ada/ring.json", "/home/ada"],
    ["/ring.json", "/"],
    ["C:\\graphs\\ring.json", "C:\\graphs"],
    ["ring.json", undefined],
  ])("%s lies in %s", (path, folder) => {
    expect(folderOfPath(path)).toBe(folder);
  });

  it("saving adds the ending only where none is typed", () => {
    expect(withExtension("ring", ["json"])).toBe("ring.json");
    expect(withExtension("ring.JSON", ["json"])).toBe("ring.JSON");
    expect(withExtension("ring.v2", ["json"])).toBe("ring.v2.json");
  });

  it("an ending that is typed before the offered one is kept once", () => {
    expect(withExtension("ring.json.json", ["json"])).toBe("ring.json");
    expect(withExtension("ring.png.json", ["json"])).toBe("ring.png.json");
  });

  it.each([
    ["Untitled.json", "Untitled"],
    ["ring.v2.JSON", "ring.v2"],
    ["ring.v2", "ring.v2"],
  ])("the stem of %s is %s", (name, stem) => {
    expect(stemOf(name, ["json"])).toBe(stem);
  });

  it("lists folders and files of the wanted endings, nothing hidden", () => {
    const entry = (name: string, kind: "folder" | "file") => ({
      name,
      kind,
      path: `/${name}`,
      bytes: 0,
      modifiedMs: 0,
    });
    const request = { mode: "open", title: "", extensions: ["onnx"] } as const;
    expect(isWanted(entry("models", "folder"), request)).toBe(true);
    expect(isWanted(entry("Net.ONNX", "file"), request)).toBe(true);
    expect(isWanted(entry("net.json", "file"), request)).toBe(false);
    expect(isWanted(entry(".cache", "folder"), request)).toBe(false);
  });
});
