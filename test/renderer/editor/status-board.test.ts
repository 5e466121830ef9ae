import { expect, test } from "vitest";
import type { View } from "../../../engine/view.ts";
import { createStatusBoard } from "../../../renderer/editor/status-board.ts";

const old: readonly View[] = [{ kind: "text", text: "old" }];

test("results that wait to be made anew are aged, and so until there is something new", () => {
  const shown = createStatusBoard();
  shown.set("n", { state: "done", views: old });
  expect(shown.isAged("n")).toBe(false);
  shown.set("n", { state: "waiting", views: old });
  expect(shown.isAged("n")).toBe(true);
  shown.set("n", { state: "running", views: old });
  expect(shown.isAged("n")).toBe(true);
  shown.set("n", { state: "running", progress: 0.5, views: old });
  expect(shown.isAged("n")).toBe(true);
  shown.set("n", { state: "running", views: [{ kind: "text", text: "new" }] });
  expect(shown.isAged("n")).toBe(false);
  shown.set("n", { state: "done", views: old });
  expect(shown.isAged("n")).toBe(false);
});

test("what runs for the first time is not aged, nor is a node with nothing to show", () => {
  const shown = createStatusBoard();
  shown.set("n", { state: "waiting", views: [] });
  expect(shown.isAged("n")).toBe(false);
  shown.set("n", { state: "running", views: old });
  shown.set("n", { state: "running", progress: 0.5, views: old });
  expect(shown.isAged("n")).toBe(false);
});

test("another graph starts without aged results", () => {
  const shown = createStatusBoard();
  shown.set("n", { state: "waiting", views: old });
  shown.clear();
  shown.set("n", { state: "running", views: old });
  expect(shown.isAged("n")).toBe(false);
});

test("what is to be minded of a result stands beside what keeps its node from running, as long as the result does", () => {
  const shown = createStatusBoard();
  const problem = { node: "n", input: "a", message: "a is missing" };
  shown.setProblems([problem]);
  shown.set("n", { state: "done", views: [], warnings: ["a is low"] });
  expect(shown.problems("n")).toEqual([
    problem,
    { node: "n", message: "a is low" },
  ]);
  shown.set("n", { state: "running", views: [] });
  expect(shown.problems("n")).toEqual([problem]);
});
