import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { DataSource } from "../../core/denoiser.ts";
import { fillNormals, streams } from "../../core/noise/random.ts";
import { openCheckpoint } from "../../engine/host/checkpoint-folder.ts";
import { loadDenoiser } from "../../models/load.ts";
import { resolveModel } from "../../models/resolve-model.ts";
import type { Method } from "../../nodes/parts/optimization.ts";
import { keptOptimization } from "../../nodes/parts/kept-optimization.ts";

// `npm run bench -- optimize-memory`: what an optimization holds in memory after its model has had 1,000 batches and after
// 10,000, as Markdown.

const [early, late] = [1000, 10_000];
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

print([
  "model",
  "method",
  `after ${early} batches`,
  `after ${late}`,
  "ratio",
  "RSS",
]);
print(Array.from({ length: 6 }, () => "---"));
const folder = await mkdtemp(join(tmpdir(), "stepwright bench "));
try {
  for (const name of process.argv.slice(2))
    for (const method of ["exact", "tuned"] as const)
      await measure(name, method);
} finally {
  await rm(folder, { recursive: true });
}

async function measure(name: string, method: Method): Promise<void> {
  const reference = await resolveModel(name);
  const model = await loadDenoiser(reference);
  const { sigmaMin, sigmaMax, shape, classCount } = model;
  const cancel = new AbortController();
  const seen: { held: number; rss: number }[] = [];
  let batches = 0;
  const optimizing = keptOptimization(
    {
      method,
      solver: { id: "dpmpp-2m-sde", options: {} },
      steps: [10],
      sigmaMin,
      sigmaMax,
      samples: method === "exact" ? 10_000_000 : 64,
      levels: 17,
      seed: 0,
      weight: 3,
      ending: "sigma-min",
      effort: "usual",
    },
    {
      denoiser: {
        ...model,
        // many and small, so that it is over in a minute
        batch: 32,
        async denoise(...given) {
          batches += 1;
          if (batches === early || batches === late) seen.push(await held());
          if (batches === late) cancel.abort(new Error("enough"));
          return model.denoise(...given);
        },
      },
      ...(classCount > 0 && { classOf: (index) => index % classCount }),
      source: {
        data: noiseData(shape),
        increments: "measured",
        evaluationsPerSample: 0,
        words: "noise",
      },
      signal: cancel.signal,
      onProgress: async () => {},
    },
    { model: name, classLabel: null },
    (key) => openCheckpoint(folder, key, true),
  );
  await optimizing.catch((error: unknown) => {
    if (!cancel.signal.aborted) throw error;
  });
  await model.dispose();
  const [before, after] = seen;
  if (before === undefined || after === undefined)
    throw new Error(`${name} took ${batches} batches, wanted ${late}`);
  print([
    basename(name),
    method,
    megabytes(before.held),
    megabytes(after.held),
    (after.held / before.held).toFixed(3),
    `${megabytes(before.rss)}, ${megabytes(after.rss)}`,
  ]);
}

/** Bytes that are still reachable, arrays among them, and those of the process. */
async function held() {
  collect();
  // arrays are given back beside the main thread
  await setTimeout(100);
  collect();
  const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
  return { held: heapUsed + arrayBuffers, rss };
}

/** Data that cost next to nothing. */
function noiseData(shape: readonly number[]): DataSource {
  const length = shape.reduce((product, n) => product * n, 1);
  return {
    shape,
    async draw(indices) {
      const x = new Float64Array(indices.length * length);
      for (const [row, sample] of indices.entries()) {
        const address = { seed: 0, stream: streams.data, sample, draw: 0 };
        fillNormals(address, x, row * length, length);
      }
      return { x };
    },
  };
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

function print(row: readonly string[]): void {
  process.stdout.write(`| ${row.join(" | ")} |\n`);
}
