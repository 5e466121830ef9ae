import { namedToys } from "../../core/toys/registry.ts";
import { parseToy } from "../../core/toys/parse-toy.ts";
import { bundledModels } from "../../models/bundled-models.ts";
import { BadInput } from "../../core/bad-input.ts";
import { describeModel } from "../../models/load.ts";
import { readPipelineFolder } from "../../models/pipeline/folder.ts";
import { resolveModel } from "../../models/resolve-model.ts";
import { changeModelFolders, listModelFolders } from "../model-folders.ts";
import type { Command, Terminal } from "../command.ts";

export const command: Command = {
  description:
    "List the models in the box, tell what is known of one, or keep the list of model folders",
  declare(program, terminal) {
    program
      .argument(
        "[model]",
        'an ONNX file, a toy\'s JSON file, an id, or the folder of a Stable Diffusion pipeline in ONNX; "folders" for the folders where models are found',
      )
      .argument("[action]", "of folders: add, remove or list (where left out)")
      .argument("[folder]", "the folder to add or remove")
      .action(async (model?: string, action?: string, folder?: string) => {
        if (model === undefined) list(terminal);
        else if (model === "folders") {
          await changeModelFolders(action ?? "list", folder);
          await listModelFolders(terminal);
        } else if (action === undefined) await describe(model, terminal);
        else
          throw new BadInput(
            `models ${model} takes nothing more, got "${action}".`,
          );
      });
  },
};

function list(terminal: Terminal): void {
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

async function describe(model: string, terminal: Terminal): Promise<void> {
  const resolved = await resolveModel(model);
  const {
    reference,
    facts,
    trainedAt: _,
    ...known
  } = await describeModel(resolved);
  if (resolved.kind === "pipeline") {
    const { notices } = await readPipelineFolder(resolved.folder);
    for (const notice of notices) terminal.say(notice);
  }
  terminal.print(
    { kind: reference.kind, ...known, facts },
    facts
      .map(([title, value, from]) => `${title.padEnd(24)}${value}  (${from})`)
      .join("\n"),
  );
}
