import { expect, test } from "vitest";
import { descriptions } from "../../../nodes/registry.ts";
import { groupByCategory } from "../../../renderer/panels/left/group-nodes.ts";

const titles = Object.fromEntries(
  groupByCategory(descriptions).map(([category, nodes]) => [
    category,
    nodes.map(({ title }) => title),
  ]),
);

test("categories are in the order of work", () => {
  expect(Object.keys(titles)).toEqual([
    "sampling",
    "pipeline",
    "schedules",
    "schedule-tools",
    "look",
    "files",
  ]);
});

test("what people need first is first, however many sockets it has", () => {
  expect(titles["sampling"]).toEqual([
    "Model",
    "Solver",
    "Guidance",
    "Sampler",
  ]);
  expect(titles["schedules"]).toEqual([
    "Schedule",
    "Optimize Schedule",
    "Pick Schedule",
    "Edit Schedule",
    "Manual Schedule",
    "Load Schedule",
    "Load Statistics",
    "Schedule from Statistics",
  ]);
});

test("tools are by their titles", () => {
  const tools = titles["schedule-tools"] ?? [];
  expect(tools).toContain("Join Schedules");
  expect(tools).toEqual(tools.toSorted((a, b) => a.localeCompare(b, "en")));
});
