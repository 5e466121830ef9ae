const decimal = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/i;

/** The number that a text writes in decimal digits, `1e-3` among them; `undefined` for any other text, also for `0x10`. */
export function decimalNumber(text: string): number | undefined {
  const word = text.trim();
  return decimal.test(word) ? Number(word) : undefined;
}
