import { expect, test } from "./harness-test.ts";

test("a plot in the page is drawn, updated in place, resized and taken away", async ({
  editor,
  page,
}) => {
  await editor.harness(({ mountPlot }) => {
    const host = document.createElement("div");
    host.id = "plot";
    host.style.cssText =
      "position:fixed;left:20px;top:20px;z-index:99;background:var(--panel)";
    document.body.append(host);
    const x = Float64Array.from([0, 1, 2, 3, 4, 5]);
    const lines = (from: number) => ({
      kind: "lines" as const,
      x: { label: "step", scale: "linear" as const },
      y: { label: "σ", scale: "log" as const },
      series: [
        {
          name: "this model",
          x,
          y: x.map((step) => from * 0.1 ** step),
          emphasis: true,
        },
        {
          name: "EDM",
          x,
          y: x.map((step) => (step === 5 ? 0 : 80 / 3 ** step)),
        },
      ],
    });
    const plot = mountPlot(host, lines(80), 400, 240);
    const first = host.querySelector("canvas");
    plot.update(lines(8000));
    host.dataset["kept"] = String(first === host.querySelector("canvas"));
    plot.resize(500, 300);
    Object.assign(window, { plotOfTest: plot });
  });
  const plot = page.locator("#plot");
  await expect(plot).toHaveAttribute("data-kept", "true");
  await expect(plot.locator("canvas")).toHaveCSS("width", "500px");
  await expect(plot.getByText("this model")).toBeVisible();
  await page.mouse.move(200, 120);
  await expect(plot.locator(".u-legend .u-value").first()).not.toHaveText("--");
  await page.evaluate(() => {
    const { plotOfTest } = window as unknown as {
      plotOfTest: { destroy(): void };
    };
    plotOfTest.destroy();
  });
  await expect(plot.locator("canvas")).toHaveCount(0);
});

test("samples on a plane stand in front of the true data, at one scale both ways", async ({
  editor,
  page,
}) => {
  await editor.harness(({ mountPlot }) => {
    const host = document.createElement("div");
    host.id = "plot";
    host.style.cssText =
      "position:fixed;left:0;top:0;z-index:99;background:#000";
    document.body.append(host);
    // a square of points whose corners must stay a square
    const points = Float32Array.from([0, 0, 1, 0, 0, 1, 1, 1]);
    const many = new Float32Array(8000).map(
      (_, index) => points[index % 8] ?? 0,
    );
    mountPlot(
      host,
      { kind: "scatter", points: many, reference: points },
      500,
      260,
    );
  });
  const canvas = page.locator("#plot canvas");
  await expect(canvas).toHaveCSS("width", "500px");
  const spread = await canvas.evaluate((element) => {
    const surface = element as HTMLCanvasElement;
    const context = surface.getContext("2d");
    if (context === null) throw new Error("no context");
    const { data, width } = context.getImageData(
      0,
      0,
      surface.width,
      surface.height,
    );
    const xs: number[] = [];
    const ys: number[] = [];
    for (let index = 0; index < data.length; index += 4) {
      const [r = 0, , b = 0, alpha = 0] = data.slice(index, index + 4);
      // the samples are blue, the axes grey
      if (alpha > 150 && b - r > 80) {
        xs.push((index / 4) % width);
        ys.push(Math.floor(index / 4 / width));
      }
    }
    const reach = (all: number[]) => Math.max(...all) - Math.min(...all);
    return [reach(xs), reach(ys)];
  });
  expect(spread[0]).toBeGreaterThan(100);
  expect(Math.abs((spread[0] ?? 0) - (spread[1] ?? 0))).toBeLessThanOrEqual(2);
});

test("the edges of a band are not among the names below a plot", async ({
  editor,
  page,
}) => {
  await editor.harness(({ mountPlot }) => {
    const host = document.createElement("div");
    host.id = "plot";
    host.style.cssText = "position:fixed;left:0;top:0;z-index:99";
    document.body.append(host);
    const x = Float64Array.from([0.1, 1, 10]);
    const y = Float64Array.from([1, 3, 2]);
    mountPlot(
      host,
      {
        kind: "lines",
        x: { label: "σ", scale: "log" },
        y: { label: "loss", scale: "linear" },
        series: [
          {
            name: "denoising loss",
            x,
            y,
            band: { low: y.map((each) => each / 2), high: y },
          },
          { name: "by its slope", x, y },
        ],
      },
      400,
      240,
    );
  });
  const names = page.locator("#plot .u-legend .u-label");
  await expect(names).toHaveText(["σ", "denoising loss", "by its slope"]);
  // the values that the mouse reads still find their places
  await page.mouse.move(200, 100);
  await expect(page.locator("#plot .u-legend .u-value").last()).not.toHaveText(
    "--",
  );
});
