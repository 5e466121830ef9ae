import { BadInput } from "../../../core/bad-input.ts";
import { parseJson } from "../../../core/parse-json.ts";
import type { ScheduleValue } from "../../../engine/values.ts";
import { scheduleVersion } from "../schedule-version.ts";
import type { FoundNumbers } from "./found-numbers.ts";

/** JSON has no NaN and no infinity, but other programs write them. */
const notJson = /(?<=[[,:\s])([+-]?)(NaN|nan|Infinity|inf)(?=[\],\s}])/g;

/**
 * Noise levels from `[…]`, `{"sigmas": […]}` or our own JSON.
 * @param where - What holds the text, for messages.
 * @returns `undefined` where the text is no JSON.
 * @throws BadInput where it is our own of a newer version.
 */
export function jsonSchedule(
  text: string,
  where: string,
): FoundNumbers | undefined {
  if (!/^[[{]/.test(text)) return undefined;
  let json: unknown;
  try {
    // as text they are read, and refused under their name when the levels are checked
    json = parseJson(text.replaceAll(notJson, '"$1$2"'));
  } catch {
    return undefined;
  }
  const found = { form: "JSON", notices: [] } as const;
  if (isRecord(json) && Array.isArray(json["schedules"]))
    json = onlyOne(json["schedules"], where);
  if (!isRecord(json)) return { ...found, meaning: "sigmas", values: json };
  const ours = json["format"] === "stepwright-schedule";
  if (ours) refuseNewer(json["version"], where);
  if (!("sigmas" in json || "timesteps" in json))
    return { ...found, meaning: "sigmas", values: json };
  if (!("sigmas" in json))
    return { ...found, meaning: "timesteps", values: json["timesteps"] };
  return {
    ...found,
    meaning: "sigmas",
    values: json["sigmas"],
    ...(ours ? { known: known(json) } : {}),
  };
}

/** The schedule of an answer of `optimize`. */
function onlyOne(schedules: readonly unknown[], where: string): unknown {
  if (schedules.length === 1) return schedules[0];
  const steps = schedules.map((each) =>
    isRecord(each) ? String(each["steps"]) : "?",
  );
  throw new BadInput(
    `${where} must hold one schedule, got ${schedules.length}, of ${steps.join(", ")} steps`,
  );
}

function refuseNewer(version: unknown, where: string): void {
  if (typeof version === "number" && version > scheduleVersion)
    throw new BadInput(
      `${where} was saved by a newer Stepwright and cannot be read here: its schedule has the version ${version}, and this one knows version ${scheduleVersion}`,
    );
}

/** What our JSON says beside the levels; what has another type than ours is left out. */
function known(json: Readonly<Record<string, unknown>>) {
  const { source, klub, model, solver, process } = json;
  const found: Partial<ScheduleValue> = {
    ...(typeof source === "string" && { source }),
    ...(typeof klub === "number" && { klub }),
    ...(typeof solver === "string" && { solver }),
    ...(process === "flow" && { process }),
    ...(isRecord(model) &&
      typeof model["name"] === "string" &&
      typeof model["sha256"] === "string" && {
        model: { name: model["name"], sha256: model["sha256"] },
      }),
  };
  return found;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
