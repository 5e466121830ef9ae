import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  type Documents,
  documentsOf,
  listTemplates,
} from "../../../engine/host/documents.ts";
import { stateFiles } from "../../../engine/host/state-files.ts";
import { browser } from "../../../engine/host/browse.ts";
import { stepwrightKey, withPngText } from "../../../engine/png-text.ts";
import { writeGraph } from "../../../engine/write-graph.ts";
import { graphOf } from "../processes/started-engine.ts";
import { testDescriptions } from "../processes/test-nodes.ts";

let folder = "";
let documents: Documents;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stepwright-documents-"));
  documents = documentsOf(
    new Map(testDescriptions.map((node) => [node.id, node])),
    join(folder, "templates"),
  );
});
afterEach(() => rm(folder, { recursive: true }));

const graph = graphOf({ one: ["constant", { value: 3 }] });
// one black pixel
const png = Uint8Array.from(
  Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==",
    "base64",
  ),
);
const picture = (text: string): Uint8Array =>
  withPngText(png, { [stepwrightKey]: text });

test("a graph that is saved and opened is the same, with its path", async () => {
  const path = join(folder, "new folder", "g.json");
  expect(await documents.writeGraph(path, graph)).toEqual({ path });
  expect(await documents.readGraph(path)).toEqual({
    graph,
    path,
    readOnly: false,
    notices: [],
  });
});

test("a picture gives its graph without a path, so that saving cannot write over it", async () => {
  const bytes = picture(
    JSON.stringify({
      format: "stepwright-run",
      graph: JSON.parse(writeGraph(graph)),
    }),
  );
  await writeFile(join(folder, "a.png"), bytes);
  const read = { graph, readOnly: false, notices: [] };
  expect(await documents.readGraph(join(folder, "a.png"))).toEqual(read);
  // told by its content, not by its name
  expect(await documents.parseGraph("dropped.json", bytes)).toEqual(read);
});

test.each<[string, Uint8Array, string]>([
  ["a picture without a graph", png, "x.png is a picture without a graph"],
  [
    "a picture with a broken graph",
    picture("{"),
    "The graph in x.png is broken",
  ],
  ["a picture with something else", picture("{}"), '"format" must be'],
  ["a picture that is cut off", picture("{}").slice(0, 50), "without a graph"],
  ["nothing", new Uint8Array(), "x.png is not JSON (it is empty)"],
  [
    "a picture of another kind",
    Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0x10),
    "x.png is neither JSON nor a PNG picture; wanted a graph",
  ],
  ["zeros", new Uint8Array(9), "x.png is not JSON (it is not UTF-8 text)"],
])("%s is refused in one sentence", async (_, bytes, message) => {
  await expect(documents.parseGraph("x.png", bytes)).rejects.toThrow(message);
});

test("a picture that is cut off after its graph is opened, and said", async () => {
  const bytes = picture(
    JSON.stringify({
      format: "stepwright-run",
      graph: JSON.parse(writeGraph(graph)),
    }),
  ).slice(0, -20);
  expect(await documents.parseGraph("a.png", bytes)).toEqual({
    graph,
    readOnly: false,
    notices: [
      `The picture a.png is cut off after ${bytes.length} bytes; the graph in it is whole.`,
    ],
  });
});

test("a value that no node reads is named with the nearest that one does, and kept", async () => {
  const odd = graphOf({ wait: ["wait", { Step: 5, steps: 5 }] });
  const path = join(folder, "values.json");
  await documents.writeGraph(path, odd);
  const read = await documents.readGraph(path);
  expect(read.graph.nodes[0]?.values).toEqual({ Step: 5, steps: 5 });
  expect(read.notices).toEqual([
    '"Step" of Wait is no input of its kind: it is kept, and decides nothing; the nearest is "steps".',
  ]);
});

test("unknown kinds are named once each and kept", async () => {
  const odd = {
    ...graph,
    nodes: ["a", "b"].map((id) => ({
      id,
      type: "other/kind",
      position: [0, 0] as const,
      values: { anything: [1, { deep: true }] },
    })),
  };
  const path = join(folder, "odd.json");
  await documents.writeGraph(path, odd);
  const read = await documents.readGraph(path);
  expect(read.graph).toEqual(odd);
  expect(read.notices).toEqual([
    'The node kind "other/kind" is not known here; its nodes are kept as they are, with their links.',
  ]);
});

test("a file of a newer version is not saved over", async () => {
  const path = join(folder, "newer.json");
  const text = writeGraph(graph).replace('"version": 2', '"version": 3');
  await writeFile(path, text);
  await expect(documents.writeGraph(path, graph)).rejects.toThrow(
    "was saved by a newer Stepwright and is not saved over",
  );
  expect(await readFile(path, "utf8")).toBe(text);
});

test("a file that is not there or is a folder is said", async () => {
  await expect(documents.readGraph(join(folder, "no.json"))).rejects.toThrow(
    /^Could not read .*no\.json: there is no such file or folder\.$/,
  );
  await expect(documents.readGraph(folder)).rejects.toThrow("it is a folder");
});

test("templates come in the order of their numbers, and are opened by their ids", async () => {
  const templates = join(folder, "templates");
  await mkdir(templates);
  const put = (name: string, title: string): Promise<void> =>
    writeFile(join(templates, name), writeGraph({ ...graph, title }));
  await put("10-last.json", "Last");
  await put("2-ring-of-8.json", "Ring");
  await put("1-first.json", "First");
  await put("notes.json", "Not one");
  const listed = await listTemplates(templates);
  expect(listed.map(({ id, title }) => [id, title])).toEqual([
    ["first", "First"],
    ["ring-of-8", "Ring"],
    ["last", "Last"],
  ]);
  const read = await documents.readTemplate("ring-of-8");
  expect(read.graph.title).toBe("Ring");
  expect(read).not.toHaveProperty("path");
  await expect(documents.readTemplate("none")).rejects.toThrow(
    'There is no template "none"; there are first, ring-of-8, last.',
  );
});

test("a folder lists folders first, names as people count, and says where else to go", async () => {
  await mkdir(join(folder, "z"));
  for (const name of ["a10.json", "a2.json", ".hidden"])
    await writeFile(join(folder, name), "x");
  const { listFolder, makeFolder } = browser(folder, async () => [
    join(folder, "models"),
    "/disk/one/checkpoints",
    "/disk/two/checkpoints",
  ]);
  const listing = await listFolder();
  expect(listing.entries.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
    "folder z",
    "file a2.json",
    "file a10.json",
  ]);
  expect(listing.places.slice(0, 4)).toEqual([
    { name: "Stepwright", path: folder },
    { name: "models", path: join(folder, "models") },
    {
      name: join("one", "checkpoints"),
      path: "/disk/one/checkpoints",
    },
    {
      name: join("two", "checkpoints"),
      path: "/disk/two/checkpoints",
    },
  ]);
  expect((await makeFolder(join(folder, "new"))).path).toBe(
    join(folder, "new"),
  );
  await expect(makeFolder(join(folder, "a2.json"))).rejects.toThrow(
    "a file of that name is there",
  );
  await expect(listFolder(join(folder, "none"))).rejects.toThrow(
    "there is no such file or folder",
  );
});

test("session and settings come back after a restart, the newest of many writes at once", async () => {
  const state = stateFiles(join(folder, "state"));
  const session = (title: string) => ({
    documents: [{ id: "d", title, unsaved: true, graph }],
    active: "d",
  });
  await Promise.all(
    ["a", "b", "c"].map((title) => state.writeSession(session(title))),
  );
  const settings = { ...(await state.readSettings()), theme: "dark" as const };
  await state.writeSettings(settings);
  const again = stateFiles(join(folder, "state"));
  expect(await again.readSession()).toEqual(session("c"));
  expect(await again.readSettings()).toEqual(settings);
});

test("a broken document of a session keeps the others from nothing, and its file is kept", async () => {
  const state = stateFiles(folder);
  const document = (id: string) => ({ id, title: id, unsaved: true, graph });
  await state.writeSession({ documents: [document("a"), document("b")] });
  const path = join(folder, "session.json");
  const text = (await readFile(path, "utf8")).replace("[0,0]", "[null,0]");
  await writeFile(path, text);
  expect((await state.readSession()).documents).toEqual([document("b")]);
  expect(await readFile(`${path}.broken`, "utf8")).toBe(text);
});

test("broken state files are put aside and do not keep the program from starting", async () => {
  await writeFile(join(folder, "session.json"), '{"documents": [');
  await writeFile(join(folder, "settings.json"), "[]");
  const state = stateFiles(folder);
  expect(await state.readSession()).toEqual({ documents: [] });
  expect((await state.readSettings()).theme).toBe("system");
  expect(await readFile(join(folder, "session.json.broken"), "utf8")).toBe(
    '{"documents": [',
  );
});
