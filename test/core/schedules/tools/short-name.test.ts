import { expect, test } from "vitest";
import { buildSchedule } from "../../../../core/schedules/build.ts";
import { schedules } from "../../../../core/schedules/registry.ts";
import { shortName } from "../../../../core/schedules/tools/short-name.ts";

test("a family at its defaults is called by its title alone", () => {
  for (const [id, { title, parameters, ownRange }] of schedules) {
    const options = Object.values(parameters).some(
      (parameter) => parameter.default === "",
    );
    if (options || ownRange === true || id === "manual") continue;
    const { source } = buildSchedule(id, {
      steps: 10,
      sigmaMin: 0.03,
      sigmaMax: 14,
      ending: "sigma-min",
    });
    expect(shortName(source)).toBe(title);
  }
});

test("what differs from the defaults, and what became of it, is in its name", () => {
  expect(shortName("EDM, rho 5, denoise 0.5")).toBe("EDM, rho 5, denoise 0.5");
  expect(shortName("EDM, rho 7, split at 2, high part")).toBe(
    "EDM, split at 2, high part",
  );
  expect(shortName("AYS-optimized for Ring of 8, rho 7")).toBe(
    "AYS-optimized for Ring of 8, rho 7",
  );
});
