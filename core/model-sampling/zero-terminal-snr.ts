/** What ᾱ of the last level is in place of 0, where the noise level would have no end: ComfyUI's number. */
const smallestKept = 4.897_345_189_085_343_5e-8;

/**
 * The same levels stretched so that the last has almost no signal left: Lin et al. 2024, Algorithm 1 (arXiv:2305.08891).
 * @param sigmas - Rising noise levels in data units, at least two.
 * @returns As many; the first stays as it is.
 */
export function zeroTerminalSnr(sigmas: readonly number[]): number[] {
  const signals = sigmas.map((sigma) => 1 / Math.sqrt(sigma ** 2 + 1));
  const first = signals[0] ?? NaN;
  const last = signals.at(-1) ?? NaN;
  return signals.map((signal, i) => {
    const stretched = ((signal - last) * first) / (first - last);
    const kept = i === signals.length - 1 ? smallestKept : stretched ** 2;
    return Math.sqrt((1 - kept) / kept);
  });
}
