import { createHash } from "node:crypto";
import { BadInput } from "../../core/bad-input.ts";
import { firstNotFinite } from "../../core/first-not-finite.ts";
import type { Denoiser } from "../../core/denoiser.ts";
import { streams, uniforms } from "../../core/noise/random.ts";
import type { NumberArray } from "../formats/npy.ts";
import type { KlubSource } from "./klub-source.ts";

/**
 * Samples that somebody has, as what a model is optimized with.
 * @param classLabel - The class that they are denoised with; `null` for none.
 * @param words - Where they come from, for captions and sentences.
 * @returns With a hash of the data.
 * @throws BadInput where they are not samples of the model's shape, fewer than two, or not finite.
 */
export function givenData(
  { data, shape: [count = 0, ...shape] }: NumberArray,
  denoiser: Pick<Denoiser, "shape" | "classCount">,
  classLabel: number | null,
  words: string,
): { readonly source: KlubSource; readonly hash: string } {
  const wanted = denoiser.shape;
  if (shape.join() !== wanted.join())
    throw new BadInput(
      `${words} must hold samples of the model's shape [n, ${wanted.join(", ")}], got [${[count, ...shape].join(", ")}]`,
    );
  if (count < 2)
    throw new BadInput(`${words} must hold at least 2 samples, got ${count}`);
  const length = data.length / count;
  const wrong = firstNotFinite(data);
  if (wrong >= 0)
    throw new BadInput(
      `${words} must hold finite numbers, got ${data[wrong]} in sample ${Math.floor(wrong / length) + 1} of ${count}`,
    );
  const order = shuffled(count);
  return {
    hash: createHash("sha256").update(Float64Array.from(data)).digest("hex"),
    source: {
      increments: "measured",
      evaluationsPerSample: 0,
      words,
      data: {
        shape: wanted,
        async draw(indices) {
          const x = new Float64Array(indices.length * length);
          for (const [row, index] of indices.entries()) {
            const at = (order[index % count] as number) * length;
            x.set(data.subarray(at, at + length), row * length);
          }
          return {
            x,
            ...(denoiser.classCount > 0 && {
              labels: new Int32Array(indices.length).fill(classLabel ?? -1),
            }),
          };
        },
      },
    },
  };
}

/** Files are often sorted, and the first samples are to be any of them. */
function shuffled(count: number): Uint32Array {
  const stream = streams.data;
  const chance = uniforms({ seed: 0, stream, sample: 0, draw: 0 }, count);
  const order = Uint32Array.from({ length: count }, (_, k) => k);
  for (let k = count - 1; k > 0; k--) {
    const other = Math.floor((chance[k] as number) * (k + 1));
    const kept = order[k] as number;
    order[k] = order[other] as number;
    order[other] = kept;
  }
  return order;
}
