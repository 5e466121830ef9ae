import {
  choice,
  file,
  number,
  numbers,
  optionalPort,
  port,
  seed,
  shownFor,
  text,
  toggle,
  wholeNumber,
} from "../../../engine/inputs.ts";
import type { NodeDescription } from "../../../engine/node-definition.ts";

function node(
  id: string,
  title: string,
  rest: Pick<NodeDescription, "inputs" | "outputs"> & Partial<NodeDescription>,
): NodeDescription {
  return {
    id,
    version: 1,
    title,
    category: id.split("/")[0] ?? "",
    description: `${title}: made for the editor's tests.`,
    terminal: false,
    ...rest,
  };
}

const solvers = [
  "Euler",
  "Heun",
  "DDIM",
  "Stochastic DDIM",
  "DPM++ 2M",
  "SDE-DPM++ 2M",
  "LMS",
  "iPNDM",
  "DEIS",
  "UniPC",
].map((title) => ({ value: title.toLowerCase(), title }));

/** Nodes with every kind of input, shaped like the real ones but fixed, so that the tests stand by themselves. */
export const descriptions: readonly NodeDescription[] = [
  node("sampling/model", "Model", {
    inputs: {
      source: choice(
        [
          { value: "box", title: "In the box" },
          { value: "file", title: "A file" },
        ],
        { default: "box", description: "Where the model comes from." },
      ),
      path: file({
        extensions: ["onnx"],
        description: "A one-file ONNX denoiser.",
        shownFor: shownFor("source", "file"),
      }),
    },
    outputs: { model: { type: "MODEL", description: "The denoiser." } },
  }),
  node("sampling/solver", "Solver", {
    inputs: {
      solver: choice(solvers, { default: "euler" }),
      eta: number({ default: 1, min: 0, max: 10, step: 0.1 }),
    },
    outputs: { solver: { type: "SOLVER" } },
  }),
  node("schedules/schedule", "Schedule", {
    inputs: {
      schedule: choice(
        [
          { value: "edm", title: "EDM" },
          { value: "logsnr", title: "Log SNR" },
        ],
        { default: "edm" },
      ),
      steps: wholeNumber({ default: 10, min: 1, max: 10000 }),
      sigmaMin: number({ default: 0.002, min: 1e-6, max: 1000, step: 0.001 }),
      sigmaMax: number({ default: 80, min: 1e-6, max: 1000, step: 1 }),
      rho: number({
        default: 7,
        min: 0.1,
        max: 100,
        description: "How strongly steps gather at low noise.",
        shownFor: shownFor("schedule", "edm"),
      }),
    },
    outputs: { schedule: { type: "SCHEDULE" } },
  }),
  node("schedules/optimize-schedule", "Optimize Schedule", {
    shows: "plot",
    inputs: {
      model: port("MODEL"),
      solver: optionalPort("SOLVER"),
      method: choice([{ value: "exact", title: "exact" }], {
        default: "exact",
      }),
      steps: numbers({ default: [5, 10, 20], min: 1, max: 1000, whole: true }),
    },
    outputs: { schedule: { type: "SCHEDULE" } },
  }),
  node("schedules/scale", "Scale Schedule", {
    inputs: {
      schedule: port("SCHEDULE"),
      factor: number({ default: 1, min: 0, max: 100 }),
    },
    outputs: { schedule: { type: "SCHEDULE" } },
  }),
  node("sampling/sampler", "Sampler", {
    inputs: {
      model: port("MODEL", { description: "What is sampled." }),
      solver: port("SOLVER"),
      schedule: port("SCHEDULE"),
      seed: seed(),
      count: wholeNumber({ default: 8, min: 1, max: 100000 }),
      keepPaths: toggle({ default: true }),
    },
    outputs: { samples: { type: "LATENT" } },
  }),
  node("look/preview-image", "Preview Image", {
    terminal: true,
    shows: "picture",
    inputs: { samples: port("LATENT"), note: text({ lines: 3 }) },
    outputs: {},
  }),
  node("look/scatter-plot", "Scatter plot", {
    terminal: true,
    shows: "plot",
    inputs: { samples: port("LATENT") },
    outputs: {},
  }),
  node("files/export-schedule", "Export Schedule", {
    terminal: true,
    shows: "files",
    inputs: { schedule: port("SCHEDULE"), name: text({ default: "schedule" }) },
    outputs: {},
  }),
];
