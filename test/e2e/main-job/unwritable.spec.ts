import {
  mkdir,
  mkdtemp,
  readFile,
  readdir,
  rm,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "../app.ts";
import {
  nodeIds,
  nodeMessage,
  nodeStates,
  notice,
  ready,
  run,
  setValue,
} from "../window.ts";
import { selectNode } from "./canvas.ts";
import { askToSave } from "./files.ts";

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stepwright files "));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

test("saving where nothing can be written is one sentence, and the graph stays open, unsaved and whole", async ({
  app: { page },
}) => {
  // a file stands where a folder would have to be: that stops even an administrator
  const file = join(folder, "a-file");
  await writeFile(file, "in the way");
  await ready(page);
  await selectNode(page, "sampler-edm");
  await setValue(page, "seed", "12");
  const before = await nodeIds(page);
  await askToSave(page, join(file, "graph.json"));
  await expect(notice(page, /Could not write .*graph\.json: /)).toBeVisible();
  await expect(
    page.getByRole("tab", { name: /Ring of 8.*unsaved/ }),
  ).toBeVisible();
  expect(await nodeIds(page)).toEqual(before);
  expect(await readFile(file, "utf8")).toBe("in the way");
  expect(await readdir(folder)).toEqual(["a-file"]);
});

test("an output folder that cannot be written fails the nodes that save, in a sentence, and the others show their results", async ({
  app: { page, homeFolder },
}) => {
  const output = join(homeFolder, "output");
  await ready(page);
  await rm(output, { recursive: true, force: true });
  await mkdir(homeFolder, { recursive: true });
  await writeFile(output, "in the way");
  expect(await run(page)).toBe("failed");
  const states = await nodeStates(page);
  for (const node of ["save-image", "save-samples", "export-schedule"]) {
    expect(states[node], node).toBe("failed");
    expect(await nodeMessage(page, node)).toMatch(/^Could not write .*: /);
  }
  expect(states["scatter-optimized"]).toBe("done");
  await rm(output);
  expect(await run(page)).toBe("done");
  expect(await readdir(output)).toHaveLength(3);
});
