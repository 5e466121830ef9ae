import { scheduleKlub } from "../../core/klub/fit-schedules.ts";
import { flowTime } from "../../core/parameterisation.ts";
import { findSolver } from "../../core/solvers/registry.ts";
import type { ModelValue, ScheduleValue } from "../../engine/values.ts";
import type {
  Method,
  OptimizationSettings,
  Optimized,
  OptimizedSchedule,
} from "./optimization.ts";
import { toSigmaMin } from "./optimized-views.ts";

const named: Readonly<Record<Method, string>> = {
  exact: "KLUB-optimized",
  tuned: "Tuned",
  coordinate: "KLUB-optimized by coordinates",
};

/** A schedule that was found, as it travels along links and into files, with what it is for; along a flow its levels are times. */
export function optimizedValue(
  found: OptimizedSchedule,
  { statistics, increments }: Optimized,
  settings: OptimizationSettings,
  target: {
    readonly model: ModelValue;
    /** What it is for, whether or not the method asks it. */
    readonly solver: { readonly id: string } | undefined;
  },
): ScheduleValue {
  const { method, weight, ending, process } = settings;
  const isFlow = process === "flow";
  const { model, solver } = target;
  const guided = model.guidance ? `, guidance ${model.guidance.scale}` : "";
  const weighted =
    method === "exact" && weight !== 3 ? `, weight σ^-${weight}` : "";
  return {
    sigmas: Float64Array.from(
      isFlow ? found.sigmas.map(flowTime) : found.sigmas,
    ),
    ending,
    ...(isFlow && { process }),
    source: `${named[method]} for ${model.title}${guided}${weighted}`,
    klub: scheduleKlub(statistics, toSigmaMin(found, settings), {
      weight: 3,
      increments,
    }),
    model: { name: model.title, sha256: model.sha256 },
    ...(solver && { solver: findSolver(solver.id).solver.title }),
  };
}
