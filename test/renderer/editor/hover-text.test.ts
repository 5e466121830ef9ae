import { expect, test } from "vitest";
import { number } from "../../../engine/inputs.ts";
import type { NodeStatus } from "../../../renderer/editor/editor.ts";
import { hoverText } from "../../../renderer/editor/hover-text.ts";
import { StepNode } from "../../../renderer/editor/step-node.ts";
import { descriptions } from "../../e2e/editor/descriptions.ts";

function nodeOf(type: string): StepNode {
  return new StepNode(
    { id: "n", type, position: [0, 0], values: {} },
    descriptions.find(({ id }) => id === type),
    { inputs: [], outputs: [] },
  );
}

/** What is said at every socket and row, by its name. */
function saidOf(node: StepNode): Record<string, string | undefined> {
  const { inputs, outputs, rows, width } = node.layout;
  const at = (x: number, y: number) => hoverText(node, x, y, [], undefined);
  return Object.fromEntries([
    ...[...inputs].map(([name, y]) => [name, at(2, y)] as const),
    ...[...outputs].map(([name, y]) => [name, at(width - 2, y)] as const),
    ...rows.map(
      ({ input, rect: [x, y, w, h] }) =>
        [input, at(x + w / 2, y + h / 2)] as const,
    ),
  ]);
}

test("a socket named as its type says nothing but what is said of it", () => {
  const said = saidOf(nodeOf("sampling/sampler"));
  expect(said["solver"]).toBeUndefined();
  expect(said["schedule"]).toBeUndefined();
  expect(said["model"]).toBe("model\nWhat is sampled.");
  expect(said["samples"]).toBe("samples: latent");
  const optional = saidOf(nodeOf("schedules/optimize-schedule"));
  expect(optional["solver"]).toBe("solver\nMay stay empty.");
});

test("the name that others have for an input stands beside its label", () => {
  const node = new StepNode(
    { id: "n", type: "a", position: [0, 0], values: {} },
    {
      id: "a",
      version: 1,
      title: "A",
      category: "",
      description: "",
      terminal: false,
      inputs: {
        s_noise: number({
          default: 1,
          min: 0,
          max: 2,
          label: "noise scale",
          also: "s_noise",
          description: "How much noise.",
        }),
      },
      outputs: {},
    },
    { inputs: [], outputs: [] },
  );
  expect(saidOf(node)["s_noise"]).toBe(
    "noise scale (s_noise)\nHow much noise.",
  );
});

test("no tooltip of any part is its name alone", () => {
  for (const { id } of descriptions)
    for (const [name, said] of Object.entries(saidOf(nodeOf(id))))
      if (said !== undefined)
        expect(said.replaceAll(name, "").replaceAll(/[:\s]/g, "")).not.toBe("");
});

test("why a plot is faint is told over it", () => {
  const node = nodeOf("look/scatter-plot");
  const [x = 0, y = 0] = node.layout.view ?? [];
  const status: NodeStatus = {
    state: "waiting",
    caption: "changed since this result",
    views: [{ kind: "text", text: "old" }],
  };
  expect(hoverText(node, x + 20, y + 20, [], status)).toBe(
    "Changed since this result",
  );
  expect(
    hoverText(node, x + 20, y + 20, [], { ...status, state: "done" }),
  ).toBeUndefined();
});
