import type { Graph } from "../../engine/graph.ts";
import { stepwrightKey } from "../../engine/png-text.ts";
import { writeGraph } from "../../engine/write-graph.ts";
import type {
  ImageValue,
  SamplesOrigin,
  SamplesValue,
} from "../../engine/values.ts";
import { program } from "../parts/program.ts";
import type { Picture } from "./picture.ts";

/**
 * The texts that go into a PNG: under `stepwright` the graph as it ran and how the samples were made, as JSON;
 * under `parameters` the line that A1111 writes, which galleries show.
 */
export function runTexts(
  graph: Graph,
  samples: SamplesValue | ImageValue,
  picture: Picture,
): Record<string, string> {
  const json = {
    format: "stepwright-run",
    version: 1,
    graph: JSON.parse(writeGraph(graph)) as unknown,
    ...(samples.origin ? { origin: samples.origin } : {}),
    ...("nfe" in samples ? { nfe: samples.nfe } : {}),
    createdWith: program,
  };
  return {
    [stepwrightKey]: JSON.stringify(json),
    ...(samples.origin
      ? { parameters: galleryText(samples.origin, picture) }
      : {}),
  };
}

/** A1111's `parameters`: the prompts, then settings as `name: value` separated by commas. */
function galleryText(
  { model, solver, schedule, seed }: SamplesOrigin,
  { width, height }: Picture,
): string {
  const quoted = (text: string): string =>
    /[,:"]/.test(text) ? JSON.stringify(text) : text;
  const settings = {
    Steps: String(schedule.sigmas.length - 1),
    Sampler: quoted(solver.name),
    "Schedule type": quoted(schedule.source),
    ...(model.guidance && { "CFG scale": String(model.guidance.scale) }),
    Seed: String(seed),
    Size: `${width}x${height}`,
    "Model hash": model.sha256.slice(0, 10),
    Model: quoted(model.name),
    Version: `${program.name} ${program.version}`,
  };
  const words = Object.entries(settings).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return `${promptLines(model.prompts)}\n${words.join(", ")}`;
}

/** The prompt, and below it what it is not to be. */
function promptLines(prompts: SamplesOrigin["model"]["prompts"]): string {
  if (!prompts) return "";
  const { positive, negative } = prompts;
  return [
    positive.join("\n"),
    ...(negative === "" ? [] : [`Negative prompt: ${negative}`]),
  ].join("\n");
}
