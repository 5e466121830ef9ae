import { namedToys } from "../../core/toys/registry.ts";
import { parseToy } from "../../core/toys/parse-toy.ts";
import { bundledModels } from "../../models/bundled-models.ts";
import type { Command } from "../command.ts";

export const command: Command = {
  description: "List the models in the box",
  declare(program, terminal) {
    program.action(() => {
      const toys = [...namedToys].map(([id, { title, json }]) => {
        const { denoiser } = parseToy(json);
        const { shape, sigmaMin, sigmaMax } = denoiser;
        return { id, kind: "toy", title, shape, sigmaMin, sigmaMax };
      });
      const images = [...bundledModels.values()].map(
        ({ id, title, shape, labels }) => ({
          id,
          kind: "image",
          title,
          shape,
          labels,
        }),
      );
      const models = [...toys, ...images];
      terminal.print(
        models,
        models
          .map(
            ({ id, kind, title, shape }) =>
              `${id.padEnd(24)}${kind.padEnd(8)}[${shape.join(", ")}]  ${title}`,
          )
          .join("\n"),
      );
    });
  },
};
