import { beforeAll, expect, test } from "vitest";
import type { ReportValue } from "../../../engine/report.ts";
import type {
  ModelValue,
  SamplesValue,
  ScheduleValue,
} from "../../../engine/values.ts";
import { networkModel } from "../../models/onnx-networks.ts";
import { onnxFile } from "../../models/onnx-samples.ts";
import { runNode } from "../run-node.ts";

const resources = new Map<string, unknown>();
async function modelOf(values: Record<string, unknown>): Promise<ModelValue> {
  const { outputs } = await runNode("sampling/model", values, { resources });
  return outputs["model"] as ModelValue;
}
let flow: ModelValue;
beforeAll(async () => {
  const path = onnxFile(networkModel("flow"));
  flow = await modelOf({ model: "file", path, prediction: "flow" });
});

const solver = { id: "euler-ancestral", options: {} };
async function optimized(values: Record<string, unknown>) {
  const { outputs } = await runNode(
    "schedules/optimize-schedule",
    {
      model: flow,
      solver,
      budget: "quick",
      samples: 32,
      levels: 17,
      steps: [4],
      sigma_min: 0.002,
      sigma_max: 900,
      ...values,
    },
    { resources },
  );
  return {
    schedule: outputs["schedule"] as ScheduleValue,
    report: outputs["report"] as ReportValue,
  };
}

test("a network of a flow is tuned along the flow without being asked: the schedule is times, with which the Sampler samples it", async () => {
  const { schedule, report } = await optimized({});
  expect(schedule.process).toBe("flow");
  expect(report.settings.process).toBe("flow");
  const [found] = report.schedules;
  expect([...schedule.sigmas]).toEqual(
    found?.sigmas.map((sigma) => sigma / (1 + sigma)),
  );
  expect(found?.times).toEqual([...schedule.sigmas]);
  expect(schedule.sigmas[0]).toBeCloseTo(900 / 901, 9);
  expect(found?.lines.map(({ id }) => id)).toContain("flow-uniform shift 3");

  const { outputs } = await runNode(
    "sampling/sampler",
    { model: flow, solver, schedule, seed: 77, count: 1000 },
    { resources },
  );
  const samples = outputs["samples"] as SamplesValue;
  expect(samples.origin?.flow).toEqual({ shift: 1 });
  const column = [...samples.data].filter((_, i) => i % 2 === 0);
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  // a Gaussian of mean 0.25 and deviation 0.5
  expect(Math.abs(mean - 0.25)).toBeLessThan(0.1);
}, 60_000);

test("the exact schedule of a flow's network is times too, and its KLUB is that of the noise levels", async () => {
  const { schedule, report } = await optimized({
    method: "exact",
    limits: "model",
  });
  expect(schedule.process).toBe("flow");
  expect(report.settings.sigmaMax).toBe(flow.sigmaMax);
  expect(schedule.sigmas[0]).toBeCloseTo(0.999, 9);
  expect(schedule.klub).toBeCloseTo(report.schedules[0]?.klub ?? NaN, 9);
  const { files } = await runNode("files/save-report", {
    report,
    format: "md",
  });
  expect(new TextDecoder().decode(files.get("report.md"))).toContain(
    `As times of a flow: \`${schedule.sigmas.join(", ")}\``,
  );
});

test("noise levels can be asked for of a flow's network, and times of any other", async () => {
  const levels = await optimized({
    method: "exact",
    process: "variance-exploding",
  });
  expect(levels.schedule).not.toHaveProperty("process");
  expect(levels.schedule.sigmas[0]).toBe(900);
  expect(levels.report.schedules[0]).not.toHaveProperty("times");
  const other = { method: "exact", model: await modelOf({}), sigma_max: 80 };
  expect((await optimized(other)).schedule).not.toHaveProperty("process");
  expect(
    (await optimized({ ...other, process: "flow" })).schedule.process,
  ).toBe("flow");
});
