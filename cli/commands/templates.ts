import { listTemplates } from "../../engine/host/documents.ts";
import type { Command } from "../command.ts";
import { templateFolder } from "../program-files.ts";

export const command: Command = {
  description: "list the ready graphs, the default one first",
  declare(program, { print }) {
    program.action(async () => {
      print(await listTemplates(templateFolder));
    });
  },
};
