import { BadInput } from "../bad-input.ts";
import type { DataSource } from "../denoiser.ts";
import { vectorLike, type Vector } from "../vector.ts";
import type { Toy } from "./toy.ts";

type Part = Pick<Toy, "denoiser" | "data" | "logDensity">;

/**
 * A toy with classes: each sample is denoised by the distribution of its class, or by that without one.
 * @param classes - At least one.
 * @throws BadInput where they are not all of one dimension.
 */
export function conditionalToy(
  classes: readonly Part[],
  unconditional: Part,
): Omit<Toy, "json"> {
  const [dimension = 0] = unconditional.denoiser.shape;
  classes.forEach(({ denoiser: { shape } }, k) => {
    if (shape[0] !== dimension)
      throw new BadInput(
        `The toy's classes[${k}] must have the dimension of its unconditional, ${dimension}, got ${shape[0]}`,
      );
  });
  const classData = classes.map(({ data }, label) => labelled(data, label));
  return {
    denoiser: {
      ...unconditional.denoiser,
      classCount: classes.length,
      denoise: (x, sigma, labels) =>
        denoiseByClass(classes, unconditional, dimension, x, sigma, labels),
    },
    data: inTurn(classData, dimension),
    classData,
    logDensity: unconditional.logDensity,
  };
}

async function denoiseByClass(
  classes: readonly Part[],
  unconditional: Part,
  dimension: number,
  x: Vector,
  sigma: Vector,
  labels: Int32Array | undefined,
): Promise<Vector> {
  if (!labels) return unconditional.denoiser.denoise(x, sigma);
  const out = vectorLike(x);
  for (const label of new Set(labels)) {
    const part = label === -1 ? unconditional : classes[label];
    if (!part)
      throw new BadInput(
        `The toy's class must be from 0 to ${classes.length - 1}, or -1 for none, got ${label}`,
      );
    const rows = [...labels.keys()].filter((row) => labels[row] === label);
    const own = vectorLike(x, rows.length * dimension);
    rows.forEach((row, i) =>
      own.set(
        x.subarray(row * dimension, (row + 1) * dimension),
        i * dimension,
      ),
    );
    const denoised = await part.denoiser.denoise(
      own,
      sigma.filter((_, row) => labels[row] === label),
    );
    rows.forEach((row, i) =>
      out.set(
        denoised.subarray(i * dimension, (i + 1) * dimension),
        row * dimension,
      ),
    );
  }
  return out;
}

function labelled(data: DataSource, label: number): DataSource {
  return {
    shape: data.shape,
    async draw(indices) {
      const { x } = await data.draw(indices);
      return { x, labels: new Int32Array(indices.length).fill(label) };
    },
  };
}

/** Sample k is of class k mod the number of classes. */
function inTurn(classes: readonly DataSource[], dimension: number): DataSource {
  return {
    shape: [dimension],
    async draw(indices) {
      const x = new Float64Array(indices.length * dimension);
      const labels = Int32Array.from(indices, (k) => k % classes.length);
      for (const [label, data] of classes.entries()) {
        const rows = [...labels.keys()].filter((row) => labels[row] === label);
        const own = await data.draw(rows.map((row) => indices[row] ?? 0));
        rows.forEach((row, i) =>
          x.set(
            own.x.subarray(i * dimension, (i + 1) * dimension),
            row * dimension,
          ),
        );
      }
      return { x, labels };
    },
  };
}
