import { shiftedTime } from "../model-sampling/flow.ts";
import { numberOption } from "../options.ts";
import type { Schedule } from "./schedule.ts";

/** The time of the highest level is this much below 1, which a solver in ln sigma could not start from. */
const below = 0.001;

/** Evenly spaced in the time of a flow before its shift, from just below 1 to 0, as diffusers has it. */
export const flowUniform: Schedule = {
  title: "Flow uniform",
  names: { diffusers: ["use_flow_sigmas"] },
  ownRange: true,
  process: () => "flow",
  parameters: {
    shift: {
      kind: "number",
      title: "Shift",
      default: 1,
      min: 0.01,
      max: 100,
      description:
        "How far the times are moved to larger ones: diffusers' flow_shift. 1 does not.",
    },
  },
  source:
    "Esser et al. 2024, eq. 23 (arXiv:2403.03206); diffusers, use_flow_sigmas",
  sigmas({ steps, ending, options }) {
    const shift = numberOption(options, "shift");
    const parts = ending === "zero" ? steps : steps + 1;
    return Array.from({ length: steps + 1 }, (_, i) =>
      shiftedTime(shift, (1 - below) * (1 - i / parts)),
    );
  },
};
