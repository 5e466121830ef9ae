import { BadInput } from "../bad-input.ts";
import { decimalNumber } from "../decimal-number.ts";
import { normalizeName } from "../normalize-name.ts";
import { optionName } from "../option-name.ts";
import {
  namedOption,
  parseOption,
  readValue,
  splitOption,
} from "../options.ts";
import type { ParameterValue, ParameterValues } from "../parameter.ts";
import type { PeerOption, Solver } from "./solver.ts";

/** What peers give a solver beside its own options, to make it its schedule. */
const ofSchedules = new Set(
  [
    "num_steps",
    "sigma_min",
    "sigma_max",
    "rho",
    "schedule_type",
    "schedule_rho",
    "timestep_spacing",
    "steps_offset",
    "use_karras_sigmas",
    "use_exponential_sigmas",
    "use_beta_sigmas",
    "use_lu_lambdas",
    "use_flow_sigmas",
    "final_sigmas_type",
    "set_alpha_to_one",
  ].map(normalizeName),
);

/**
 * A solver's options from lines such as `eta=0.5`, under our names or a peer's.
 * @throws BadInput for a line that is none of its options, for one that is there twice, and for two that do not agree.
 */
export function parseSolverOptions(
  solver: Solver,
  lines: readonly string[],
): ParameterValues {
  const { title, parameters } = solver;
  const given = new Map<string, string>();
  const read = new Map<string, { value: ParameterValue; line: string }>();
  for (const line of lines) {
    const [name] = splitOption(line);
    const key = normalizeName(name);
    const before = given.get(key);
    if (before !== undefined)
      throw new BadInput(
        `${title}'s ${name} must be given once, got ${before} and ${line}`,
      );
    given.set(key, line);
    for (const [own, value] of oursFor(solver, line)) {
      const other = read.get(own);
      if (other && other.value !== value)
        throw new BadInput(
          `${title}'s ${optionName(parameters, own)} cannot be both ${String(other.value)} and ${String(value)}, which ${other.line} and ${line} say`,
        );
      read.set(own, { value, line });
    }
  }
  return Object.fromEntries([...read].map(([own, { value }]) => [own, value]));
}

/** What a line says of our options. */
function oursFor(
  solver: Solver,
  line: string,
): readonly (readonly [name: string, value: ParameterValue])[] {
  const { title, parameters, peerOptions = {} } = solver;
  const [name, text] = splitOption(line);
  const wanted = normalizeName(name);
  const isWanted = (other: string): boolean => normalizeName(other) === wanted;
  const own = Object.keys(parameters).some(isWanted);
  const peer = Object.entries(peerOptions).find(([theirs]) => isWanted(theirs));
  if (!own && peer) return oursForPeer(solver, peer, text);
  if (ofSchedules.has(wanted) && namedOption(parameters, name) === undefined)
    throw new BadInput(
      `${name} is an option of the schedule and not of ${title}, which takes ${Object.keys(parameters).join(", ") || "none"}`,
    );
  return [parseOption(parameters, line, title)];
}

function oursForPeer(
  { title, parameters }: Solver,
  [name, { option, values = {} }]: readonly [string, PeerOption],
  text: string,
): readonly (readonly [name: string, value: ParameterValue])[] {
  const found = Object.entries(values).find(([one]) => isSame(one, text))?.[1];
  if (found) return Object.entries(found);
  const parameter = option === undefined ? undefined : parameters[option];
  if (option !== undefined && parameter)
    return [[option, readValue(parameter, text, `${title}'s ${name}`)]];
  throw new BadInput(
    `${title}'s ${name} must be ${Object.keys(values).join(" or ")}, got ${JSON.stringify(text)}`,
  );
}

function isSame(value: string, text: string): boolean {
  const number = decimalNumber(value);
  return number === undefined
    ? withoutSpaces(value) === withoutSpaces(text)
    : number === decimalNumber(text);
}

function withoutSpaces(text: string): string {
  return text.toLowerCase().replaceAll(/\s/g, "");
}
