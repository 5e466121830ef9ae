/** Numbers as a Python list of floats, each in the fewest digits that read back exactly: `[80.0, 1e-7, 0.0]`. */
export function pythonFloats(values: ArrayLike<number>): string {
  const digits = Array.from(values, (value) => {
    const text = String(value);
    // without a point Python has a whole number, and torch makes a tensor of whole numbers of them
    return /^-?\d+$/.test(text) ? `${text}.0` : text;
  });
  return `[${digits.join(", ")}]`;
}

/** Text as a comment of one line, whatever it holds: a line break in it must not become Python that runs. */
export function pythonComment(text: string): string {
  return `# ${text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")}`;
}
