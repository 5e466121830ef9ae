interface Named {
  readonly sha256: string;
}

/**
 * What is to be minded where statistics were measured of another model than the one that is wired.
 * @returns Nothing where it is the same.
 */
export function otherModelWarning(
  measured: Named & { readonly name: string },
  wired: Named & { readonly title: string },
): string | undefined {
  return measured.sha256 === wired.sha256
    ? undefined
    : `the statistics are of ${measured.name} (SHA-256 ${measured.sha256.slice(0, 10)}…), and the model is ${wired.title} (${wired.sha256.slice(0, 10)}…): the schedule is the best for the first`;
}
