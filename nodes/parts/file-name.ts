import { BadInput } from "../../core/bad-input.ts";

/**
 * A file's name from what a person typed, with its extension.
 * @throws BadInput where it is empty, or holds what file names may not hold on some system.
 */
export function fileName(prefix: string, extension: string): string {
  const name = prefix.trim();
  // separators would leave the output folder; the rest is forbidden on Windows
  const bad = /[\\/:*?"<>|\p{Cc}]/u.exec(name)?.[0];
  if (name === "" || bad !== undefined || /^\.+$/.test(name))
    throw new BadInput(
      `the file name must be a plain name without folders, got ${JSON.stringify(prefix)}${bad === undefined ? "" : ` with ${JSON.stringify(bad)} in it`}`,
    );
  return `${name}.${extension}`;
}
