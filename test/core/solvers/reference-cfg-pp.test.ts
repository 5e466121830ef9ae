import { expect, test } from "vitest";
import { denoiseBatch } from "../../../core/denoise-batch.ts";
import { guided } from "../../../core/guidance.ts";
import { solvers } from "../../../core/solvers/registry.ts";
import { parseToy } from "../../../core/toys/parse-toy.ts";
import {
  referenceRuns,
  guidanceReference,
  type ReferenceRun,
} from "../reference.ts";
import { agrees, titleOf, type World } from "./replay.ts";

const { classMixture, unconditionalMixture, zT } = guidanceReference;
const kind = "gaussian-mixture";
const toy = parseToy({
  format: "stepwright-toy",
  kind: "conditional",
  classes: [{ kind, ...classMixture }],
  unconditional: { kind, ...unconditionalMixture },
});

function worldOf({ cfg_scale: scale = NaN }: ReferenceRun): World {
  const { denoiseParts, ...denoiser } = guided(toy.denoiser, {
    scale,
    rescale: 0,
  });
  const labels = new Int32Array(zT.length);
  return {
    denoise: denoiseBatch(denoiser, zT.length, labels),
    denoiseParts: (x, sigma) =>
      denoiseParts(x, new Float64Array(zT.length).fill(sigma), labels),
  };
}

test.each(
  referenceRuns("solvers-cfgpp").map((run) => [titleOf(run), run] as const),
)("%s agrees with the reference at every step, call and draw", (_, run) =>
  agrees(run, {}, worldOf(run)),
);

test("every CFG++ solver has reference runs", () => {
  const there = new Set(
    referenceRuns("solvers-cfgpp").map(({ solver }) =>
      solver.replaceAll("_", "-"),
    ),
  );
  const ours = [...solvers.keys()].filter((id) => id.endsWith("cfg-pp"));
  expect(ours.length).toBe(5);
  expect(ours.filter((id) => !there.has(id))).toEqual([]);
});
