import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { decode } from "fast-png";
import { build, preview } from "vite";
import type { Editor, EditorCommand } from "../../../renderer/editor/editor.ts";
import type { Graph } from "../../../engine/graph.ts";
import type { Harness } from "./harness.ts";

const configFile = fileURLToPath(
  new URL("vite.harness.config.ts", import.meta.url),
);

const built = fileURLToPath(
  new URL("../../../.cache/editor-harness", import.meta.url),
);

/**
 * Builds the page and serves it; the answer is its address and a way to stop.
 * @param folder - Where it is built, its own for each that runs at the same time.
 */
export async function servePage(folder: string): Promise<{
  url: string;
  close(): Promise<void>;
}> {
  const outDir = join(built, folder);
  await build({ configFile, build: { outDir } });
  const server = await preview({
    configFile,
    build: { outDir },
    preview: { host: "127.0.0.1", port: 0 },
  });
  const address = server.httpServer.address();
  if (address === null || typeof address === "string")
    throw new Error("the harness's server has no port");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: () => server.close(),
  };
}

type Part = Parameters<Editor["locate"]>[1];
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** The editor as a person at the mouse has it, and what can be seen of its graph. */
export function driveEditor(page: Page) {
  const locate = (node: string, part: Part): Promise<Place> =>
    page.evaluate(
      ([id, where]) => {
        const at = window.harness.editor.locate(id, where);
        return { x: at.clientX, y: at.clientY };
      },
      [node, part] as const,
    );
  const drag = async (from: Place, to: Place): Promise<void> => {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, {
      steps: 4,
    });
    await page.mouse.move(to.x, to.y, { steps: 4 });
    await page.mouse.up();
  };
  return {
    locate,
    drag,
    read: (): Promise<Graph> =>
      page.evaluate(() => window.harness.editor.read()),
    load: (graph: Graph): Promise<void> =>
      page.evaluate(
        (text) => window.harness.editor.load(JSON.parse(text) as Graph),
        JSON.stringify(graph),
      ),
    command: (name: EditorCommand): Promise<void> =>
      page.evaluate((next) => window.harness.editor.command(next), name),
    notices: (): Promise<string[]> =>
      page.evaluate(() => window.harness.notices),
    selection: (): Promise<readonly string[]> =>
      page.evaluate(() => window.harness.editor.selection),
    harness: <T>(look: (harness: Harness) => T): Promise<T> =>
      page.evaluate(`(${String(look)})(window.harness)`),
    /** Width and height of a node's body at scale 1, from where its parts are. */
    async size(id: string): Promise<readonly [number, number]> {
      return page.evaluate((node) => {
        const surface = document.querySelector("canvas.sw-canvas");
        if (surface === null) throw new Error("there is no canvas");
        // litegraph leaves itself on its element
        const { graph } = (
          surface as unknown as {
            data: {
              graph: {
                _nodes_by_id: Record<string, { size: ArrayLike<number> }>;
              };
            };
          }
        ).data;
        const { size } = graph._nodes_by_id[`#${node}`] ?? { size: [] };
        return [size[0] ?? 0, size[1] ?? 0] as const;
      }, id);
    },
    /** The colour that is seen at a point of the window. */
    async colorAt({ x, y }: Place): Promise<number[]> {
      const picture = await page.screenshot({
        clip: { x, y, width: 1, height: 1 },
      });
      return Array.from(decode(picture).data.slice(0, 3));
    },
    /** Double-clicks empty canvas, types, and takes the first that is found. */
    async addBySearch(query: string, at: Place): Promise<void> {
      await page.mouse.dblclick(at.x, at.y);
      await page.getByRole("combobox", { name: "Search nodes" }).fill(query);
      await page.keyboard.press("Enter");
    },
    async link(
      from: readonly [string, string],
      to: readonly [string, string],
    ): Promise<void> {
      await drag(
        await locate(from[0], { output: from[1] }),
        await locate(to[0], { input: to[1] }),
      );
    },
  };
}

export type EditorDriver = ReturnType<typeof driveEditor>;
