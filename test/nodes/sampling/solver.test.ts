import { expect, test } from "vitest";
import { solvers } from "../../../core/solvers/registry.ts";
import { nodes } from "../../../nodes/registry.ts";
import { runNode } from "../run-node.ts";

const inputs = nodes.get("sampling/solver")?.inputs ?? {};

test("every solver can be chosen, and each of its parameters is shown for it alone", () => {
  for (const [id, { parameters }] of solvers)
    for (const [name, parameter] of Object.entries(parameters))
      expect(inputs[`${id}:${name}`]).toMatchObject({
        kind: parameter.kind,
        default: parameter.default,
        label: expect.stringMatching(new RegExp(`^${parameter.title}$`, "i")),
        shownFor: { input: "solver", values: [id] },
      });
});

test("a parameter whose title is another word says what the peers call it", () => {
  expect(inputs["unipc:final_sigma"]).toMatchObject({
    label: "sigma for zero",
    also: "final_sigma",
  });
  expect(inputs["stochastic-ddim:eta"]).not.toHaveProperty("also");
});

test("a choice whose value says little has a title, and keeps its value", () => {
  expect(inputs["deis:deis_mode"]).toMatchObject({
    choices: [
      { value: "tab", title: "time (tab)" },
      { value: "rhoab", title: "sigma (rhoab)" },
    ],
  });
});

test("an order is a whole number, other numbers are not", () => {
  expect(inputs["lms:order"]).toMatchObject({ whole: true, step: 1 });
  expect(inputs["dpm-adaptive:rtol"]).toMatchObject({ whole: false });
});

test("the output names the solver with its own options only, as they were set", async () => {
  const { outputs } = await runNode("sampling/solver", {
    solver: "stochastic-ddim",
    "stochastic-ddim:eta": 0.25,
    "euler:s_churn": 3,
  });
  expect(outputs["solver"]).toEqual({
    id: "stochastic-ddim",
    options: { eta: 0.25, s_noise: 1 },
  });
});
