import type { DistanceTo } from "./distance-to.ts";
import { frechetTo, momentsOf } from "./frechet.ts";
import { blockCount } from "./jackknife.ts";
import { project } from "./principal-components.ts";
import type { PrincipalComponents } from "./principal-components.ts";
import { slicedWassersteinTo } from "./sliced-wasserstein.ts";
import { withoutBlock } from "./without-block.ts";

/** How far two sets of samples are apart as distributions, by some features of each sample. */
export interface DistributionMetric {
  readonly title: string;
  /** Features of one sample. */
  readonly size: number;
  /** @param x - `[count, ...shape]`. @returns `[count, size]`. */
  features(x: Float64Array): Float64Array;
  /** @param reference - Features of any number of samples. */
  to(reference: Float64Array): DistanceTo;
}

/** For points in the plane: every direction is looked at, so that lost modes and outliers both count. */
export const slicedWassersteinMetric: DistributionMetric = {
  title: "sliced Wasserstein distance",
  size: 2,
  features: (x) => x,
  to: (reference) => slicedWassersteinTo(reference),
};

/** For pictures and other large samples: the Fréchet distance in the plane of the data's largest variances. */
export function frechetMetric(
  components: PrincipalComponents,
): DistributionMetric {
  const size = components.variances.length;
  return {
    title: `Fréchet distance in ${size} principal components`,
    size,
    features: (x) => project(components, x),
    to(reference) {
      const distance = frechetTo(momentsOf(reference, size));
      const of = (features: ArrayLike<number>) =>
        distance(momentsOf(features, size));
      return {
        of,
        withoutBlocks: (features) =>
          Float64Array.from(
            { length: blockCount(features.length / size) },
            (_, block) => of(withoutBlock(features, size, block)),
          ),
      };
    },
  };
}
