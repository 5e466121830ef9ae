type Phrase = (...found: string[]) => string;

/** What commander says of words that it cannot use, and what we say. */
const phrases: readonly (readonly [RegExp, Phrase])[] = [
  [
    /^unknown (option|command) '(.*)'(?:\s*\(Did you mean (.*?)\?\))?$/s,
    (kind, name, near) =>
      `There is no ${kind} ${name}${near === undefined ? "" : `; the nearest is ${near}`}.`,
  ],
  [
    /^missing required argument '(.*)'$/s,
    (name) => `The argument <${name}> must be given, got nothing.`,
  ],
  [
    /^required option '(.*)' not specified$/s,
    (name) => `${name} must be given, got nothing.`,
  ],
  [
    /^option '(.*)' argument missing$/s,
    (name) => `${name} must have a value, got nothing.`,
  ],
  [
    /^too many arguments for '(.*)'\. Expected (\d+) arguments? but got (\d+)\.?$/s,
    (command, wanted, got) =>
      `The command ${command} takes ${wanted} ${wanted === "1" ? "argument" : "arguments"}, got ${got}.`,
  ],
];

/** One sentence in our words for an error of commander; one that is not known stays as it is. */
export function usageSentence(text: string): string {
  const bare = text.trim().replace(/^error: /, "");
  for (const [pattern, phrase] of phrases) {
    const match = pattern.exec(bare);
    if (match) return phrase(...match.slice(1));
  }
  return bare;
}
