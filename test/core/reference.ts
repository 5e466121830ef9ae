import { readdirSync, readFileSync } from "node:fs";
import { parseToy } from "../../core/toys/parse-toy.ts";

type Points = readonly (readonly number[])[];

export interface ReferenceRun {
  readonly solver: string;
  readonly source: string;
  readonly options: Readonly<Record<string, number | string | boolean>>;
  readonly sigma_set: string | null;
  /** The schedule, where it is not one of the sets. */
  readonly t_steps?: readonly number[];
  /** A grid of the solver's own, without its last level where there is one state more. */
  readonly step_sigmas?: readonly number[];
  readonly final: Points;
  readonly x_steps: readonly Points[];
  readonly nfe: number;
  readonly call_sigmas: readonly number[];
  /** Of classifier-free guidance. */
  readonly cfg_scale?: number;
  readonly noise_draws?: number | null;
  readonly noise_args?: readonly (readonly [number, number])[];
  readonly x_hat?: readonly Points[];
  readonly noise_step?: readonly number[];
}

interface SolverReference {
  readonly mixture: {
    readonly weights: readonly number[];
    readonly means: Points;
    readonly stds: readonly number[];
  };
  /** Shift of the flow's times. */
  readonly flowShift: number;
  /** Standard normal start, `[4][2]`. */
  readonly zT: Points;
  readonly sigmaSets: Readonly<Record<string, readonly number[]>>;
  /** In draw order, each `[4][2]`. */
  readonly noise: readonly Points[];
  readonly denoiserChecks: readonly {
    readonly sigma: number;
    readonly x: Points;
    readonly denoised: Points;
    readonly log_density: readonly number[];
  }[];
}

interface ReferenceSchedule {
  readonly schedule: string;
  readonly n: number;
  readonly sigma_min: number;
  readonly sigma_max: number;
  readonly options: Readonly<Record<string, number>>;
  readonly f64: readonly number[];
}

interface ScheduleReference {
  readonly range: readonly ReferenceSchedule[];
  readonly edm: readonly {
    readonly discretization: string;
    readonly num_steps: number;
    readonly denoiser_sigmas: readonly number[];
  }[];
  /** ComfyUI's nodes for published tables, whose denoise keeps round(n × denoise) steps of n. */
  readonly tables: readonly {
    readonly schedule: string;
    readonly model?: string;
    readonly coeff?: number;
    readonly n: number;
    readonly denoise: number;
    readonly f64: readonly number[];
  }[];
  readonly ddim: readonly {
    readonly method: string;
    readonly n: number;
    readonly timesteps_plus_one: readonly number[];
  }[];
  readonly units: readonly {
    readonly n: number;
    readonly a: number;
    readonly b: number;
    readonly c: number;
    readonly edm: readonly number[];
    readonly logsnr: readonly number[];
    readonly uniform: readonly number[];
    readonly arctan: readonly number[];
  }[];
}

interface LinearReference {
  readonly solver: string;
  readonly c: number;
  readonly n: number;
  readonly schedule: string;
  readonly lower_order_final: boolean;
  readonly final_std: number;
  readonly coef_of_initial_noise: number;
}

interface ModelScheduleReference {
  /** All end at 0 and begin at their model's highest level. */
  readonly schedules: readonly {
    readonly schedule: string;
    readonly model: string;
    readonly n: number;
    readonly options: Readonly<Record<string, number | boolean>>;
    readonly f64: readonly number[];
  }[];
  /** Over a flow with this shift. */
  readonly flow: readonly {
    readonly schedule: string;
    readonly shift: number;
    readonly n: number;
    readonly f64: readonly number[];
  }[];
  /** Pairs are `[arguments, values]`. */
  readonly models: readonly {
    readonly model: string;
    readonly sigmas: readonly number[];
    readonly sigmaOfTime: readonly [readonly number[], readonly number[]];
    readonly timeOfSigma: readonly [readonly number[], readonly number[]];
    readonly sigmaOfPercent: readonly [readonly number[], readonly number[]];
  }[];
  /** Schedules of one and two steps: over sd15 where they need a model, else from 14.6 to 0.03. */
  readonly few: readonly {
    readonly schedule: string;
    readonly n: number;
    readonly f64: readonly (number | "NaN")[];
  }[];
}

/** What diffusers' schedulers step through over sd15: sigmas are absent where a scheduler has none. */
type DiffusersReference = readonly {
  readonly scheduler: string;
  readonly n: number;
  readonly config: Readonly<Record<string, string | number | boolean>>;
  readonly sigmas_f64: readonly number[] | null;
  readonly timesteps_f64: readonly number[];
}[];

/** Published tables with all their digits, by model. */
interface PublishedTables {
  /** By coefficient, for 2 to 20 steps. */
  readonly gits: Readonly<Record<string, readonly (readonly number[])[]>>;
  readonly oss: Readonly<Record<string, readonly number[]>>;
  readonly ays: Readonly<Record<string, readonly number[]>>;
  readonly aysPaper: Readonly<Record<string, readonly number[]>>;
  readonly aysTimes: Readonly<Record<string, readonly number[]>>;
  readonly aysSigmasAtTimes: Readonly<Record<string, readonly number[]>>;
}

export function fixture(name: string): unknown {
  return JSON.parse(
    readFileSync(new URL(`../fixtures/core/${name}`, import.meta.url), "utf8"),
  );
}

/** All runs of one of the reference's files, which trim.py has split. */
export function referenceRuns(folder: string): readonly ReferenceRun[] {
  return readdirSync(new URL(`../fixtures/core/${folder}`, import.meta.url))
    .toSorted()
    .flatMap((name) => fixture(`${folder}/${name}`) as ReferenceRun[]);
}

export const solverReference = fixture("solvers.json") as SolverReference;
export const scheduleReference = fixture("schedules.json") as ScheduleReference;
export const modelScheduleReference = fixture(
  "model-schedules.json",
) as ModelScheduleReference;
export const diffusersReference = fixture(
  "diffusers-schedules.json",
) as DiffusersReference;
export const publishedTables = fixture(
  "published-tables.json",
) as PublishedTables;
export const linearReference = fixture(
  "linear-solvers.json",
) as readonly LinearReference[];

interface GuidanceReference {
  readonly classMixture: object;
  readonly unconditionalMixture: object;
  /** Standard normal start, `[4][2]`. */
  readonly zT: Points;
  readonly sigmaSets: Readonly<Record<string, readonly number[]>>;
  readonly runs: readonly {
    readonly solver: string;
    readonly cfg_scale: number;
    readonly sigma_set: string;
    readonly x_steps: readonly Points[];
    readonly final: Points;
    readonly nfe: number;
  }[];
}

export const guidanceReference = fixture("guidance.json") as GuidanceReference;

/** The mixture that all reference runs were made with. */
export const referenceToy = parseToy({
  format: "stepwright-toy",
  kind: "gaussian-mixture",
  ...solverReference.mixture,
});

/** The largest difference, each relative to 1 + |wanted|. */
export function difference(
  got: ArrayLike<number>,
  wanted: readonly number[],
): number {
  if (got.length !== wanted.length) return Infinity;
  return wanted.reduce(
    (most, value, i) =>
      Math.max(most, Math.abs((got[i] ?? NaN) - value) / (1 + Math.abs(value))),
    0,
  );
}

/** The largest difference, each relative to |wanted|; 0 must be met exactly. */
export function relativeDifference(
  got: ArrayLike<number>,
  wanted: readonly number[],
): number {
  if (got.length !== wanted.length) return Infinity;
  return wanted.reduce((most, value, i) => {
    const away = Math.abs((got[i] ?? NaN) - value);
    return Math.max(most, away === 0 ? 0 : away / Math.abs(value));
  }, 0);
}
