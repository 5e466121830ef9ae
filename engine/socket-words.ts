import { portTypes } from "./port-types.ts";
import type { PortTypes } from "./port-types.ts";
import type { SocketType } from "./values.ts";

/** What travels on links of each type, for messages. */
export const socketWords: Readonly<Record<SocketType, string>> = {
  MODEL: "a model",
  SOLVER: "a solver",
  SCHEDULE: "a schedule",
  SCHEDULES: "schedules",
  STATISTICS: "statistics",
  REPORT: "a report",
  LATENT: "samples",
  IMAGE: "pictures",
  CLIP: "a text encoder",
  CONDITIONING: "a prompt",
  VAE: "a VAE",
  NUMBER: "a number",
};

/** What may be linked into a port, for messages: `samples or pictures`. */
export function portWords(port: PortTypes): string {
  return portTypes(port)
    .map((type) => socketWords[type])
    .join(" or ");
}
