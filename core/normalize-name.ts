/** Names that differ only in case, spaces, `-`, `_` or `+` for `p` are the same name. */
export function normalizeName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll("+", "p")
    .replaceAll(/[^a-z0-9]/g, "");
}
