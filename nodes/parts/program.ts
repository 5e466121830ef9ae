const found = import.meta.glob<string>("../../package.json", {
  eager: true,
  import: "version",
});

/** Name and version of the program, for the files that it writes. */
export const program = {
  name: "Stepwright",
  version: Object.values(found)[0] ?? "unknown",
} as const;
