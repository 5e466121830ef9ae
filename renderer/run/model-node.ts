import type { Json } from "../../engine/json.ts";
import type { NodeDescription } from "../../engine/node-definition.ts";

/** The node that stands for a model; its id is permanent. */
export const modelNodeType = "sampling/model";

/** The values that make a Model node load a file: its path, and whatever shows the path's input. */
export function modelFileValues(
  description: NodeDescription,
  path: string,
): Readonly<Record<string, Json>> {
  const found = Object.entries(description.inputs).find(
    ([, input]) => input.kind === "file" && input.extensions.includes("onnx"),
  );
  if (!found) return {};
  const [name, { shownFor }] = found;
  const [shows] = shownFor?.values ?? [];
  return {
    ...(shownFor && shows !== undefined ? { [shownFor.input]: shows } : {}),
    [name]: path,
  };
}

/** The models in the box: the choices of the node's first list that are shown for a toy or a bundled model. */
export function builtInModels(
  description: NodeDescription,
): readonly { title: string; values: Readonly<Record<string, Json>> }[] {
  return Object.entries(description.inputs).flatMap(([name, input]) => {
    if (input.kind !== "choice" || !/^(model|toy|bundled)$/.test(name))
      return [];
    const [shows] = input.shownFor?.values ?? [];
    return input.choices.map((choice) => ({
      title: choice.title,
      values: {
        ...(input.shownFor && shows !== undefined
          ? { [input.shownFor.input]: shows }
          : {}),
        [name]: choice.value,
      },
    }));
  });
}
