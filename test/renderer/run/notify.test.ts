import { beforeEach, expect, it } from "vitest";
import { appStore } from "../../../renderer/run/app-store.ts";
import {
  notify,
  notifyFailedRun,
  takeBackFailures,
} from "../../../renderer/run/notify.ts";

beforeEach(() => appStore.setState({ toasts: [] }));

const told = () => appStore.getState().toasts.map(({ message }) => message);

it("tells the same sentence once at a time", () => {
  notify("Saved.");
  notify("Saved.");
  expect(told()).toEqual(["Saved."]);
});

it("tells of one failed run at a time, the last", () => {
  notify("Saved.");
  notifyFailedRun("Sampler: no model.", { document: "a", node: "sampler" });
  notifyFailedRun("Solver: no eta.", { document: "a", node: "solver" });
  expect(told()).toEqual(["Saved.", "Solver: no eta."]);
});

it("takes back what was told of a run whose cause is gone, and nothing else", () => {
  notify("Saved.");
  notifyFailedRun("Solver: no eta.", { document: "a", node: "solver" });
  takeBackFailures(({ node }) => node === "sampler");
  expect(told()).toEqual(["Saved.", "Solver: no eta."]);
  takeBackFailures(({ node }) => node === "solver");
  expect(told()).toEqual(["Saved."]);
});
