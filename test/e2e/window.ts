import type { Locator, Page } from "@playwright/test";
import type { JobSummary } from "../../engine/messages.ts";
import type { StepwrightHandle } from "../../renderer/test-handle.ts";

// What tests do in Stepwright's window, with the mouse and the keyboard, and what they see there.

declare global {
  interface Window {
    stepwright?: StepwrightHandle;
  }
}

/** Clicks Run and waits for the job's end. */
export async function run(page: Page): Promise<JobSummary["state"]> {
  const before = await startRun(page);
  return jobEnd(page, before);
}

/** Clicks Run; gives the number of jobs that were there before. */
export async function startRun(page: Page): Promise<number> {
  const before = await page.evaluate(
    () => window.stepwright?.run.jobs.length ?? 0,
  );
  await page
    .getByRole("button", { name: /^Run(?! )|^Run Ctrl/ })
    .first()
    .click();
  await page.waitForFunction(
    (count) => (window.stepwright?.run.jobs.length ?? 0) > count,
    before,
  );
  return before;
}

/** Waits for the end of the job with this index. */
export async function jobEnd(
  page: Page,
  index: number,
): Promise<JobSummary["state"]> {
  const state = await page.waitForFunction(
    (job) => {
      const now = window.stepwright?.run.jobs[job]?.summary.state;
      const ended = now !== "queued" && now !== "running" && now !== "paused";
      return ended ? now : undefined;
    },
    index,
    { timeout: 60_000, polling: 20 },
  );
  return (await state.jsonValue()) ?? "failed";
}

/** The state of every node of the graph in front that shows one, by node id. */
export function nodeStates(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const { documents, looks } = window.stepwright ?? {};
    const shown = looks?.[documents?.active ?? ""] ?? {};
    return Object.fromEntries(
      Object.entries(shown).map(([id, { state }]) => [id, state]),
    );
  });
}

/** The sentence of a node's failure. */
export function nodeMessage(
  page: Page,
  node: string,
): Promise<string | undefined> {
  return page.evaluate((id) => {
    const { documents, looks } = window.stepwright ?? {};
    return looks?.[documents?.active ?? ""]?.[id]?.message;
  }, node);
}

/** Ids of the nodes of the graph in front, in its order. */
export function nodeIds(page: Page): Promise<string[]> {
  return page.evaluate(
    () => window.stepwright?.editor?.read().nodes.map(({ id }) => id) ?? [],
  );
}

/** Types a value of the selected node into the inspector. */
export async function setValue(
  page: Page,
  label: string,
  value: string,
): Promise<void> {
  const field = page.locator(".inspector").getByLabel(label, { exact: true });
  await field.fill(value);
  await field.press("Enter");
}

/** Waits until the engine has answered and a graph is shown. */
export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => window.stepwright?.editor !== undefined);
}

/** A sentence that is told in passing. */
export function notice(page: Page, sentence: RegExp): Locator {
  return page.locator(".toasts").getByText(sentence).first();
}
