import { expect, test } from "vitest";
import { normalizeName } from "../../../core/normalize-name.ts";
import { completeOptions } from "../../../core/options.ts";
import { findSolver, solvers } from "../../../core/solvers/registry.ts";

/** ComfyUI 0.3.68's list of samplers, with the two of 0.35. */
const comfyui = [
  ["euler", "euler"],
  ["euler_cfg_pp", "euler-ancestral-cfg-pp"],
  ["euler_ancestral", "stochastic-ddim"],
  ["euler_ancestral_cfg_pp", "euler-ancestral-cfg-pp"],
  ["heun", "heun"],
  ["heunpp2", "heunpp-2"],
  ["exp_heun_2_x0", "seeds-2"],
  ["exp_heun_2_x0_sde", "seeds-2"],
  ["dpm_2", "dpm-2"],
  ["dpm_2_ancestral", "dpm-2-ancestral"],
  ["lms", "lms"],
  ["dpm_fast", "dpm-fast"],
  ["dpm_adaptive", "dpm-adaptive"],
  ["dpmpp_2s_ancestral", "dpmpp-2s-ancestral"],
  ["dpmpp_2s_ancestral_cfg_pp", "dpmpp-2s-ancestral-cfg-pp"],
  ["dpmpp_sde", "dpmpp-sde"],
  ["dpmpp_sde_gpu", "dpmpp-sde"],
  ["dpmpp_2m", "dpmpp-2m"],
  ["dpmpp_2m_cfg_pp", "dpmpp-2m-cfg-pp"],
  ["dpmpp_2m_sde", "dpmpp-2m-sde"],
  ["dpmpp_2m_sde_gpu", "dpmpp-2m-sde"],
  ["dpmpp_2m_sde_heun", "dpmpp-2m-sde"],
  ["dpmpp_2m_sde_heun_gpu", "dpmpp-2m-sde"],
  ["dpmpp_3m_sde", "dpmpp-3m-sde"],
  ["dpmpp_3m_sde_gpu", "dpmpp-3m-sde"],
  ["ddpm", "stochastic-ddim"],
  ["lcm", "lcm"],
  ["ipndm", "ipndm"],
  ["ipndm_v", "ipndm-v"],
  ["deis", "deis"],
  ["res_multistep", "res-multistep"],
  ["res_multistep_cfg_pp", "res-multistep-cfg-pp"],
  ["res_multistep_ancestral", "res-multistep"],
  ["res_multistep_ancestral_cfg_pp", "res-multistep-cfg-pp"],
  ["gradient_estimation", "gradient-estimation"],
  ["gradient_estimation_cfg_pp", "gradient-estimation-cfg-pp"],
  ["er_sde", "er-sde"],
  ["seeds_2", "seeds-2"],
  ["seeds_3", "seeds-3"],
  ["sa_solver", "sa-solver"],
  ["sa_solver_pece", "sa-solver-pece"],
  ["ddim", "euler"],
  ["uni_pc", "unipc"],
  ["uni_pc_bh2", "unipc"],
] as const;

test.each([
  ...comfyui,
  ["Heun", "heun"],
  ["stochastic_ddim", "stochastic-ddim"],
  ["DPM++ 2M", "dpmpp-2m"],
  ["DDIMScheduler", "stochastic-ddim"],
  ["DPMSolverMultistepScheduler", "dpm-solver-multistep"],
  ["DEISMultistepScheduler", "dpm-solver-multistep"],
  ["UniPCMultistepScheduler", "unipc"],
  ["dpm_pp_multistep", "dpm-solver-multistep"],
  ["dpm_solver_multistep_noise_pred", "dpm-solver-multistep"],
  ["unipc_multistep", "unipc"],
  ["edm_heun", "heun"],
  ["er_sde_original", "er-sde"],
] as const)("%s is %s", (name, id) => {
  expect(findSolver(name).id).toBe(id);
  expect(findSolver(name).solver).toBe(solvers.get(id));
});

test("a name may set options", () => {
  expect(findSolver("dpmpp_2m_sde_heun").presetOptions).toEqual({
    solver_type: "heun",
  });
  expect(findSolver("dpmpp_2m_sde").presetOptions).toEqual({});
  expect(findSolver("DDIMScheduler").presetOptions).toEqual({ eta: 0 });
});

test("what a name sets are options that its solver takes", () => {
  for (const { title, parameters, presets = {} } of solvers.values())
    for (const options of Object.values(presets))
      expect(completeOptions(parameters, options, title)).toMatchObject(
        options,
      );
});

test("no two solvers have a name in common", () => {
  const owners = new Map<string, string>();
  for (const [id, { title, names, presets = {} }] of solvers)
    for (const name of [
      id,
      title,
      ...(names.comfyui ?? []),
      ...(names.diffusers ?? []),
      ...(names.authors ?? []),
      ...Object.keys(presets),
    ]) {
      const key = normalizeName(name);
      expect([name, owners.get(key) ?? id]).toEqual([name, id]);
      owners.set(key, id);
    }
});

test.each(comfyui)("%s is listed as ComfyUI's name of %s", (name, id) => {
  expect(solvers.get(id)?.names.comfyui).toContain(name);
});

test("an unknown name is refused with what is near", () => {
  expect(() => findSolver("DPM-2a")).toThrow(
    'The solver must be one of those that the command solvers lists, such as dpm-2, dpm-fast, dpmpp-2m, dpmpp_2s, ddpm, got "DPM-2a"',
  );
});

test.each(["", "gpu", "cfgpp_ud10_ab"])("%j is no solver", (name) => {
  expect(() => findSolver(name)).toThrow(
    "The solver must be one of those that ",
  );
});
