import { expect, test } from "vitest";
import { findSolver, solvers } from "../../../core/solvers/registry.ts";

test.each([
  ["euler", "euler"],
  ["ddim", "euler"],
  ["Heun", "heun"],
  ["euler_ancestral", "stochastic-ddim"],
  ["ddpm", "stochastic-ddim"],
  ["stochastic_ddim", "stochastic-ddim"],
  ["dpmpp_2m", "dpmpp-2m"],
  ["DPM++ 2M", "dpmpp-2m"],
  ["dpmpp_2m_sde_gpu", "dpmpp-2m-sde"],
  ["dpmpp_2m_sde_heun_gpu", "dpmpp-2m-sde"],
])("%s is %s", (name, id) => {
  expect(findSolver(name).id).toBe(id);
  expect(findSolver(name).solver).toBe(solvers.get(id));
});

test("a name may set options", () => {
  expect(findSolver("dpmpp_2m_sde_heun").presetOptions).toEqual({
    solver_type: "heun",
  });
  expect(findSolver("dpmpp_2m_sde").presetOptions).toEqual({});
});

test.each(["lms", "", "gpu", "euler2"])("%j is refused with a list", (name) => {
  expect(() => findSolver(name)).toThrow(
    `The solver must be one of dpmpp-2m, dpmpp_2m, dpmpp-2m-sde, dpmpp_2m_sde, dpmpp_2m_sde_heun, euler, ddim, heun, stochastic-ddim, euler_ancestral, ddpm, got ${JSON.stringify(name)}`,
  );
});
