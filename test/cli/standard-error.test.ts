import { expect, test } from "vitest";
import { standardError, type ErrorStream } from "../../cli/standard-error.ts";

/** What would stand there, with a clock that is moved by hand. */
function written(about: Omit<ErrorStream, "write">) {
  const clock = { time: 0 };
  const parts: string[] = [];
  const errors = standardError(
    { ...about, write: (text) => void parts.push(text) },
    () => clock.time,
  );
  return { errors, clock, parts };
}

/** The lines of a terminal that knows carriage returns and the erasing of a line. */
function screen(parts: readonly string[]): string[] {
  const lines = [""];
  for (const letter of parts.join("").replaceAll("\x1b[K", "⌫"))
    if (letter === "\n") lines.push("");
    else if (letter === "⌫") lines[lines.length - 1] = "";
    else if (letter !== "\r") lines[lines.length - 1] += letter;
  return lines;
}

test("on a terminal progress is one line that is rewritten, and what is said stays above it", () => {
  const { errors, parts } = written({ isTTY: true, columns: 80 });
  errors.follow("10 of 512 samples, 41 s left");
  errors.follow("20 of 512 samples, 40 s left");
  expect(screen(parts)).toEqual(["20 of 512 samples, 40 s left"]);
  errors.say("device: cpu");
  errors.follow("30 of 512 samples");
  expect(screen(parts)).toEqual(["device: cpu", "30 of 512 samples"]);
  errors.clear();
  expect(screen(parts)).toEqual(["device: cpu", ""]);
});

test("a line of progress never wraps, and of a terminal that does not say its width it has 80 columns", () => {
  const { errors, parts } = written({ isTTY: true, columns: 20 });
  errors.follow("5 steps (1 of 3), polishing: 1,000 of about 2,000");
  expect(screen(parts)).toEqual(["5 steps (1 of 3), …"]);
  const unknown = written({ isTTY: true, columns: 0 });
  unknown.errors.follow("x".repeat(100));
  expect(screen(unknown.parts)[0]).toHaveLength(79);
});

test("elsewhere progress is a line every three seconds, and nothing rewrites anything", () => {
  const { errors, clock, parts } = written({});
  for (clock.time = 0; clock.time < 10_000; clock.time += 50)
    errors.follow(`at ${clock.time}`);
  errors.clear();
  errors.say("done");
  expect(parts).toEqual(["at 3000\n", "at 6000\n", "at 9000\n", "done\n"]);
});
