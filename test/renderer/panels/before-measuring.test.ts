import { expect, test } from "vitest";
import type { JobSummary } from "../../../engine/messages.ts";
import type { NodeStatus } from "../../../renderer/editor/editor.ts";
import { beforeMeasuring } from "../../../renderer/panels/dock/optimization/before-measuring.ts";

const connected = { kind: "connected" };
const job = (
  state: JobSummary["state"],
  progress: Readonly<Record<string, number>> = {},
) => ({
  summary: { id: "1", title: "Ring", document: "doc", state, queuedAt: 1 },
  nodes: ["model", "optimize"],
  progress,
  cached: [],
});
const said = (
  jobs: readonly ReturnType<typeof job>[],
  state?: NodeStatus["state"],
  document = "doc",
) =>
  beforeMeasuring(
    { run: { jobs }, connection: connected },
    document,
    "optimize",
    state && { state, views: [] },
  );

test("an optimization whose node is at work starts, or is paused", () => {
  expect(said([job("running")], "running")).toBe("starts");
  expect(said([job("paused")], "paused")).toBe("paused");
});

test("one whose job is queued or at other nodes waits, also after an earlier one was cancelled", () => {
  expect(said([job("queued")])).toBe("waits");
  expect(said([job("running", { model: 0.5 })], "waiting")).toBe("waits");
  expect(said([job("cancelled"), job("queued")], "waiting")).toBe("waits");
});

test("one that failed, was cancelled, or belongs to another document waits for nothing", () => {
  expect(said([job("running", { optimize: 1 })], "failed")).toBe(
    "nothing asked for",
  );
  expect(said([job("cancelled")], "waiting")).toBe("nothing asked for");
  expect(said([job("queued")], undefined, "other")).toBe("nothing asked for");
  expect(said([])).toBe("nothing asked for");
});

test("while the engine is away, nothing is said of what goes on", () => {
  expect(
    beforeMeasuring(
      { run: { jobs: [job("running")] }, connection: { kind: "lost" } },
      "doc",
      "optimize",
      { state: "waiting", views: [] },
    ),
  ).toBe("not known");
});
