import type { View } from "./view.ts";

/** What a node gave, and what it showed. */
export interface CachedResult {
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly views: readonly View[];
  /** What it said is to be minded, a sentence each. */
  readonly warnings: readonly string[];
  /** Paths of the files that it wrote. */
  readonly files: readonly string[];
  /** Where it wrote them. */
  readonly outputFolder: string;
}

/**
 * Results by cache key, the least recently used let go where they hold more than `limitBytes`.
 *
 * A node that wrote files runs again only if something that it depends on changed, its files are gone, or they are now
 * wanted in another folder: running a graph twice does not save the same pictures twice.
 */
export interface OutputCache {
  get(key: string): CachedResult | undefined;
  set(key: string, result: CachedResult): void;
  /** Bytes that are held now. */
  readonly bytes: number;
}

export function outputCache(limitBytes: number): OutputCache {
  // a Map keeps the order in which keys were set: the first is the least recently used
  const results = new Map<string, { result: CachedResult; bytes: number }>();
  let bytes = 0;
  const remove = (key: string): void => {
    bytes -= results.get(key)?.bytes ?? 0;
    results.delete(key);
  };
  return {
    get bytes() {
      return bytes;
    },
    get(key) {
      const found = results.get(key);
      if (found === undefined) return undefined;
      results.delete(key);
      results.set(key, found);
      return found.result;
    },
    set(key, result) {
      remove(key);
      const size = byteSize([result.outputs, result.views]);
      results.set(key, { result, bytes: size });
      bytes += size;
      for (const oldest of results.keys()) {
        if (bytes <= limitBytes) break;
        remove(oldest);
      }
    },
  };
}

/** Bytes of plain data: typed arrays by their length, shared ones once, the rest roughly. */
function byteSize(
  value: unknown,
  seen: Set<object> = new Set<object>(),
): number {
  if (typeof value === "string") return 2 * value.length;
  if (typeof value !== "object" || value === null) return 8;
  if (seen.has(value)) return 0;
  seen.add(value);
  if (ArrayBuffer.isView(value)) return value.byteLength;
  return Object.values(value).reduce<number>(
    (sum, item) => sum + byteSize(item, seen),
    16,
  );
}
