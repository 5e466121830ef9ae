import { describe, expect, test } from "vitest";
import { completeOptions, parseOption } from "../../core/options.ts";
import { findSolver } from "../../core/solvers/registry.ts";

const { parameters } = findSolver("dpmpp_2m_sde").solver;

describe("completeOptions", () => {
  test("fills in defaults", () => {
    expect(completeOptions(parameters, { eta: 0.5 }, "X")).toEqual({
      eta: 0.5,
      s_noise: 1,
      solver_type: "midpoint",
      lower_order_final: false,
    });
  });

  test.each<[Record<string, unknown>, string]>([
    [{ eta: -1 }, "X's eta must be a number from 0 to 100, got -1"],
    [{ eta: NaN }, "X's eta must be a number from 0 to 100, got NaN"],
    [{ eta: "1" }, `X's eta must be a number from 0 to 100, got "1"`],
    [
      { solver_type: "rk4" },
      `X's second-order term (solver_type) must be one of midpoint, heun, got "rk4"`,
    ],
    [
      { lower_order_final: 1 },
      "X's last step first order (lower_order_final) must be true or false, got 1",
    ],
    [
      { s_churn: 1 },
      "X has no option s_churn, it takes eta, s_noise, solver_type, lower_order_final",
    ],
    [
      { toString: 1 },
      "X has no option toString, it takes eta, s_noise, solver_type, lower_order_final",
    ],
  ])("%j is one sentence", (given, sentence) => {
    expect(() => completeOptions(parameters, given, "X")).toThrow(sentence);
  });
});

test("a whole number is asked for where no other makes sense", () => {
  const whole = findSolver("lms").solver.parameters;
  expect(completeOptions(whole, { order: 3 }, "X")["order"]).toBe(3);
  expect(() => completeOptions(whole, { order: 2.5 }, "X")).toThrow(
    "X's order must be a whole number from 1 to 4, got 2.5",
  );
});

describe("parseOption", () => {
  test.each([
    ["eta=0.5", ["eta", 0.5]],
    ["eta=1e-2", ["eta", 0.01]],
    ["eta = 5E-1", ["eta", 0.5]],
    ["ETA=+.5", ["eta", 0.5]],
    ["S-Noise=0.5", ["s_noise", 0.5]],
    ["noise scale=0.5", ["s_noise", 0.5]],
    ["Second-order term=heun", ["solver_type", "heun"]],
    ["solver_type=heun", ["solver_type", "heun"]],
    ["lower_order_final=true", ["lower_order_final", true]],
    ["lower_order_final=True", ["lower_order_final", true]],
    ["lower_order_final=FALSE", ["lower_order_final", false]],
  ])("reads %s", (text, option) => {
    expect(parseOption(parameters, text, "X")).toEqual(option);
  });

  test.each([
    ["eta", `An option must be written name=value, got "eta"`],
    ["eta=", `X's eta must be a number from 0 to 100, got ""`],
    ["eta=inf", `X's eta must be a number from 0 to 100, got "inf"`],
    ["eta=1e999", "X's eta must be a number from 0 to 100, got Infinity"],
    ["eta=0x1", `X's eta must be a number from 0 to 100, got "0x1"`],
    ["eta=high", `X's eta must be a number from 0 to 100, got "high"`],
    [
      "lower_order_final=yes",
      `X's last step first order (lower_order_final) must be true or false, got "yes"`,
    ],
    ["beta=1", "X has no option beta"],
  ])("refuses %s", (text, sentence) => {
    expect(() => parseOption(parameters, text, "X")).toThrow(sentence);
  });
});

describe("an option that says something only with another one", () => {
  const dependent = {
    kind: {
      kind: "choice",
      title: "Kind",
      default: "plain",
      choices: ["plain", "bent"],
      description: "",
    },
    bend: {
      kind: "number",
      title: "Bend",
      default: 3,
      min: 0,
      max: 9,
      whole: true,
      description: "",
      onlyWith: { option: "kind", values: ["bent"] },
    },
  } as const;

  test("is left out where it does not, also when its default is given", () => {
    expect(completeOptions(dependent, {}, "X")).toEqual({ kind: "plain" });
    expect(completeOptions(dependent, { bend: 3 }, "X")).toEqual({
      kind: "plain",
    });
    expect(completeOptions(dependent, { kind: "bent" }, "X")).toEqual({
      kind: "bent",
      bend: 3,
    });
  });

  test("is refused there with any other value", () => {
    expect(() => completeOptions(dependent, { bend: 4 }, "X")).toThrow(
      "X's bend is only for a kind of bent, got 4 and no kind",
    );
    expect(() =>
      completeOptions(dependent, { bend: 4, kind: "plain" }, "X"),
    ).toThrow("X's bend is only for a kind of bent, got 4 with plain");
  });

  test("a whole number must be one", () => {
    expect(() =>
      completeOptions(dependent, { kind: "bent", bend: 0.5 }, "X"),
    ).toThrow("X's bend must be a whole number from 0 to 9, got 0.5");
  });

  test("the text of a choice may differ in case and dashes", () => {
    expect(parseOption(dependent, "kind=BENT", "X")).toEqual(["kind", "bent"]);
  });
});
