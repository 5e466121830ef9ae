/**
 * The polynomial that is 1 at one of its nodes and 0 at the others.
 * @param nodes - All different.
 * @param which - Index of the node at which it is 1.
 * @returns Coefficients of 1, u, u², …, as many as there are nodes.
 */
export function lagrangePolynomial(
  nodes: readonly number[],
  which: number,
): number[] {
  const own = nodes[which] ?? NaN;
  let coefficients = [1];
  nodes.forEach((node, k) => {
    if (k === which) return;
    // times (u − node) / (own − node)
    coefficients = [...coefficients, 0].map(
      (_, power) =>
        ((coefficients[power - 1] ?? 0) - node * (coefficients[power] ?? 0)) /
        (own - node),
    );
  });
  return coefficients;
}
