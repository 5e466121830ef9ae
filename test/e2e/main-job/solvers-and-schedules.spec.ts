import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "../app.ts";
import { nodeIds, ready, run, setValue } from "../window.ts";
import {
  addBySearch,
  chooseValue,
  drag,
  dragLink,
  placeOf,
  selectNode,
  typeValue,
} from "./canvas.ts";
import { commandLine } from "./command-line.ts";
import { emptyCanvas } from "./empty-canvas.ts";

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stepwright-solvers-"));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

test("a pasted schedule, a solver by ComfyUI's name with an option, and torch's noise give what the command line gives", async ({
  app: { page, homeFolder },
}) => {
  await emptyCanvas(page);
  for (const [id, title, x, y] of [
    ["model", "Model", 110, 90],
    ["solver", "Solver", 110, 300],
    ["manual-schedule", "Manual Schedule", 110, 500],
    ["sampler", "Sampler", 570, 90],
    ["save-samples", "Save Samples", 900, 90],
  ] as const) {
    await addBySearch(page, title, { x: 1130, y: 640 });
    await expect.poll(() => nodeIds(page)).toContain(id);
    await drag(page, await placeOf(page, id, { title: true }), {
      x: x + 40,
      y,
    });
  }
  for (const [from, to] of [
    ["model", "model"],
    ["solver", "solver"],
    ["manual-schedule", "schedule"],
  ] as const)
    await dragLink(page, [from, to], ["sampler", to]);
  await dragLink(page, ["sampler", "samples"], ["save-samples", "samples"]);

  await chooseValue(page, "solver", "solver", "DPM++ SDE");
  await typeValue(page, "solver", "dpmpp-sde:r", "0.4");
  const { x, y } = await placeOf(page, "manual-schedule", { input: "sigmas" });
  await page.mouse.click(x, y);
  const field = page.locator(".sw-field").getByRole("textbox");
  await field.fill("14,6; 3,5; 0,7; 1e-1; 0");
  await field.press("Control+Enter");
  await typeValue(page, "save-samples", "name", "pasted");

  await page.keyboard.press("Alt+i");
  await selectNode(page, "sampler");
  await setValue(page, "seed", "7");
  await setValue(page, "count", "20");
  await page
    .locator(".inspector")
    .getByLabel("noise", { exact: true })
    .selectOption("torch-cpu");
  expect(await run(page)).toBe("done");

  await selectNode(page, "manual-schedule");
  await expect(page.locator(".inspector")).toContainText("decimal");
  const sigmas = join(folder, "sigmas.json");
  await writeFile(sigmas, "[14.6, 3.5, 0.7, 0.1, 0]");
  const out = join(folder, "asked.npy");
  const words = `sample --model ring-of-8 --solver dpmpp_sde --option r=0.4 --seed 7 --count 20 --noise-source torch-cpu`;
  await commandLine(...words.split(" "), "--sigmas", sigmas, "--out", out);
  const saved = await readFile(join(homeFolder, "output", "pasted.npy"));
  expect(saved.equals(await readFile(out))).toBe(true);
});

test("nodes, solvers and schedules are found by ComfyUI's names, on the canvas and in the inspector, and a name sets its options with the solver", async ({
  app: { page },
}) => {
  await emptyCanvas(page);
  await addBySearch(page, "KSamplerSelect", { x: 600, y: 200 });
  await addBySearch(page, "BasicScheduler", { x: 600, y: 500 });
  await expect.poll(() => nodeIds(page)).toEqual(["solver", "schedule"]);
  await page.keyboard.press("Alt+l");
  const library = page.getByRole("searchbox", { name: "Search nodes" });
  await library.fill("SplitSigmas");
  await expect(page.locator(".library-node").first()).toHaveText(
    "Split ScheduleSplitSigmas",
  );
  await library.press("Alt+l");

  const valuesOf = (id: string) =>
    page.evaluate(
      (node) =>
        window.stepwright?.editor?.read().nodes.find((each) => each.id === node)
          ?.values,
      id,
    );
  const { x, y } = await placeOf(page, "solver", { input: "solver" });
  await page.mouse.click(x, y);
  await page.keyboard.type("uni_pc_bh2");
  await expect(page.getByRole("option", { selected: true })).toHaveText(
    "uni_pc_bh2UniPC",
  );
  await page.keyboard.press("Enter");
  const bh2 = { solver: "unipc", "unipc:variant": "bh2" };
  expect(await valuesOf("solver")).toMatchObject(bh2);
  await page.keyboard.press("Control+z");
  expect(await valuesOf("solver")).toEqual({});

  await page.keyboard.press("Alt+i");
  const inspector = page.locator(".inspector");
  await selectNode(page, "solver");
  const solver = inspector.getByLabel("solver", { exact: true });
  await solver.press("ArrowDown");
  await page.keyboard.type("euler_ancestral");
  await page.keyboard.press("Enter");
  await expect(solver).toBeFocused();
  await expect(solver).toHaveText("Stochastic DDIM");
  await expect(
    inspector.locator(".field", { hasText: "noise scale" }),
  ).toHaveAttribute("title", /^Noise scale \(s_noise\): /);
  await selectNode(page, "schedule");
  const family = inspector.getByLabel("family", { exact: true });
  await family.focus();
  await page.keyboard.type("kl_opt");
  const found = page.locator(".sw-choice").getByRole("option");
  await expect(found).toHaveText(["kl_optimalGaussian-optimal, ends at 0"]);
  await found.click();
  await expect(family).toHaveText("Gaussian-optimal");
  // with the ending that ComfyUI gives it
  expect(await valuesOf("schedule")).toEqual({
    family: "gaussian-optimal",
    ending: "zero",
  });
});

test("the table of solvers and schedules is a key away, and is searched by anybody's name for them", async ({
  app: { page },
}) => {
  await ready(page);
  await page.keyboard.press("F1");
  const dialog = page.getByRole("dialog", { name: "Solvers and schedules" });
  const search = dialog.getByLabel("Search solvers and schedules");
  await expect(search).toBeFocused();
  await search.fill("uni_pc_bh2");
  await expect(dialog.getByRole("rowheader")).toHaveText(["UniPCunipc"]);
  // the page with the name itself comes to the front; others that only mention it are a press away
  await search.fill("karras");
  await expect(dialog.getByRole("rowheader").first()).toHaveText("EDMedm");
  await dialog.getByRole("tab", { name: /^Solvers/ }).click();
  await expect(
    dialog.getByRole("rowheader", { name: /^Heun/ }).first(),
  ).toBeVisible();
  await search.fill("kl_optimal");
  await dialog.getByRole("tab", { name: "Solvers 0" }).click();
  await dialog.getByRole("button", { name: "1 in Schedules" }).click();
  await expect(dialog.getByRole("rowheader")).toHaveText([
    "Gaussian-optimalgaussian-optimal",
  ]);
  await search.fill("no such thing");
  await expect(dialog.getByText("Nothing here has")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
});
