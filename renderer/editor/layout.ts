import type { NodeDescription, Shows } from "../../engine/node-definition.ts";
import type { Json } from "../../engine/json.ts";
import { inputLabel, spacedName } from "./input-label.ts";
import { metrics } from "./metrics.ts";
import { rowInputs, shownInputs } from "./shown-inputs.ts";

/** `[x, y, width, height]`, from the node's body's upper left corner. */
export type Rect = readonly [number, number, number, number];

export interface NodeLayout {
  readonly width: number;
  /** Of the body, without the title. */
  readonly height: number;
  /** Socket heights by name. */
  readonly inputs: ReadonlyMap<string, number>;
  readonly outputs: ReadonlyMap<string, number>;
  readonly rows: readonly { readonly input: string; readonly rect: Rect }[];
  /** Room for a progress bar and its caption. */
  readonly progress?: Rect;
  /** Room for what the node shows. */
  readonly view?: Rect;
  /** The least that the user may shrink it to. */
  readonly minimum: readonly [number, number];
}

export interface LayoutRequest {
  readonly description: NodeDescription | undefined;
  readonly values: Readonly<Record<string, Json>>;
  readonly title: string;
  /** Sockets that links need though the description has none of that name. */
  readonly ghostInputs: readonly string[];
  readonly ghostOutputs: readonly string[];
  /** As the user made it. */
  readonly size: readonly [number, number] | undefined;
  readonly shows: Shows | undefined;
  /** Width of a text in the node's font. */
  readonly measure: (text: string) => number;
}

/** What a node will show, by what it says and where it stands in the menu. */
export function showsOf(
  description: NodeDescription | undefined,
): Shows | undefined {
  if (description?.shows !== undefined) return description.shows;
  if (description?.category === "look") return "plot";
  return description?.category === "files" && description.terminal
    ? "files"
    : undefined;
}

/** Nodes that work on what comes in keep room for their progress. */
function isLongWork(description: NodeDescription | undefined): boolean {
  if (description === undefined || description.terminal) return false;
  if (description.quick === true) return false;
  return Object.values(description.inputs).some(({ kind }) => kind === "port");
}

const roomHeights: Record<Shows, (width: number) => number> = {
  plot: (width) => Math.round(width * 0.66),
  "plot-and-table": (width) => Math.round(width * 0.5) + 230,
  picture: (width) => Math.round(width * 0.85),
  table: () => 120,
  files: () => 34,
  text: () => 60,
};
const roomWidths: Record<Shows, number> = {
  plot: 240,
  "plot-and-table": 320,
  picture: 220,
  table: 240,
  files: 200,
  text: 200,
};

/** Where everything of a node's body goes. Pure. */
export function layoutNode(request: LayoutRequest): NodeLayout {
  const { description, shows, size } = request;
  const { padding, rowHeight, rowGap, slotHeight } = metrics;
  const shown =
    description === undefined ? [] : shownInputs(description, request.values);
  const ports = shown.filter(
    (name) => description?.inputs[name]?.kind === "port",
  );
  const rowNames =
    description === undefined
      ? []
      : rowInputs(description, request.values, shown);
  const inputNames = [...ports, ...request.ghostInputs];
  const outputNames = [
    ...Object.keys(description?.outputs ?? {}),
    ...request.ghostOutputs,
  ];

  const leastWidth = minimumWidth(request, inputNames, outputNames, rowNames);
  const width = Math.max(leastWidth, size?.[0] ?? 0);
  const inner = width - 2 * padding;

  let y = 8;
  const slotY = (index: number) => 8 + slotHeight * (index + 0.5);
  const slotRows = Math.max(inputNames.length, outputNames.length);
  y += slotRows * slotHeight + (slotRows > 0 ? 6 : 2);

  const rows = rowNames.map((input) => {
    const rect: Rect = [padding, y, inner, rowHeight];
    y += rowHeight + rowGap;
    return { input, rect };
  });
  if (rows.length > 0) y += 4;

  let progress: Rect | undefined;
  if (isLongWork(description)) {
    progress = [padding, y, inner, 20];
    y += 24;
  }

  let view: Rect | undefined;
  let minimumHeight: number;
  if (shows === undefined) minimumHeight = y + 3;
  else {
    const most = Math.round(roomHeights[shows](leastWidth - 2 * padding) * 0.6);
    minimumHeight = y + most + padding;
    const wanted = roomHeights[shows](inner);
    const height =
      size === undefined ? wanted : Math.max(most, size[1] - y - padding);
    view = [padding, y, inner, height];
    y += height + padding - 3;
  }
  const height = Math.max(y + 3, size?.[1] ?? 0);
  return {
    width,
    height,
    inputs: new Map(inputNames.map((name, index) => [name, slotY(index)])),
    outputs: new Map(outputNames.map((name, index) => [name, slotY(index)])),
    rows,
    ...(progress && { progress }),
    ...(view && { view }),
    minimum: [leastWidth, minimumHeight],
  };
}

function minimumWidth(
  { description, title, measure, shows }: LayoutRequest,
  inputNames: readonly string[],
  outputNames: readonly string[],
  rowNames: readonly string[],
): number {
  const { padding, minWidth } = metrics;
  const widest = (names: readonly string[], text: (name: string) => string) =>
    Math.max(0, ...names.map((name) => measure(text(name))));
  const label = (name: string) => inputLabel(name, description?.inputs[name]);
  const slots =
    widest(inputNames, label) + widest(outputNames, spacedName) + 28 + 24;
  const rows = Math.max(
    0,
    ...rowNames.map((name) => {
      const input = description?.inputs[name];
      const choices =
        input?.kind === "choice"
          ? Math.max(0, ...input.choices.map((choice) => measure(choice.title)))
          : 60;
      return measure(label(name)) + Math.min(choices, 170) + 52;
    }),
  );
  return Math.ceil(
    Math.max(
      minWidth,
      Math.min(measure(title) * 1.15 + 64, 300),
      slots,
      rows + 2 * padding,
      shows === undefined ? 0 : roomWidths[shows],
    ),
  );
}
