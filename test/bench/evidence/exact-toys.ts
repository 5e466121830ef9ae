import type { DataSource, Denoiser } from "../../../core/denoiser.ts";
import { logSpaced } from "../../../core/klub/levels.ts";
import { objective } from "../../../core/klub/objective.ts";
import type { Objective } from "../../../core/klub/objective.ts";
import { parseToy } from "../../../core/toys/parse-toy.ts";
import { namedToys } from "../../../core/toys/registry.ts";
import type { Distribution } from "../../core/klub/cases.ts";
import { exactMmse } from "../../core/klub/exact-mmse.ts";

/** A toy whose KLUB is known by quadrature, so that what an optimization found can be held against the optimum. */
export interface ExactToy {
  readonly name: string;
  readonly denoiser: Denoiser;
  readonly data: DataSource;
  readonly klub: Objective;
}

/** Levels at which the denoising error is taken: the KLUB is exact to less than 0.1 %. */
const exactLevels = 641;

/** @throws Where the toy is not a ring or a square grid of equal Gaussians. */
export function exactToy(name: string): ExactToy {
  const { denoiser, data } = parseToy(namedToys.get(name)?.json);
  const f = exactMmse(distributionOf(name));
  if (f === undefined) throw new Error(`The KLUB of ${name} is not known`);
  const t = logSpaced(denoiser.sigmaMin, denoiser.sigmaMax, exactLevels);
  return { name, denoiser, data, klub: objective({ t, loss: t.map(f) }, 3) };
}

function distributionOf(name: string): Distribution {
  const json = namedToys.get(name)?.json;
  if (json?.kind !== "gaussian-mixture")
    throw new Error(`${name} is no mixture of Gaussians`);
  const means = json.means.map(([x = 0, y = 0]) => [x, y]);
  const alongX = [...new Set(means.map(([x = 0]) => x))];
  const [stds, weights] = [[...json.stds], [...json.weights]];
  // of a square grid each coordinate is a mixture of its own
  return alongX.length ** 2 === means.length
    ? {
        type: "product_gmm1d",
        dim: 2,
        means: alongX,
        stds: alongX.map(() => stds[0] ?? 0),
        weights: alongX.map(() => 1),
      }
    : { type: "gmm2d", means, stds, weights };
}
