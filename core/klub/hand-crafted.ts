import { BadInput } from "../bad-input.ts";
import { shiftedTime } from "../model-sampling/flow.ts";
import { flowSigma, flowTime } from "../parameterisation.ts";
import { buildSchedule } from "../schedules/build.ts";
import type { BuiltSchedule } from "../schedules/build.ts";
import { flowUniform } from "../schedules/flow-uniform.ts";
import { schedules } from "../schedules/registry.ts";
import type { Ending, Limits, Schedule } from "../schedules/schedule.ts";
import type { Process } from "../solvers/solver.ts";
import { distinct } from "./candidate.ts";
import type { Candidate } from "./candidate.ts";

export interface HandCraftedRequest extends Limits {
  readonly steps: number;
  readonly ending: Ending;
  /** Standard deviation of the data, for Gaussian-optimal. */
  readonly sigmaData: number;
  /** Of a flow there are schedules in its time beside those in noise levels. */
  readonly process?: Process;
}

/** A table or a family of fixed range applies where both of its ends are the wanted ones within this share. */
const rangeTolerance = 0.01;

/** Of two families with the same levels the better known is named. */
export const wellKnown: readonly string[] = [
  "edm",
  "logsnr",
  "time-uniform",
  "time-quadratic",
  "gaussian-optimal",
];

/** Every schedule that people made by hand or published, where it has the wanted number of steps and range. */
export function handCrafted(request: HandCraftedRequest): Candidate[] {
  const ids = [...new Set([...wellKnown, ...schedules.keys()])];
  const candidates = ids.flatMap((id) => {
    const schedule = schedules.get(id);
    if (schedule === undefined) return [];
    return variants(id, schedule, request.sigmaData).flatMap((options) => {
      const built = buildWithin(id, schedule, options, request);
      if (built === undefined) return [];
      const named = Object.entries(options).map(([key, value]) =>
        typeof value === "number" ? `${key} ${rounded(value)}` : value,
      );
      const candidate: Candidate = {
        id: [id, ...named].join(" "),
        title: [schedule.title, ...named].join(", "),
        kind: "hand-crafted",
        sigmas: built.sigmas,
      };
      return [candidate];
    });
  });
  return distinct([
    ...candidates,
    ...(request.process === "flow" ? evenInTime(request) : []),
  ]);
}

/** Shifts that flows are sampled with: none, and SD3's. */
const flowShifts = [1, 3];

/** Evenly spaced in the time of a flow before its shift, between the limits: what flows are sampled with by hand. */
function evenInTime({ steps, ending, ...limits }: HandCraftedRequest) {
  return flowShifts.map((shift): Candidate => {
    const unshifted = (sigma: number) =>
      shiftedTime(1 / shift, flowTime(sigma));
    const from = unshifted(limits.sigmaMax);
    const to = ending === "zero" ? 0 : unshifted(limits.sigmaMin);
    const inner = Array.from({ length: steps - 1 }, (_, i) =>
      flowSigma(shiftedTime(shift, from + ((to - from) * (i + 1)) / steps)),
    );
    return {
      id: `flow-uniform shift ${shift}`,
      title: `${flowUniform.title}, shift ${shift}`,
      kind: "hand-crafted",
      sigmas: [
        limits.sigmaMax,
        ...inner,
        ending === "zero" ? 0 : limits.sigmaMin,
      ],
    };
  });
}

type Options = Readonly<Record<string, number | string>>;

/** The defaults, each choice that there is, and what is known of the data. */
function variants(
  id: string,
  { parameters }: Schedule,
  sigmaData: number,
): Options[] {
  const choices = Object.entries(parameters).flatMap(([name, parameter]) =>
    parameter.kind === "choice"
      ? parameter.choices
          .filter((choice) => choice !== parameter.default)
          .map((choice) => ({ [name]: choice }))
      : [],
  );
  const known =
    id === "gaussian-optimal" && sigmaData > 0
      ? [{ c: Number(sigmaData.toPrecision(6)) }]
      : [];
  return [{}, ...known, ...choices];
}

function buildWithin(
  id: string,
  schedule: Schedule,
  options: Options,
  request: HandCraftedRequest,
): BuiltSchedule | undefined {
  const { steps, ending, sigmaMin, sigmaMax } = request;
  const limits = schedule.ownRange ? {} : { sigmaMin, sigmaMax };
  try {
    // with 0 in its place the lowest level could not be compared
    const whole = buildSchedule(id, {
      ...limits,
      steps,
      ending: "sigma-min",
      options,
    });
    const ends = [whole.sigmas[0], whole.sigmas.at(-1)];
    if (
      // times of a flow are no noise levels
      whole.process !== "variance-exploding" ||
      !isNear(ends[0], sigmaMax) ||
      !isNear(ends[1], sigmaMin) ||
      whole.sigmas.length !== steps + 1
    )
      return undefined;
    if (ending === "sigma-min") return whole;
    const built = buildSchedule(id, { ...limits, steps, ending, options });
    return built.sigmas.length === steps + 1 ? built : undefined;
  } catch (error) {
    // a family that has no schedule for these numbers is no candidate
    if (error instanceof BadInput) return undefined;
    throw error;
  }
}

function isNear(value: number | undefined, wanted: number): boolean {
  return Math.abs((value ?? NaN) / wanted - 1) <= rangeTolerance;
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(3)));
}
