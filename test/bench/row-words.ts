export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;
}

export function ms(value: number): string {
  return `${value < 100 ? value.toPrecision(3) : value.toFixed(0)} ms`;
}

/** Fastest against fastest, which other programs on the machine disturb least, and the middle of the rounds' ratios. */
export function ratio(
  ours: readonly number[],
  theirs: readonly number[],
): readonly string[] {
  const rounds = ours.map((value, round) => value / (theirs[round] ?? NaN));
  const fastest = Math.min(...ours) / Math.min(...theirs);
  return [fastest.toFixed(3), median(rounds).toFixed(3)];
}
