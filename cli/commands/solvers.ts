import { solverEntries, type SolverEntry } from "../../core/catalogue.ts";
import type { Parameter } from "../../core/parameter.ts";
import type { Command } from "../command.ts";

export const command: Command = {
  description: "List the solvers with their names, orders and options",
  declare(program, terminal) {
    program.action(() => {
      const all = solverEntries();
      const names = (solver: SolverEntry): string[] => [
        ...new Set([
          ...solver.names.comfyui,
          ...solver.names.diffusers,
          ...solver.names.authors,
          ...Object.keys(solver.presets),
        ]),
      ];
      terminal.print(
        all,
        [
          row("solver", "order", "NFE", "noise", "names elsewhere"),
          ...all.flatMap((solver) => [
            row(
              solver.id,
              String(solver.order),
              String(solver.evaluationsPerStep),
              solver.stochastic ? "yes" : "no",
              names(solver).join(", "),
            ),
            ...solver.options.map((option) => `    ${described(option)}`),
            ...solver.peerOptions.map((option) => `    ${ofPeer(option)}`),
          ]),
        ].join("\n"),
      );
    });
  },
};

type Option = { readonly name: string } & Parameter;

function row(
  id: string,
  order: string,
  evaluations: string,
  noise: string,
  names: string,
): string {
  return `${id.padEnd(28)}${order.padEnd(7)}${evaluations.padEnd(10)}${noise.padEnd(7)}${names}`.trimEnd();
}

/** An option in a few words: `eta=1  from 0 to 100`. */
function described(option: Option): string {
  return `${option.name}=${option.default}  ${rangeOf(option)}`;
}

/** A peer's option in a few words: `S_max=… is s_tmax`. */
function ofPeer({
  name,
  option,
  values = {},
}: SolverEntry["peerOptions"][number]): string {
  const ways = [
    ...(option === undefined ? [] : [`${name}=… is ${option}`]),
    ...Object.entries(values).map(([value, options]) => {
      const ours = Object.entries(options).map(([own, to]) => `${own}=${to}`);
      return `${name}=${value} is ${ours.join(" ") || "so already"}`;
    }),
  ];
  return ways.join("; ");
}

function rangeOf(option: Option): string {
  switch (option.kind) {
    case "number":
      return `from ${option.min} to ${option.max}`;
    case "choice":
      return option.choices.join(" | ");
    case "switch":
      return "true | false";
  }
}
