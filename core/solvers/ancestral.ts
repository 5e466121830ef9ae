import type { Process } from "./solver.ts";

/** A step to a lower level than the next one, and the way back up with fresh noise z: x ← kept · x + up · z. */
export interface AncestralStep {
  /** Level that the deterministic part goes to. */
  readonly down: number;
  /** What is kept of the state there; 1 unless the process is a flow. */
  readonly kept: number;
  /** Standard deviation of the noise that is added. */
  readonly up: number;
}

/**
 * A step that at eta 1 has the posterior of DDPM and at eta 0 adds no noise. That of a flow goes to an earlier time,
 * the nearer to 0 the larger eta, and comes back to the shares of data and noise of `sigmaNext`.
 * @param eta - ≥ 0.
 */
export function ancestralStep(
  process: Process,
  sigma: number,
  sigmaNext: number,
  eta: number,
): AncestralStep {
  switch (process) {
    case "variance-exploding": {
      const full = (sigmaNext * Math.sqrt(sigma ** 2 - sigmaNext ** 2)) / sigma;
      const up = Math.min(sigmaNext, eta * full);
      return { down: Math.sqrt(sigmaNext ** 2 - up ** 2), kept: 1, up };
    }
    case "flow": {
      const factor = Math.max(0, 1 + (sigmaNext / sigma - 1) * eta);
      const down = sigmaNext * factor;
      const kept = (1 - sigmaNext) / (1 - down);
      const up = Math.sqrt(Math.max(0, sigmaNext ** 2 - (down * kept) ** 2));
      return { down, kept, up };
    }
  }
}
