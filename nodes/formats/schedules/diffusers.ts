import type { ScheduleValue } from "../../../engine/values.ts";
import { pythonComment, pythonFloats } from "../python.ts";
import type { ScheduleFormat } from "../schedule-format.ts";
import { trainingTimes } from "../training-times.ts";

/** The arguments of `set_timesteps`, and of the pipelines, for three kinds of schedulers: each takes another thing. */
export const diffusers: ScheduleFormat = {
  title: "diffusers (Python)",
  extension: "py",
  takesFlow: true,
  write(schedule) {
    const { sigmas, source, process } = schedule;
    return `${[
      pythonComment(`${source}: ${sigmas.length - 1} steps`),
      ...(process === "flow" ? [] : noiseArguments(sigmas)),
      `# FlowMatchEulerDiscreteScheduler takes times of a flow${process === "flow" ? "" : ", sigma / (1 + sigma)"}, applies its shift and adds 0: pass them as its sigmas`,
      `flow_sigmas=${pythonFloats(flowTimes(schedule))}`,
    ].join("\n")}\n`;
  },
  target({ sigmas, ending, process }) {
    const zero =
      ending === "zero" ? "end at 0" : `end at 0 in place of ${sigmas.at(-1)}`;
    if (process === "flow")
      return `diffusers' FlowMatchEuler gets the flow's times and applies its shift (1 keeps them): its schedules ${zero} by themselves.`;
    const found = trainingTimes(sigmas);
    const times =
      typeof found === "string"
        ? `DPMSolverMultistep gets no timesteps (${found})`
        : `DPMSolverMultistep gets timesteps, which move sigmas by up to ${percent(Math.max(...found.errors.map(Math.abs)))} %`;
    return `diffusers' EulerDiscrete takes the sigmas as they are and adds no 0; ${times}; FlowMatchEuler gets sigma / (1 + sigma) and applies its shift (1 keeps them); the schedulers other than Euler ${zero} by themselves.`;
  },
};

/** For schedulers of models that predict noise or v. */
function noiseArguments(sigmas: Float64Array): string[] {
  const found = trainingTimes(sigmas);
  return [
    `# EulerDiscreteScheduler takes the noise levels as they are`,
    `sigmas=${pythonFloats(sigmas)}`,
    ...(typeof found === "string"
      ? [`# DPMSolverMultistepScheduler has no timesteps for them: ${found}`]
      : [
          `# DPMSolverMultistepScheduler takes whole timesteps and adds 0; rounding raises the levels by, in percent:`,
          `# ${found.errors.map(percent).join(", ")}`,
          `timesteps=[${found.times.join(", ")}]`,
        ]),
  ];
}

/** All levels but the last as times of a flow: x_t = (1 - t) x_0 + t n is x_0 + t / (1 - t) n, scaled. */
function flowTimes({ sigmas, process }: ScheduleValue): Float64Array {
  const levels = sigmas.slice(0, -1);
  return process === "flow"
    ? levels
    : levels.map((sigma) => sigma / (1 + sigma));
}

function percent(share: number): string {
  return (100 * share).toFixed(2).replace("-0.00", "0.00");
}
