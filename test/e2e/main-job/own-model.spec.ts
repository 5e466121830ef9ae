import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeOnnx } from "../../models/onnx-writer.ts";
import { expect, test } from "../app.ts";
import { nodeMessage, nodeStates, run, setValue } from "../window.ts";
import {
  lookAt,
  placeOf,
  resultPixels,
  selectNode,
  typeValue,
} from "./canvas.ts";
import { chooseInFolder } from "./files.ts";
import { openOwnModel } from "./own-model-graph.ts";
import { colours, differentPixels, pixelsOf, type Pixels } from "./pictures.ts";

const fixtures = fileURLToPath(new URL("../../fixtures/onnx", import.meta.url));

let folder: string;
test.beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "stepwright models "));
});
test.afterEach(() => rm(folder, { recursive: true, force: true }));

test("a convolutional model that PyTorch exported is chosen in the dialog, runs, and its pictures appear on the node", async ({
  app: { page, homeFolder },
}) => {
  await openOwnModel(page);
  const { x, y } = await placeOf(page, "model", { input: "path" });
  await page.mouse.click(x, y);
  await page.getByRole("button", { name: "Choose a file" }).last().click();
  await chooseInFolder(page, fixtures, "pytorch-conv.onnx");
  await lookAt(page, "preview");
  expect(colours(await resultPixels(page, "preview", "preview"))).toBeLessThan(
    40,
  );
  expect(await run(page)).toBe("done");

  await expect
    .poll(async () => colours(await resultPixels(page, "preview", "preview")))
    .toBeGreaterThan(500);
  const saved = await savedPicture(homeFolder, "picture.png");
  // a grid of 4 × 4 pictures of 16 × 16 with lines of 1 between
  expect([saved.width, saved.height, saved.channels]).toEqual([67, 67, 3]);
  await selectNode(page, "preview");
  // small pictures are enlarged by a whole factor
  await expect
    .poll(() =>
      page
        .locator(".inspector img")
        .evaluate((image: HTMLImageElement) => image.naturalWidth % 67),
    )
    .toBe(0);
  await selectNode(page, "model");
  await expect(
    page
      .locator(".inspector")
      .getByRole("row", { name: /^shape \[?3, 16, 16/ }),
  ).toBeVisible();
});

test("a model's classes are offered by name, on the node and in the inspector, and another class is another picture", async ({
  app: { page, homeFolder },
}) => {
  await openOwnModel(page);
  await typeValue(page, "model", "class", "hexagon");
  await typeValue(
    page,
    "model",
    "path",
    join(fixtures, "pytorch-conditional.onnx"),
  );
  expect(await run(page)).toBe("failed");
  expect(await nodeMessage(page, "model")).toContain("hexagon");

  const { x, y } = await placeOf(page, "model", { input: "class" });
  await page.mouse.click(x, y);
  await expect(page.locator(".sw-choice").getByRole("option")).toHaveText([
    "each class in turn",
    /^circle/,
    /^square/,
    /^triangle/,
    /^star/,
  ]);
  await page.getByRole("option", { name: /^circle/ }).click();
  expect(await run(page)).toBe("done");
  await lookAt(page, "preview");
  const circle = await resultPixels(page, "preview", "preview");
  await selectNode(page, "model");
  await page.locator(".inspector").getByLabel("class", { exact: true }).click();
  await page.getByRole("option", { name: /^star/ }).click();
  expect(await run(page)).toBe("done");
  await lookAt(page, "preview");
  await expect
    .poll(async () =>
      differentPixels(circle, await resultPixels(page, "preview", "preview")),
    )
    .toBeGreaterThan(100);
  const first = await savedPicture(homeFolder, "picture.png");
  const second = await savedPicture(homeFolder, "picture-2.png");
  expect([first.width, first.channels]).toEqual([35, 1]);
  expect(differentPixels(first, second)).toBeGreaterThan(100);
});

test("a model of our own writer whose denoised picture is known gives just that picture", async ({
  app: { page, homeFolder },
}) => {
  const path = join(folder, "known.onnx");
  await writeFile(path, knownPictureModel());
  await openOwnModel(page);
  await typeValue(page, "model", "path", path);
  await selectNode(page, "sampler");
  await setValue(page, "count", "1");
  expect(await run(page)).toBe("done");
  const saved = await savedPicture(homeFolder, "picture.png");
  expect([saved.width, saved.height, saved.channels]).toEqual([8, 8, 3]);
  for (let pixel = 0; pixel < 64; pixel += 1)
    for (let channel = 0; channel < 3; channel += 1) {
      const wanted = (255 * (knownValue(channel, pixel) + 1)) / 2;
      const got = saved.data[3 * pixel + channel] ?? -1;
      expect(Math.abs(got - wanted)).toBeLessThanOrEqual(1);
    }
});

test("a model file that is cut off, is none, or has other inputs is one sentence on the Model node, and the next run works", async ({
  app: { page },
}) => {
  const whole = await readFile(join(fixtures, "pytorch-conv.onnx"));
  const cut = join(folder, "cut.onnx");
  await writeFile(cut, whole.subarray(0, whole.length / 2));
  const text = join(folder, "text.onnx");
  await writeFile(text, "this is a text");
  const other = join(folder, "other-inputs.onnx");
  await writeFile(
    other,
    writeOnnx({
      inputs: [{ name: "sample", shape: ["N", 3, 8, 8] }],
      outputs: [{ name: "result", shape: ["N", 3, 8, 8] }],
      nodes: [{ op: "Identity", inputs: ["sample"], outputs: ["result"] }],
    }),
  );
  await openOwnModel(page);
  for (const path of [join(folder, "missing.onnx"), cut, text, other]) {
    await selectNode(page, "model");
    await setValue(page, "path", path);
    expect(await run(page)).toBe("failed");
    expect((await nodeStates(page))["model"]).toBe("failed");
    const sentence = (await nodeMessage(page, "model")) ?? "";
    expect(sentence).toContain(path.split("/").at(-1));
    expect(sentence.length).toBeLessThan(400);
    expect(sentence).not.toContain("\n");
    const said = page.locator(".inspector").getByRole("alert");
    if (path.endsWith("missing.onnx"))
      // with the way to locate it, and not a second time
      await expect(
        page.locator(".inspector").getByText(/^There is no file .*missing/),
      ).toBeVisible();
    else await expect(said).toHaveText(sentence);
  }
  await setValue(page, "path", join(fixtures, "pytorch-conv.onnx"));
  expect(await run(page)).toBe("done");
});

async function savedPicture(homeFolder: string, name: string): Promise<Pixels> {
  const output = join(homeFolder, "output");
  expect(await readdir(output)).toContain(name);
  return pixelsOf(await readFile(join(output, name)));
}

/** A slope of its own in each channel, data values from -1 to 1. */
function knownValue(channel: number, pixel: number): number {
  const [row, column] = [Math.floor(pixel / 8), pixel % 8];
  const slopes = [column / 7, row / 7, (row + column) / 14];
  return 2 * (slopes[channel] ?? 0) - 1;
}

/** D(x, sigma) = a known picture, whatever x is: its convolution's weights are all 0. */
function knownPictureModel(): Uint8Array {
  return writeOnnx({
    inputs: [
      { name: "x", shape: ["N", 3, 8, 8] },
      { name: "sigma", shape: ["N"] },
    ],
    outputs: [{ name: "denoised", shape: ["N", 3, 8, 8] }],
    nodes: [
      {
        op: "Conv",
        inputs: ["x", "weights"],
        outputs: ["nothing"],
        attributes: { kernel_shape: [3, 3], pads: [1, 1, 1, 1] },
      },
      { op: "Reshape", inputs: ["sigma", "column"], outputs: ["s"] },
      { op: "Sub", inputs: ["s", "s"], outputs: ["zero"] },
      { op: "Add", inputs: ["nothing", "zero"], outputs: ["still nothing"] },
      {
        op: "Add",
        inputs: ["still nothing", "picture"],
        outputs: ["denoised"],
      },
    ],
    constants: {
      weights: {
        shape: [3, 3, 3, 3],
        data: Array.from({ length: 81 }, () => 0),
      },
      column: { type: "int64", shape: [4], data: [-1, 1, 1, 1] },
      picture: {
        shape: [1, 3, 8, 8],
        data: [0, 1, 2].flatMap((channel) =>
          Array.from({ length: 64 }, (_, pixel) => knownValue(channel, pixel)),
        ),
      },
    },
  });
}
