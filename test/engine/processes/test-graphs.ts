import { graphOf } from "./started-engine.ts";

/** Shows 2. */
export const sum = graphOf(
  { two: ["constant", { value: 2 }], sum: ["add"], show: ["show"] },
  "two.value > sum.a",
  "sum.sum > show.value",
);

/** Is at work until it is cancelled, and looks whether it is. */
export const waiting = graphOf(
  { wait: ["wait", { steps: 1000 }], show: ["show"] },
  "wait.value > show.value",
);
