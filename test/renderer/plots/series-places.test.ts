import { expect, test } from "vitest";
import { seriesPlaces } from "../../../renderer/plots/series-places.ts";

const places = (strong: string | undefined, ...names: string[]) =>
  Object.fromEntries(
    seriesPlaces(names.map((name) => ({ name, strong: name === strong }))).map(
      (place, index) => [names[index], place],
    ),
  );

test("a family has one colour, whatever stands beside it and however it is called in full", () => {
  expect(places("optimized", "EDM", "LogSNR", "optimized")).toEqual({
    EDM: 2,
    LogSNR: 3,
    optimized: 1,
  });
  expect(places("Edited", "Edited", "As it came in", "EDM", "LogSNR")).toEqual({
    Edited: 1,
    "As it came in": 5,
    EDM: 2,
    LogSNR: 3,
  });
  expect(
    places(
      "AYS, 5 steps",
      "AYS, 5 steps",
      "LogSNR, 5 steps",
      "Gaussian-optimal, c 0.5, 5 steps",
      "EDM, rho 5, 5 steps",
    ),
  ).toEqual({
    "AYS, 5 steps": 1,
    "LogSNR, 5 steps": 3,
    "Gaussian-optimal, c 0.5, 5 steps": 4,
    "EDM, rho 5, 5 steps": 2,
  });
});

test("a family keeps its colour where it is the one that matters", () => {
  expect(places("EDM", "LogSNR", "EDM")).toEqual({ LogSNR: 3, EDM: 2 });
});

test("two lines of a family differ, and a plot of others alone has the first colour", () => {
  expect(places("EDM, 5 steps", "EDM, 5 steps", "EDM, 9 steps")).toEqual({
    "EDM, 5 steps": 2,
    "EDM, 9 steps": 5,
  });
  expect(places(undefined, "Beta", "Simple", "Manual")).toEqual({
    Beta: 1,
    Simple: 5,
    Manual: 6,
  });
});
