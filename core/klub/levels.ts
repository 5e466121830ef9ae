/**
 * Noise levels evenly spaced in ln t, ascending as everything in klub/ is.
 * @param count - At least 2.
 */
export function logSpaced(
  tMin: number,
  tMax: number,
  count: number,
): Float64Array {
  const ratio = Math.log(tMax / tMin) / (count - 1);
  const t = Float64Array.from(
    { length: count },
    (_, k) => tMin * Math.exp(k * ratio),
  );
  t[count - 1] = tMax;
  return t;
}
