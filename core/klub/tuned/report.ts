import type { Interval } from "../../metrics/jackknife.ts";
import type { Candidate } from "../candidate.ts";
import type { Measure } from "./measurer.ts";

/** A number with its 95 % interval (jackknife). */
export interface Score extends Interval {
  readonly value: number;
}

/** How far a candidate came: dropped after some training noises, a finalist on all of them, or confirmed on fresh ones. */
export type Stage = "dropped" | "finalist" | "confirmed";

/** One line of the evidence. */
export interface ScoredCandidate {
  readonly candidate: Candidate;
  readonly stage: Stage;
  /** Noises that the scores are of: training ones, or fresh ones where it is confirmed. */
  readonly noises: number;
  /** Evaluations of the denoiser for one sample. */
  readonly nfe: number;
  /** Root-mean-square difference to the fine solution from the same noise, per number. */
  readonly paired: Score;
  /** To the data, or without data to the fine solutions of the same noises. */
  readonly distribution: Score;
}

/** A candidate while others are still measured. */
export interface LiveScore {
  readonly candidate: Candidate;
  readonly stage: "choosing" | "polishing" | "confirming";
  /** Noises that it was measured on last: training ones, or fresh ones where it is confirmed. */
  readonly noises: number;
  /** By the measure that decides. */
  readonly value: number;
  /**
   * Its 95 % interval. That of a distance takes sixteen further distances, so it is taken when it is asked for and there is
   * time; absent where only the value is left, of what an interrupted run had polished.
   */
  readonly interval?: (hasTime: () => boolean) => Interval | undefined;
}

/** What a solver comes to from the same fresh noises, `[count, ...shape]` each. */
export interface SameNoiseSamples {
  readonly count: number;
  readonly fine: Float32Array;
  /** Under the best confirmed schedules, the best first. */
  readonly schedules: readonly {
    readonly title: string;
    readonly x: Float32Array;
  }[];
}

export interface MeasuredSchedule {
  readonly steps: number;
  /** Strictly falling, length steps + 1. */
  readonly sigmas: readonly number[];
  /** Which of `candidates` is returned. */
  readonly chosen: string;
  readonly decides: Measure;
  /**
   * The best of the found schedules over the best hand-crafted one, on fresh noises, by the measure that decides; absent
   * where no other schedule was found, or the hand-crafted one's score is 0.
   */
  readonly ratio?: Score;
  /** One sentence: what is returned, and why. */
  readonly verdict: string;
  /** The fine solution's own scores on the fresh noises. */
  readonly floors: Readonly<Record<Measure, number>>;
  /** Confirmed ones first, then finalists, then those that were dropped; best first. */
  readonly candidates: readonly ScoredCandidate[];
  /** To look at; absent where the budget keeps none. */
  readonly samples?: SameNoiseSamples;
}
