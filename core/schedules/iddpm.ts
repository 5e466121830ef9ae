import { numberOption } from "../options.ts";
import { roundHalfEven } from "../round-half-even.ts";
import type { Schedule } from "./schedule.ts";

/** Training steps of the process. */
const count = 1000;
/** Its highest levels that are left out: they are far above what images need. */
const skipped = 8;

/** Falling noise levels of iDDPM's training: Karras et al. 2022, Table 1. Length count + 1, the last 0. */
function trained(c1: number, c2: number): number[] {
  const kept = (step: number) =>
    Math.sin((0.5 * Math.PI * step) / count / (c2 + 1)) ** 2;
  const rising = [0];
  for (let step = count; step > 0; step--) {
    const above = rising.at(-1) ?? NaN;
    const ratio = Math.max(kept(step - 1) / kept(step), c1);
    rising.push(Math.sqrt((above ** 2 + 1) / ratio - 1));
  }
  return rising.toReversed();
}

/** The training levels of improved DDPM at even distances, as EDM sampled those models. */
export const iddpm: Schedule = {
  title: "iDDPM",
  names: {},
  ownRange: true,
  parameters: {
    c_1: {
      kind: "number",
      title: "C1",
      default: 0.001,
      min: 0.000_001,
      max: 0.5,
      step: 0.001,
      description: "What a training step keeps of the signal at least.",
    },
    c_2: {
      kind: "number",
      title: "C2",
      default: 0.008,
      min: 0.000_001,
      max: 1,
      step: 0.001,
      description: "How far the cosine starts from its top.",
    },
  },
  source:
    "Nichol and Dhariwal 2021 (arXiv:2102.09672); Karras et al. 2022, Table 1 (arXiv:2206.00364)",
  otherSteps:
    "steps that fall on the same one of its noise levels are taken once",
  sigmas({ steps, ending, options }) {
    const levels = trained(
      numberOption(options, "c_1"),
      numberOption(options, "c_2"),
    ).slice(skipped, -1);
    const parts = ending === "zero" ? steps - 1 : steps;
    const stride = (levels.length - 1) / Math.max(1, parts);
    const picked = Array.from(
      { length: parts + 1 },
      (_, i) => levels[roundHalfEven(i * stride)] ?? NaN,
    );
    return [...new Set(picked), ...(ending === "zero" ? [0] : [])];
  },
};
