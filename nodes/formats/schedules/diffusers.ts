import { pythonComment, pythonFloats } from "../python.ts";
import type { ScheduleFormat } from "../schedule-format.ts";
import { trainingTimes } from "../training-times.ts";

/** The arguments of `set_timesteps`, and of the pipelines, for three kinds of schedulers: each takes another thing. */
export const diffusers: ScheduleFormat = {
  title: "diffusers (Python)",
  extension: "py",
  write({ sigmas, source, process }) {
    if (process === "flow")
      return `${[
        pythonComment(`${source}: ${sigmas.length - 1} steps, times of a flow`),
        `# FlowMatchEulerDiscreteScheduler takes them as its sigmas, applies its shift and adds 0`,
        `sigmas=${pythonFloats(sigmas.slice(0, -1))}`,
      ].join("\n")}\n`;
    const found = trainingTimes(sigmas);
    // a flow model's time is sigma / (1 + sigma): x_t = (1 - t) x_0 + t n, scaled by 1 / (1 - t)
    const flow = sigmas.slice(0, -1).map((sigma) => sigma / (1 + sigma));
    return `${[
      pythonComment(`${source}: ${sigmas.length - 1} steps`),
      `# EulerDiscreteScheduler takes the noise levels as they are`,
      `sigmas=${pythonFloats(sigmas)}`,
      ...(typeof found === "string"
        ? [`# DPMSolverMultistepScheduler has no timesteps for them: ${found}`]
        : [
            `# DPMSolverMultistepScheduler takes whole timesteps and adds 0; rounding raises the levels by, in percent:`,
            `# ${found.errors.map(percent).join(", ")}`,
            `timesteps=[${found.times.join(", ")}]`,
          ]),
      `# FlowMatchEulerDiscreteScheduler takes sigma / (1 + sigma), applies its shift and adds 0: pass them as its sigmas`,
      `flow_sigmas=${pythonFloats(flow)}`,
    ].join("\n")}\n`;
  },
  target({ sigmas, ending, process }) {
    if (process === "flow")
      return `diffusers' FlowMatchEuler takes the times of the flow, applies its shift (1 keeps them) and ends at 0${ending === "zero" ? "" : ` in place of ${sigmas.at(-1)}`} by itself; schedulers of other models do not take them.`;
    const found = trainingTimes(sigmas);
    const times =
      typeof found === "string"
        ? `DPMSolverMultistep gets no timesteps (${found})`
        : `DPMSolverMultistep gets timesteps, which move sigmas by up to ${percent(Math.max(...found.errors.map(Math.abs)))} %`;
    const zero =
      ending === "zero" ? "end at 0" : `end at 0 in place of ${sigmas.at(-1)}`;
    return `diffusers' EulerDiscrete takes the sigmas as they are and adds no 0; ${times}; FlowMatchEuler gets sigma / (1 + sigma) and applies its shift (1 keeps them); the schedulers other than Euler ${zero} by themselves.`;
  },
};

function percent(share: number): string {
  return (100 * share).toFixed(2).replace("-0.00", "0.00");
}
