import { describe, expect, test } from "vitest";
import { flowSigma } from "../../../core/parameterisation.ts";
import { flowEvaluation } from "../../../core/solvers/flow.ts";
import { solvers } from "../../../core/solvers/registry.ts";
import { denoiseBatch } from "../../../core/denoise-batch.ts";
import { difference, referenceToy, solverReference } from "../reference.ts";
import { completed, record, type World } from "./replay.ts";

const { zT, sigmaSets } = solverReference;
const sigmas = sigmaSets["irregular7"] ?? [];

type Named = readonly [
  name: string,
  options?: Readonly<Record<string, unknown>>,
];

/** One formula under two names. */
const same: readonly (readonly [Named, Named])[] = [
  [["res_multistep"], ["dpmpp_2m_sde_heun", { eta: 0 }]],
  [["er_sde", { solver_type: "ODE", max_stage: 1 }], ["euler"]],
  [
    ["er_sde", { solver_type: "Reverse-time SDE", eta: 1, max_stage: 1 }],
    ["ddpm"],
  ],
  [
    [
      "sa_solver",
      {
        predictor_order: 1,
        corrector_order: 0,
        start_sigma: 1e6,
        end_sigma: 0,
      },
    ],
    ["ddpm"],
  ],
  [["dpmpp_2s"], ["seeds_2", { eta: 0 }]],
  [["dpmpp_2s"], ["dpmpp_sde", { eta: 0 }]],
  [["exp_heun_2_x0"], ["exp_heun_2_x0_sde", { eta: 0 }]],
  [["dpm-solver-multistep"], ["dpmpp_2m"]],
  [["dpm-solver-multistep", { solver_type: "heun" }], ["res_multistep"]],
  [["dpm-solver-multistep", { solver_order: 1 }], ["euler"]],
  [
    ["dpm-solver-multistep", { solver_order: 1, algorithm_type: "dpmsolver" }],
    ["euler"],
  ],
  [["dpm-solver-singlestep", { solver_order: 1 }], ["euler"]],
  [["lms", { order: 1 }], ["euler"]],
  [["ipndm_v", { weights: "exact" }], ["lms"]],
  [["deis", { deis_mode: "rhoab", max_order: 4 }], ["lms"]],
  [["gradient_estimation", { ge_gamma: 1 }], ["euler"]],
  // without guidance CFG++ is the solver itself
  [["euler_cfg_pp"], ["euler"]],
  [["euler_ancestral_cfg_pp"], ["euler_ancestral"]],
  [["dpmpp_2m_cfg_pp"], ["dpmpp_2m"]],
  [["res_multistep_cfg_pp"], ["res_multistep"]],
  [["res_multistep_ancestral_cfg_pp"], ["res_multistep_ancestral"]],
  [["gradient_estimation_cfg_pp"], ["gradient_estimation"]],
  [
    ["dpmpp_2s_ancestral_cfg_pp", { unconditional: "start" }],
    ["dpmpp_2s_ancestral"],
  ],
];

test.each(same)("%j is %j", async (one, other) => {
  const run = ([name, options = {}]: Named) =>
    record({ ...completed(name, options), sigmas });
  const first = await run(one);
  const second = await run(other);
  expect(first.nfe).toBe(second.nfe);
  expect(first.draws.length).toBe(second.draws.length);
  expect(difference(first.x, Array.from(second.x))).toBeLessThan(1e-12);
});

describe("along a flow", () => {
  const times = [0.95, 0.8, 0.55, 0.3, 0.12];
  const denoise = denoiseBatch(referenceToy.denoiser, zT.length);
  const flow: World = {
    denoise: flowEvaluation(denoise, Infinity),
    process: "flow",
  };
  const scaled = [...solvers].filter(([, solver]) => solver.flow === "scaled");

  test.each(["euler", ...scaled.map(([id]) => id)])(
    "%s makes the steps that it makes of the scaled states",
    async (name) => {
      const along = await record({
        ...completed(name, {}),
        sigmas: times,
        world: flow,
      });
      const exploding = await record({
        ...completed(name, {}),
        sigmas: times.map(flowSigma),
        world: { denoise },
      });
      expect(along.draws.length).toBe(exploding.draws.length);
      expect(along.levels.length).toBe(exploding.levels.length);
      along.levels.forEach((time, i) => {
        const state = along.states[i]?.map((value) => value / (1 - time)) ?? [];
        const wanted = Array.from(exploding.states[i] ?? []);
        expect(difference(state, wanted)).toBeLessThan(1e-11);
      });
    },
  );
});

test("iPNDM is LMS on a schedule that is even in sigma", async () => {
  const even = [7, 6, 5, 4, 3, 2, 1];
  const ipndm = await record({ ...completed("ipndm", {}), sigmas: even });
  const lms = await record({ ...completed("lms", {}), sigmas: even });
  expect(difference(ipndm.x, Array.from(lms.x))).toBeLessThan(1e-13);
});
