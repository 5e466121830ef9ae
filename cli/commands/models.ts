import { namedToys } from "../../core/toys/registry.ts";
import { parseToy } from "../../core/toys/parse-toy.ts";
import { bundledModels } from "../../models/bundled-models.ts";
import { changeModelFolders, listModelFolders } from "../model-folders.ts";
import type { Command, Terminal } from "../command.ts";

export const command: Command = {
  description: "List the models in the box; keep the list of model folders",
  declare(program, terminal) {
    program
      .argument("[folders]", '"folders": the folders where models are found')
      .argument("[action]", "add, remove or list (where left out)")
      .argument("[folder]", "the folder to add or remove")
      .action(async (word?: string, action?: string, folder?: string) => {
        if (word === undefined) {
          listBox(terminal);
          return;
        }
        await changeModelFolders(word, action ?? "list", folder);
        await listModelFolders(terminal);
      });
  },
};

function listBox(terminal: Terminal): void {
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
}
