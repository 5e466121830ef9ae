/** Series on one common, rising x axis, as uPlot wants them: `undefined` where a series has no point. */
export function alignSeries(
  series: readonly {
    readonly x: ArrayLike<number>;
    readonly y: ArrayLike<number>;
  }[],
): [number[], ...(number | null | undefined)[][]] {
  const all = new Set<number>();
  for (const { x } of series)
    for (let index = 0; index < x.length; index++) {
      const value = x[index];
      if (value !== undefined && Number.isFinite(value)) all.add(value);
    }
  const common = [...all].toSorted((a, b) => a - b);
  const place = new Map(common.map((value, index) => [value, index]));
  const columns = series.map(({ x, y }) => {
    const column: (number | null | undefined)[] = Array.from(
      common,
      () => undefined,
    );
    for (let index = 0; index < x.length; index++) {
      const at = place.get(x[index] ?? NaN);
      const value = y[index];
      // null breaks the line there
      if (at !== undefined)
        column[at] =
          value !== undefined && Number.isFinite(value) ? value : null;
    }
    return column;
  });
  return [common, ...columns];
}
