import type { SocketType } from "./values.ts";

/** What travels on links of each type, for messages. */
export const socketWords: Readonly<Record<SocketType, string>> = {
  MODEL: "a model",
  SOLVER: "a solver",
  SCHEDULE: "a schedule",
  STATISTICS: "statistics",
  LATENT: "samples",
  NUMBER: "a number",
};
