import { expect, test } from "vitest";
import { builtProgram } from "./built-program.ts";

const { run } = await builtProgram();

test("the help names every command on stdout", async () => {
  const { code, stdout } = await run("--help");
  expect(code).toBe(0);
  for (const name of [
    "schedule",
    "sample",
    "optimize",
    "klub",
    "models",
    "templates",
    "run",
    "serve",
  ])
    expect(stdout).toMatch(new RegExp(`^  ${name}\\b`, "m"));
});

test.each([
  [
    "an unknown option",
    ["templates", "--bogus"],
    "There is no option --bogus.",
  ],
  ["an unknown command", ["bogus"], "There is no command bogus."],
  [
    "a missing argument",
    ["run", "--out", "x"],
    "The argument <graph> must be given, got nothing.",
  ],
  [
    "a missing option",
    ["run", "g.json"],
    "--out <folder> must be given, got nothing.",
  ],
  ["a misspelt option", ["serve", "--prot"], "; the nearest is --port."],
  ["a missing value", ["serve", "--port"], "must have a value, got nothing."],
  ["one word too many", ["templates", "x"], "takes 0 arguments, got 1."],
  ["a port that is none", ["serve", "--port", "1e9"], "--port must be a whole"],
])("%s is exit code 2 and a sentence on stderr", async (_, words, message) => {
  const { code, stdout, stderr } = await run(...words);
  expect(code).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toContain(message);
  expect(stderr.trim().split("\n")).toHaveLength(1);
});

test("the help of optimize says what each of its efforts governs", async () => {
  const { stdout } = await run("optimize", "--help");
  const words = stdout.replaceAll(/\s+/g, " ");
  expect(words).toMatch(/--samples <n> data samples that the KLUB is measured/);
  expect(words).toMatch(/--levels <k> noise levels that the KLUB is measured/);
  expect(words).toMatch(
    /--budget <effort> how many schedules tuned measures with the solver, .* --samples and --levels do not limit that/,
  );
});

test("templates are listed with the default one first, in one line with --json", async () => {
  const { code, stdout } = await run("templates", "--json");
  expect(code).toBe(0);
  expect(stdout.trim().split("\n")).toHaveLength(1);
  const listed = JSON.parse(stdout) as { id: string; path: string }[];
  expect(listed[0]).toEqual({
    id: "ring-of-8",
    title: expect.any(String),
    path: expect.stringMatching(/ring-of-8\.json$/),
  });
  expect(JSON.parse((await run("templates")).stdout)).toEqual(listed);
});
