import { scheduleEntries } from "../../core/catalogue.ts";
import type { Command } from "../command.ts";

export const command: Command = {
  description: "List the families of schedules with their names and options",
  declare(program, terminal) {
    program.action(() => {
      const families = scheduleEntries();
      terminal.print(
        families,
        families
          .map(({ id, names, options }) =>
            [
              id.padEnd(18),
              [...names.comfyui, ...names.diffusers].join(", ").padEnd(44),
              options.map(({ name }) => `--${name}`).join(" "),
            ]
              .join("  ")
              .trimEnd(),
          )
          .join("\n"),
      );
    });
  },
};
