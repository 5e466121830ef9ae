import { readFile } from "node:fs/promises";
import { BadInput } from "../../core/bad-input.ts";
import { parseJson } from "../../core/parse-json.ts";
import { openFailure } from "../file-failure.ts";

/** What helps a file that was cut off, or a page of a website that was saved in its place. */
const again = "copy it again from the model's original";

/** One of the JSON files of a pipeline's folder. */
export interface Config {
  readonly path: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * @returns `undefined` where there is no such file.
 * @throws BadInput where it is no JSON object.
 */
export async function readConfig(path: string): Promise<Config | undefined> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw openFailure(path, "a JSON file", error);
  }
  refusePointer(path, text);
  try {
    const values = parseJson(text);
    if (typeof values === "object" && values !== null && !Array.isArray(values))
      return { path, values: values as Readonly<Record<string, unknown>> };
  } catch (cause) {
    throw new BadInput(
      `${path} is not JSON (${cause instanceof Error ? cause.message : String(cause)}): ${again}`,
      { cause },
    );
  }
  throw new BadInput(`${path} must be a JSON object: ${again}`);
}

/** @throws BadInput where the text of a file is a Git LFS pointer. */
export function refusePointer(path: string, text: string): void {
  if (text.startsWith("version https://git-lfs"))
    throw new BadInput(
      `${path} is a Git LFS pointer, not the file itself: run "git lfs pull" in its repository`,
    );
}

/** A number that may be left out; `null` leaves it out too. */
export function numberIn(
  config: Config | undefined,
  key: string,
): number | undefined {
  return valueIn(
    config,
    key,
    "a number",
    (value) => typeof value === "number" && Number.isFinite(value),
  );
}

export function textIn(
  config: Config | undefined,
  key: string,
): string | undefined {
  return valueIn(config, key, "a text", (value) => typeof value === "string");
}

export function switchIn(
  config: Config | undefined,
  key: string,
): boolean | undefined {
  return valueIn(
    config,
    key,
    "true or false",
    (value) => typeof value === "boolean",
  );
}

export function numbersIn(
  config: Config | undefined,
  key: string,
): readonly number[] | undefined {
  return valueIn(
    config,
    key,
    "a list of numbers",
    (value) =>
      Array.isArray(value) && value.every((each) => Number.isFinite(each)),
  );
}

/** @param fits - Whether a value is a T. */
function valueIn<T>(
  config: Config | undefined,
  key: string,
  wanted: string,
  fits: (value: unknown) => boolean,
): T | undefined {
  const value = config?.values[key];
  if (value === undefined || value === null) return undefined;
  if (fits(value)) return value as T;
  throw new BadInput(
    `${key} in ${config?.path} must be ${wanted}, got ${JSON.stringify(value).slice(0, 100)}`,
  );
}
