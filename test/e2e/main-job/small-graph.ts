// Parts of a small graph, as its file holds them.

export const head = { format: "stepwright-graph", version: 1 };
export const model = {
  id: "model",
  type: "sampling/model",
  position: [0, 0],
  values: {},
};
export const solver = {
  id: "solver",
  type: "sampling/solver",
  position: [0, 300],
  values: {},
};
export const schedule = {
  id: "schedule",
  type: "schedules/schedule",
  position: [0, 500],
  values: {},
};
export const sampler = {
  id: "sampler",
  type: "sampling/sampler",
  position: [350, 0],
  values: { count: 50 },
};
export const preview = {
  id: "preview",
  type: "look/preview-image",
  position: [700, 0],
  values: {},
};
export const wired = [
  link("model.model", "sampler.model"),
  link("solver.solver", "sampler.solver"),
  link("schedule.schedule", "sampler.schedule"),
  link("sampler.samples", "preview.samples"),
];

export function link(from: string, to: string) {
  const [fromNode = "", output = ""] = from.split(".");
  const [toNode = "", input = ""] = to.split(".");
  return {
    from: { node: fromNode, output },
    to: { node: toNode, input },
  };
}
