import { BadInput } from "../bad-input.ts";
import { idOf } from "../file-id.ts";
import { normalizeName } from "../normalize-name.ts";
import type { Schedule } from "./schedule.ts";

const files = import.meta.glob<Readonly<Record<string, unknown>>>(
  ["./*.ts", "!./registry.ts", "!./build.ts"],
  { eager: true },
);

function isSchedule(value: unknown): value is Schedule {
  return (
    typeof value === "object" &&
    value !== null &&
    "sigmas" in value &&
    "parameters" in value
  );
}

/** Every family of schedules by its id, the name of its file in this folder. */
export const schedules: ReadonlyMap<string, Schedule> = new Map(
  Object.entries(files)
    .toSorted(([a], [b]) => (idOf(a) < idOf(b) ? -1 : 1))
    .flatMap(([path, file]) =>
      Object.values(file)
        .filter(isSchedule)
        .map((schedule) => [idOf(path), schedule] as const),
    ),
);

/** What a name found. */
export interface FoundSchedule {
  readonly id: string;
  readonly schedule: Schedule;
  /** Whether it was asked for by the name that ComfyUI or diffusers has for it, whose schedules end at zero. */
  readonly byPeerName: boolean;
}

/** ComfyUI's nodes are called what their schedules are, and Scheduler. */
function withoutScheduler(name: string): string {
  return normalizeName(name).replace(/scheduler$/, "");
}

const byName: ReadonlyMap<string, FoundSchedule> = new Map(
  [...schedules].flatMap(([id, schedule]) => {
    const { comfyui = [], diffusers = [] } = schedule.names;
    const theirs = [...comfyui, ...diffusers];
    const peerNames = new Set(theirs.map(normalizeName));
    const keys = [
      ...theirs.map(withoutScheduler).map((key) => [key, true] as const),
      ...[...peerNames].map((key) => [key, true] as const),
      ...[id, schedule.title].map((name) => {
        const key = normalizeName(name);
        return [key, peerNames.has(key)] as const;
      }),
    ];
    return keys.map(
      ([key, byPeerName]) => [key, { id, schedule, byPeerName }] as const,
    );
  }),
);

/**
 * Finds a family of schedules by our id, by its title, or by the name that ComfyUI or diffusers gives it.
 * @throws BadInput that lists what there is.
 */
export function findSchedule(name: string): FoundSchedule {
  const found =
    byName.get(normalizeName(name)) ?? byName.get(withoutScheduler(name));
  if (found) return found;
  const known = [...schedules].flatMap(([id, { names }]) => [
    id,
    ...(names.comfyui ?? []),
  ]);
  const list = [...new Set(known)].join(", ");
  throw new BadInput(
    `The schedule must be one of ${list}, got ${JSON.stringify(name)}`,
  );
}
