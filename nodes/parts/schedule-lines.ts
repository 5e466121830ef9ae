import { shortName } from "../../core/schedules/tools/short-name.ts";
import type { ScheduleValue } from "../../engine/values.ts";
import type { LinesView, View } from "../../engine/view.ts";

interface Line {
  readonly name: string;
  readonly sigmas: Float64Array;
  /** The step at which it begins, 0 where absent. */
  readonly firstStep?: number;
  readonly emphasis?: boolean;
}

/**
 * What is drawn of a schedule on a logarithmic axis, which has no place for 0: without it, as long as a line is left;
 * the line of one step falls to the axis's foot.
 */
function drawnLevels(sigmas: ArrayLike<number>): Float64Array {
  const levels = Float64Array.from(sigmas);
  const above = levels.filter((sigma) => sigma > 0);
  return above.length > 1 ? above : levels;
}

/**
 * Noise level over the step, on a logarithmic axis.
 * @param notes - What is most important first, because nodes have room for two lines.
 */
export function stepsView(
  lines: readonly Line[],
  notes: readonly string[] = [],
  label: string = "σ",
): LinesView {
  const strong = lines.filter(({ emphasis }) => emphasis === true);
  const toZero = strong.some(({ sigmas }) => sigmas.at(-1) === 0);
  return {
    kind: "lines",
    x: { label: "step", scale: "linear" },
    y: { label, scale: "log" },
    series: lines.map(({ name, sigmas, firstStep = 0, emphasis = false }) => {
      const y = drawnLevels(sigmas);
      return { name, x: y.map((_, step) => firstStep + step), y, emphasis };
    }),
    caption: [
      ...notes,
      ...(toZero ? ["last step to 0, below the axis"] : []),
    ].join(" · "),
  };
}

/** What became of a schedule, over the schedule itself. */
export function changeView(before: ScheduleValue, after: ScheduleValue): View {
  const steps = after.sigmas.length - 1;
  return stepsView(
    [
      { name: shortName(before.source), sigmas: before.sigmas },
      { name: shortName(after.source), sigmas: after.sigmas, emphasis: true },
    ],
    [`${steps} ${steps === 1 ? "step" : "steps"}`],
  );
}

/** Schedules of any lengths together: noise level over the part of the steps that is done; the first is drawn strong. */
export function partsView(schedules: readonly ScheduleValue[]): View {
  return partOfSteps(
    schedules.map(({ sigmas, source }) => {
      const steps = sigmas.length - 1;
      return {
        name: `${shortName(source)}, ${steps} ${steps === 1 ? "step" : "steps"}`,
        sigmas,
      };
    }),
  );
}

/** Lines of any lengths over the part of the steps that is done; the first is drawn strong. */
export function partOfSteps(
  lines: readonly {
    readonly name: string;
    readonly sigmas: ArrayLike<number>;
  }[],
  caption?: string,
): View {
  return {
    kind: "lines",
    x: { label: "part of the steps done", scale: "linear" },
    y: { label: "σ", scale: "log" },
    series: lines.map(({ name, sigmas }, place) => {
      const steps = sigmas.length - 1;
      const y = drawnLevels(sigmas);
      return {
        name,
        x: y.map((_, index) => index / steps),
        y,
        emphasis: place === 0,
      };
    }),
    ...(caption !== undefined && { caption }),
  };
}
