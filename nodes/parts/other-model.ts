import type { Guidance } from "../../core/guidance.ts";

interface Named {
  readonly sha256: string;
  readonly guidance?: Guidance;
}

/**
 * What is to be minded where statistics were measured of another model than the one that is wired, or with other
 * guidance.
 * @returns Nothing where both are the same.
 */
export function otherModelWarning(
  measured: Named & { readonly name: string },
  wired: Named & { readonly title: string },
): string | undefined {
  if (measured.sha256 !== wired.sha256)
    return `the statistics are of ${measured.name} (SHA-256 ${measured.sha256.slice(0, 10)}…), and the model is ${wired.title} (${wired.sha256.slice(0, 10)}…): the schedule is the best for the first`;
  const [of, is] = [guidanceWords(measured), guidanceWords(wired)];
  return of === is
    ? undefined
    : `the statistics are of ${measured.name} with ${of}, and the model has ${is}: the schedule is the best for the first`;
}

function guidanceWords({ guidance }: Named): string {
  return guidance === undefined
    ? "no guidance"
    : `guidance ${guidance.scale} (rescale ${guidance.rescale})`;
}
