import { describe, expect, test } from "vitest";
import { BadInput } from "../../../core/bad-input.ts";
import { normalizeName } from "../../../core/normalize-name.ts";
import { completeOptions } from "../../../core/options.ts";
import { parseSolverOptions } from "../../../core/solvers/peer-options.ts";
import { findSolver, solvers } from "../../../core/solvers/registry.ts";

function read(name: string, ...lines: readonly string[]) {
  return parseSolverOptions(findSolver(name).solver, lines);
}

test.each([
  ["dpm_pp_multistep", "max_order=2", { solver_order: 2 }],
  ["dpm_pp_multistep", "predict_x0=True", { algorithm_type: "dpmsolver++" }],
  ["dpm_pp_multistep", "predict_x0=false", { algorithm_type: "dpmsolver" }],
  ["dpm_pp_multistep", "denoise_to_zero=true", { denoise_to_zero: true }],
  [
    "DPMSolverMultistepScheduler",
    "euler_at_final=true",
    { lower_order_final: true },
  ],
  ["unipc_multistep", "predict_x0=true", {}],
  ["UniPCMultistepScheduler", "solver_order=3", { max_order: 3 }],
  ["UniPCMultistepScheduler", "solver_type=bh1", { variant: "bh1" }],
  ["er_sde", "noise_scaler=phi(x)=x", { solver_type: "ODE" }],
  [
    "er_sde",
    "noise_scaler = phi(x) = x*(exp(x^0.3) + 10)",
    { solver_type: "ER-SDE" },
  ],
  [
    "er_sde",
    "noise_scaler=phi(x)=x^(eta+1)",
    { solver_type: "Reverse-time SDE" },
  ],
  ["er_sde", "integration_points=200", { integral: "comfyui" }],
  ["er_sde_original", "integration_points=100.0", { integral: "authors" }],
  ["er_sde_original", "order=2", { max_stage: 2 }],
  ["er_sde_original", "clip_eps=1e-06", { clip_eps: 1e-6 }],
  [
    "er_sde_original",
    "phi=Original SDE: x^2",
    { solver_type: "Reverse-time SDE", eta: 1 },
  ],
  ["sa_solver", "tau=0.5", { eta: 0.5 }],
  [
    "sa_solver_pece",
    "tau=1 if start_sigma>=sigma_next>=end_sigma else 0",
    { eta: 1 },
  ],
  ["edm_heun", "S_churn=40", { s_churn: 40 }],
  ["edm_heun", "S_min=0.05", { s_tmin: 0.05 }],
  ["edm_heun", "s_max=inf", { s_tmax: 1_000_000 }],
  ["euler", "S-Tmax=Infinity", { s_tmax: 1_000_000 }],
])("%s takes %s", (name, line, options) => {
  expect(read(name, line)).toEqual(options);
});

test("a peer's option that says what ours says too may stand beside it", () => {
  expect(read("er_sde", "solver_type=ODE", "noise_scaler=phi(x)=x")).toEqual({
    solver_type: "ODE",
  });
});

test.each([
  [
    "er_sde",
    ["solver_type=ER-SDE", "noise_scaler=phi(x)=x"],
    "ER-SDE's noise scaler (solver_type) cannot be both ER-SDE and ODE, which solver_type=ER-SDE and noise_scaler=phi(x)=x say",
  ],
  [
    "euler",
    ["s_churn=1", "S-churn=1"],
    "Euler (DDIM)'s S-churn must be given once, got s_churn=1 and S-churn=1",
  ],
  [
    "unipc_multistep",
    ["predict_x0=false"],
    `UniPC's predict_x0 must be true, got "false"`,
  ],
  [
    "er_sde",
    ["integration_points=50"],
    `ER-SDE's integration_points must be 100 or 200, got "50"`,
  ],
  [
    "sa_solver",
    ["tau=sigma"],
    `SA-Solver's tau must be a number from 0 to 100, got "sigma"`,
  ],
  [
    "edm_heun",
    ["num_steps=18"],
    "num_steps is an option of the schedule and not of Heun, which takes s_churn, s_tmin, s_tmax, s_noise",
  ],
  ["euler_ancestral", ["eta=inf"], "eta must be a number from 0 to 100"],
  ["euler", ["s_noise=Infinity"], "s_noise) must be a number from 0 to 100"],
  ["euler", ["s_churn=0x10"], `must be a number from 0 to 10000, got "0x10"`],
] as const)("%s refuses %j in one sentence", (name, lines, sentence) => {
  expect(() => read(name, ...lines)).toThrow(BadInput);
  expect(() => read(name, ...lines)).toThrow(sentence);
});

describe("what peers' options stand for", () => {
  const peers = [...solvers].flatMap(([id, { peerOptions = {} }]) =>
    Object.entries(peerOptions).map(
      ([name, option]) => [id, name, option] as const,
    ),
  );

  test.each(peers)(
    "%s's %s is made of options that it takes",
    (id, _, peer) => {
      const { parameters, title } = findSolver(id).solver;
      for (const options of Object.values(peer.values ?? {}))
        expect(completeOptions(parameters, options, title)).toMatchObject(
          options,
        );
      if (peer.option !== undefined)
        expect(Object.keys(parameters)).toContain(peer.option);
      expect(peer.option ?? peer.values).toBeDefined();
    },
  );

  test("no solver has a name of an option twice", () => {
    for (const { parameters, peerOptions = {}, title } of solvers.values()) {
      const names = [...Object.keys(parameters), ...Object.keys(peerOptions)];
      const keys = names.map(normalizeName);
      expect([title, new Set(keys).size]).toEqual([title, names.length]);
    }
  });
});
