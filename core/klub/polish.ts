import type { Objective } from "./objective.ts";
import { klubOf } from "./objective.ts";

const maxIterations = 60;
/** Step in ln t of the differences that the second derivatives are taken from. */
const difference = 1e-5;

/**
 * Newton's method on the logarithms of the inner noise levels, from a path over the grid to the minimum beside it.
 * Each level meets only its neighbours, so the Hessian is tridiagonal. Damped: never ends worse than it began.
 * @param start - Noise levels, strictly rising; the ends stay.
 */
export function polish(start: ArrayLike<number>, of: Objective): Float64Array {
  let knots: Float64Array = Float64Array.from(start);
  const inner = knots.length - 2;
  if (inner < 1) return knots;
  let cost = klubOf(knots, of);
  let damping = 1e-6;
  for (let iteration = 0; iteration < maxIterations; iteration++) {
    const { gradient, diagonal, beside } = derivatives(knots, of);
    const move = solveDamped(gradient, diagonal, beside, damping);
    const candidate = moved(knots, move);
    const candidateCost = klubOf(candidate, of);
    if (!(candidateCost < cost)) {
      damping *= 10;
      if (damping > 1e6) break;
      continue;
    }
    const gain = cost - candidateCost;
    knots = candidate;
    cost = candidateCost;
    damping = Math.max(damping / 10, 1e-12);
    if (gain < 1e-13 * Math.abs(cost)) break;
  }
  return knots;
}

function derivatives(knots: Float64Array, of: Objective) {
  const inner = knots.length - 2;
  const gradient = new Float64Array(inner);
  const diagonal = new Float64Array(inner);
  const beside = new Float64Array(Math.max(inner - 1, 0));
  const up = Math.exp(difference);
  for (let i = 0; i <= inner; i++) {
    const [a, b] = [knots[i] as number, knots[i + 1] as number];
    const [byA, byB] = of.slopes(a, b);
    if (i > 0) {
      gradient[i - 1] = (gradient[i - 1] as number) + byA;
      const change = of.slopes(a * up, b)[0] - of.slopes(a / up, b)[0];
      diagonal[i - 1] = (diagonal[i - 1] as number) + change / (2 * difference);
    }
    if (i < inner) {
      gradient[i] = byB;
      const [above, below] = [of.slopes(a, b * up), of.slopes(a, b / up)];
      diagonal[i] = (above[1] - below[1]) / (2 * difference);
      if (i > 0) beside[i - 1] = (above[0] - below[0]) / (2 * difference);
    }
  }
  return { gradient, diagonal, beside };
}

/** −(H + damping · |diag H|)⁻¹ gradient, by Thomas' algorithm; a pivot that is not positive is made so. */
function solveDamped(
  gradient: Float64Array,
  diagonal: Float64Array,
  beside: Float64Array,
  damping: number,
): Float64Array {
  const n = gradient.length;
  const pivot = new Float64Array(n);
  const right = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const own = diagonal[i] as number;
    const factor =
      i === 0 ? 0 : (beside[i - 1] as number) / (pivot[i - 1] as number);
    const reduced =
      own +
      damping * Math.abs(own) -
      factor * (i === 0 ? 0 : (beside[i - 1] as number));
    pivot[i] = reduced > 1e-3 * Math.abs(own) ? reduced : Math.abs(own) || 1;
    right[i] =
      -(gradient[i] as number) -
      factor * (i === 0 ? 0 : (right[i - 1] as number));
  }
  for (let i = n - 1; i >= 0; i--) {
    const next =
      i === n - 1 ? 0 : (beside[i] as number) * (right[i + 1] as number);
    right[i] = ((right[i] as number) - next) / (pivot[i] as number);
  }
  return right;
}

/** Moves the inner levels, all by the same share of the way, so that no gap closes by more than half. */
function moved(knots: Float64Array, move: Float64Array): Float64Array {
  let share = 1;
  for (let i = 0; i < knots.length - 1; i++) {
    const gap = Math.log((knots[i + 1] as number) / (knots[i] as number));
    const closing = (move[i - 1] ?? 0) - (move[i] ?? 0);
    if (closing > 0) share = Math.min(share, gap / 2 / closing);
  }
  return knots.map((t, i) =>
    i === 0 || i === knots.length - 1
      ? t
      : t * Math.exp(share * (move[i - 1] as number)),
  );
}
