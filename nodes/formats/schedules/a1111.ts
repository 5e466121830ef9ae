import { pythonComment, pythonFloats } from "../python.ts";
import type { ScheduleFormat } from "../schedule-format.ts";

/**
 * A function for the list of schedulers in A1111's and Forge's modules/sd_schedulers.py, which call it with the number
 * of steps of their own and want n + 1 noise levels with 0 as the last.
 */
export const a1111: ScheduleFormat = {
  title: "A1111, Forge (Python function)",
  extension: "py",
  write({ sigmas, ending, source }) {
    const steps = sigmas.length - 1;
    const levels = [...sigmas].filter((sigma) => sigma > 0);
    // 0 follows the levels, or it stands in place of the last of them: either way they are steps + 1
    const count = ending === "zero" ? "n" : "n + 1";
    const other =
      levels.length === 1
        ? [
            `        raise ValueError("this schedule has 1 step and no other number, got %s" % n)`,
          ]
        : [
            `        # straight in log sigma between the levels`,
            `        logs = [math.log(level) for level in levels]`,
            `        count = ${count}`,
            `        places = [i * (len(logs) - 1) / max(count - 1, 1) for i in range(count)]`,
            `        below = [min(int(place), len(logs) - 2) for place in places]`,
            `        levels = [math.exp(logs[b] + (p - b) * (logs[b + 1] - logs[b])) for p, b in zip(places, below)]`,
          ];
    return `${[
      `import math`,
      ``,
      `import torch`,
      ``,
      ``,
      `def stepwright_schedule(n, sigma_min, sigma_max, device):`,
      `    ${pythonComment(`${source}: exact for n = ${steps}`)}`,
      `    levels = ${pythonFloats(levels)}`,
      `    if n != ${steps}:`,
      ...other,
      `    return torch.tensor(levels[:n] + [0.0], dtype=torch.float32, device=device)`,
    ].join("\n")}\n`;
  },
  target({ sigmas, ending }) {
    const steps = sigmas.length - 1;
    return `A1111 and Forge get these sigmas at ${steps} ${steps === 1 ? "step and no other number" : "steps and others straight in log sigma between them"}, with 0 ${ending === "zero" ? "as the last" : `in place of ${sigmas.at(-1)}`}, and sigma_min and sigma_max of the model are not used.`;
  },
};
