/**
 * A cycle among what the nodes need, as the ids along it; `undefined` where there is none.
 * @param needs - For each node the nodes that it needs.
 */
export function findCycle(
  needs: ReadonlyMap<string, readonly string[]>,
): readonly string[] | undefined {
  const finished = new Set<string>();
  for (const start of needs.keys()) {
    // a stack of our own: a long chain must not overflow the machine's
    const path: { id: string; next: number }[] = [{ id: start, next: 0 }];
    const onPath = new Set([start]);
    while (path.length > 0) {
      const top = path[path.length - 1];
      if (top === undefined) break;
      const next = needs.get(top.id)?.[top.next++];
      if (next === undefined || finished.has(top.id)) {
        finished.add(top.id);
        onPath.delete(top.id);
        path.pop();
      } else if (onPath.has(next)) {
        const ids = path.map(({ id }) => id);
        return ids.slice(ids.indexOf(next)).toReversed();
      } else if (!finished.has(next)) {
        path.push({ id: next, next: 0 });
        onPath.add(next);
      }
    }
  }
  return undefined;
}
