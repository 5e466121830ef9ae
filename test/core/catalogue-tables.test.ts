import { format } from "prettier";
import { expect, test } from "vitest";
import {
  scheduleTable,
  solverTable,
  type WordTable,
} from "../../core/catalogue-tables.ts";
import { findSchedule } from "../../core/schedules/registry.ts";
import { findSolver } from "../../core/solvers/registry.ts";

const listOf = (cell: unknown) => (Array.isArray(cell) ? cell : []).map(String);

test("every name in the table of solvers finds the solver of its row", () => {
  for (const [title, id, ...names] of solverTable().rows)
    for (const name of [title, id, ...names.slice(0, 3).flatMap(listOf)])
      expect(findSolver(String(name)).id, String(name)).toBe(id);
});

test("every name in the table of schedules finds the schedule of its row", () => {
  for (const [title, id, comfyui, diffusers] of scheduleTable().rows)
    for (const name of [title, id, ...listOf(comfyui), ...listOf(diffusers)])
      expect(findSchedule(String(name)).id, String(name)).toBe(id);
});

test("what makes a solver draw noise is said", () => {
  const words = Object.fromEntries(
    solverTable().rows.map((row) => [row[1], row[7]]),
  );
  expect(words).toMatchObject({
    "stochastic-ddim": "yes",
    "dpmpp-2m": "no",
    heun: "with s_churn",
    "dpm-solver-multistep": "with algorithm_type",
  });
});

function markdown({ columns, rows }: WordTable): string {
  const text = (cell: unknown) =>
    (Array.isArray(cell) ? cell.map((name) => `\`${name}\``) : [String(cell)])
      .join(", ")
      .replaceAll("|", "\\|");
  return [columns, columns.map(() => "---"), ...rows]
    .map((row) => `| ${row.map(text).join(" | ")} |`)
    .join("\n");
}

const page = () => `# Solvers and schedules

Made from the code by \`npx vitest run test/core/catalogue-tables.test.ts -u\`. The window shows the same tables (F1), and
\`npm run -s cli -- solvers\` and \`schedules\` list them with all options as JSON.

Every solver works on noise levels sigma of the variance-exploding convention. A solver and a schedule are found by their id here, by
ComfyUI's name, by diffusers' and by that in its authors' program alike; such a name also sets the options that are the default there.
The column of options has ours, and after them those that peers call or write otherwise. NFE per step counts evaluations of the denoiser in a step that does not go to zero; a step to zero takes one.
The order is that of the deterministic part. \`with eta\` says which option makes a solver draw noise that draws none by default.

## Solvers

${markdown(solverTable())}

## Schedules

The paper of Align Your Steps prints LogSNR as EDM with rho = 1, which would be even in sigma; \`logsnr\` here is even in ln sigma.

${markdown(scheduleTable())}
`;

test("docs/solvers-and-schedules.md says what there is", async () => {
  await expect(
    await format(page(), { parser: "markdown" }),
  ).toMatchFileSnapshot("../../docs/solvers-and-schedules.md");
});
