import { memoryShards } from "../../core/klub/shards.ts";
import { loadDenoiser } from "../../models/load.ts";
import { resolveModel } from "../../models/resolve-model.ts";
import { klubSource } from "../../nodes/parts/klub-source.ts";
import type { Method } from "../../nodes/parts/optimization.ts";
import { optimizeModel } from "../../nodes/parts/optimize-model.ts";
import { timeCalls } from "./contained-calls.ts";

// `npm run bench -- optimize-cost`: the whole time of an optimization over that of the model's bare calls in it, as Markdown.

const models = process.argv.slice(2);
const methods: readonly Method[] = ["exact", "tuned"];
const { signal } = new AbortController();
const clock = timeCalls();

print(["model", "method", "NFE", "whole", "the calls in it", "ratio"]);
print(Array.from({ length: 6 }, () => "---"));
for (const name of models)
  for (const method of methods) {
    const reference = await resolveModel(name);
    const denoiser = await loadDenoiser(reference);
    const { sigmaMin, sigmaMax, classCount } = denoiser;
    clock.take();
    const started = performance.now();
    const { nfe } = await optimizeModel(
      {
        method,
        solver: { id: "dpmpp-2m", options: {} },
        steps: [5],
        sigmaMin,
        sigmaMax,
        samples: 32,
        levels: 65,
        seed: 0,
        weight: 3,
        ending: "sigma-min",
        effort: "quick",
      },
      {
        denoiser,
        source: klubSource(reference, denoiser, {
          classLabel: null,
          signal,
          onStep: async () => {},
        }),
        ...(classCount > 0 && { classOf: (index) => index % classCount }),
        shards: memoryShards(),
        signal,
        onProgress: async () => {},
      },
    );
    const wholeMs = performance.now() - started;
    const callsMs = clock.take();
    print([
      name,
      method,
      nfe.toLocaleString("en"),
      `${(wholeMs / 1000).toFixed(1)} s`,
      `${(callsMs / 1000).toFixed(1)} s`,
      (wholeMs / callsMs).toFixed(3),
    ]);
    await denoiser.dispose();
  }

function print(row: readonly string[]): void {
  process.stdout.write(`| ${row.join(" | ")} |\n`);
}
