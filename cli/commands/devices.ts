import { deviceProblem, platformDevices } from "../../models/device-problem.ts";
import { devices } from "../../models/devices.ts";
import type { Command } from "../command.ts";

export const command: Command = {
  description:
    "Where models can compute on this machine, and why not elsewhere",
  declare(program, terminal) {
    program.action(async () => {
      const list = [];
      for (const id of await platformDevices()) {
        const problem = await deviceProblem(id);
        list.push({ id, title: devices[id], available: !problem, problem });
      }
      const lines = list.map(({ id, title, problem }) =>
        [id.padEnd(8), problem ?? title].join(""),
      );
      terminal.print(list, lines.join("\n"));
    });
  },
};
