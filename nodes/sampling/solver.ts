import { findSolver, solvers } from "../../core/solvers/registry.ts";
import { choice } from "../../engine/inputs.ts";
import { defineNode } from "../../engine/node-definition.ts";
import { peerNames, solverChoices } from "../parts/other-names.ts";
import { parameterInputs, parameterValues } from "../parts/parameter-inputs.ts";

export const solver = defineNode({
  title: "Solver",
  also: ["KSamplerSelect", ...[...solvers.values()].flatMap(peerNames)],
  description:
    "The update rule that takes samples from one noise level to the next (ComfyUI says sampler), with its settings.",
  inputs: {
    solver: choice(solverChoices(solvers), {
      default: "dpmpp-2m",
      description: "The update rule.",
    }),
    ...parameterInputs(solvers, "solver"),
  },
  outputs: { solver: { type: "SOLVER" } },
  async run(inputs) {
    const id = String(inputs.solver);
    const { parameters } = findSolver(id).solver;
    return { solver: { id, options: parameterValues(id, parameters, inputs) } };
  },
});
