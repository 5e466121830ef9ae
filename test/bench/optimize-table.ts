import { memoryShards } from "../../core/klub/shards.ts";
import { loadDenoiser } from "../../models/load.ts";
import { resolveModel } from "../../models/resolve-model.ts";
import { klubSource } from "../../nodes/parts/klub-source.ts";
import { optimizeModel } from "../../nodes/parts/optimize-model.ts";

// `npm run bench -- optimize`: method tuned on fresh noises, each score over the best hand-crafted schedule's, as Markdown.

const models = process.argv.slice(2);
const solvers = ["ddim", "stochastic-ddim", "dpmpp-2m", "dpmpp-2m-sde"];
const steps = [5, 10, 20];
const { signal } = new AbortController();

const head = [
  "model",
  "solver",
  "steps",
  "decides",
  "best found over best hand-crafted, 95 %",
  "best hand-crafted",
  "returned",
  "NFE of all steps",
];

print(head);
print(head.map(() => "---"));
for (const name of models) {
  const reference = await resolveModel(name);
  const denoiser = await loadDenoiser(reference);
  const { sigmaMin, sigmaMax, classCount } = denoiser;
  for (const id of solvers) {
    const { schedules, nfe } = await optimizeModel(
      {
        method: "tuned",
        solver: { id, options: {} },
        steps,
        sigmaMin,
        sigmaMax,
        samples: 512,
        levels: 65,
        seed: 0,
        weight: 3,
        ending: "sigma-min",
        effort: "usual",
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
    for (const { steps: count, tuned } of schedules) {
      const ratio = tuned?.ratio;
      const known = tuned?.candidates.find(
        ({ candidate, stage }) =>
          candidate.kind === "hand-crafted" && stage === "confirmed",
      );
      print([
        name,
        id,
        String(count),
        tuned?.decides ?? "",
        ratio
          ? `${ratio.value.toFixed(3)} (${ratio.low.toFixed(3)} to ${ratio.high.toFixed(3)})`
          : "",
        known?.candidate.title ?? "",
        tuned?.chosen ?? "",
        nfe.toLocaleString("en"),
      ]);
    }
  }
  await denoiser.dispose();
}

function print(row: readonly string[]): void {
  process.stdout.write(`| ${row.join(" | ")} |\n`);
}
