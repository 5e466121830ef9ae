import { expect, test } from "vitest";
import type { ScheduleValue } from "../../../engine/values.ts";
import { scheduleFormats } from "../../../nodes/formats/schedule-files.ts";
import { runNode } from "../run-node.ts";

const id = "schedules/manual-schedule";

test("what was typed is a schedule, drawn and shown as it was understood", async () => {
  const { outputs, views } = await runNode(id, { sigmas: "14,6; 1e0; 0,5; 0" });
  expect(outputs["schedule"]).toEqual({
    sigmas: Float64Array.of(14.6, 1, 0.5, 0),
    ending: "zero",
    source: "Manual",
  });
  expect(views).toEqual([
    {
      kind: "lines",
      x: { label: "step", scale: "linear" },
      y: { label: "σ", scale: "log" },
      series: [
        {
          name: "Manual",
          x: Float64Array.of(0, 1, 2),
          y: Float64Array.of(14.6, 1, 0.5),
          emphasis: true,
        },
      ],
      caption:
        "Commas were read as decimal commas: 14,6 as 14.6. · 1e0 was read as 1. · last step to 0, below the axis",
    },
    {
      kind: "text",
      text: "Read as a list of numbers. 4 sigmas for 3 steps; the ending is 0.",
    },
    { kind: "text", text: "14.6, 1, 0.5, 0", copyable: true },
  ]);
});

test("what is there from the start is a schedule", async () => {
  const { outputs } = await runNode(id, {});
  expect(outputs["schedule"]).toMatchObject({ ending: "zero" });
});

test("what Export Schedule shows can be pasted, whatever the format", async () => {
  const schedule: ScheduleValue = {
    sigmas: Float64Array.of(14.6, 1.5, 0.2),
    ending: "sigma-min",
    source: "EDM, rho 7",
    klub: 2,
  };
  for (const format of scheduleFormats.keys()) {
    const exported = await runNode("files/export-schedule", {
      schedule,
      format,
    });
    const view = exported.views.find(
      (each) => each.kind === "text" && each.copyable === true,
    );
    if (view?.kind !== "text") throw new Error("no text is shown to copy");
    const { outputs } = await runNode(id, { sigmas: view.text });
    expect(outputs["schedule"]).toEqual(
      format === "json"
        ? schedule
        : {
            sigmas: schedule.sigmas,
            ending: "sigma-min",
            source: "Manual",
          },
    );
  }
});

test("what is no schedule is refused in a sentence that names the node", async () => {
  await expect(runNode(id, { sigmas: "5, 5" })).rejects.toThrow(
    "the text of Manual Schedule: noise level 2 of 2 must be below the one before it, 5, got 5",
  );
});
