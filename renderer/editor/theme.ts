/** The canvas's colours and font, as the page's CSS variables give them. */
export interface Theme {
  readonly canvas: string;
  readonly dot: string;
  readonly panel: string;
  readonly raised: string;
  readonly line: string;
  readonly text: string;
  readonly dim: string;
  readonly accent: string;
  readonly onAccent: string;
  readonly good: string;
  readonly warning: string;
  readonly bad: string;
  readonly node: string;
  readonly nodeHeader: string;
  readonly nodeRow: string;
  readonly nodeEdge: string;
  readonly shadow: string;
  readonly font: string;
  readonly types: Readonly<Record<string, string>>;
}

/** Reads the variables that hold at an element. */
export function readTheme(element: Element): Theme {
  const style = getComputedStyle(element);
  const read = (name: string, otherwise: string) =>
    style.getPropertyValue(name).trim() || otherwise;
  const line = read("--line", "#2a2f3a");
  return {
    canvas: read("--canvas", "#15181e"),
    dot: read("--canvas-dot", "#232831"),
    panel: read("--panel", "#181b22"),
    raised: read("--raised", "#1e222b"),
    line,
    text: read("--text", "#e6e8ec"),
    dim: read("--dim", "#9aa3b2"),
    accent: read("--accent", "#6ea8fe"),
    onAccent: read("--on-accent", "#0b1220"),
    good: read("--good", "#4cc38a"),
    warning: read("--warning", "#f5b74f"),
    bad: read("--bad", "#ff6b6b"),
    node: read("--node", "#20242d"),
    nodeHeader: read("--node-header", "#282d38"),
    nodeRow: read("--node-row", "#1e222b"),
    nodeEdge: read("--node-edge", line),
    shadow: read("--shadow", "rgb(0 0 0 / 0.45)"),
    font: style.fontFamily || "system-ui, sans-serif",
    types: {
      MODEL: read("--type-model", "#b38df7"),
      SOLVER: read("--type-solver", "#f78fb3"),
      SCHEDULE: read("--type-schedule", "#6ea8fe"),
      SCHEDULES: read("--type-schedules", "#8f9bff"),
      REPORT: read("--type-report", "#c9d175"),
      STATISTICS: read("--type-statistics", "#5cc8d7"),
      LATENT: read("--type-latent", "#f5b74f"),
      IMAGE: read("--type-image", "#4cc38a"),
      CLIP: read("--type-clip", "#e0d060"),
      CONDITIONING: read("--type-conditioning", "#f2956a"),
      VAE: read("--type-vae", "#f07474"),
      NUMBER: read("--type-number", "#9aa3b2"),
    },
  };
}

/** Names that nodes and groups are coloured by, and the variable each stands for. */
export const colorNames = {
  blue: "--type-schedule",
  purple: "--type-model",
  pink: "--type-solver",
  amber: "--type-latent",
  green: "--type-image",
  red: "--bad",
  grey: "--type-number",
} as const;

/** A node's or group's colour: one of our names, or a CSS colour from elsewhere. */
export function namedColor(theme: Theme, color: string): string | undefined {
  switch (color) {
    case "blue":
      return theme.types["SCHEDULE"];
    case "purple":
      return theme.types["MODEL"];
    case "pink":
      return theme.types["SOLVER"];
    case "amber":
      return theme.types["LATENT"];
    case "green":
      return theme.types["IMAGE"];
    case "red":
      return theme.bad;
    case "grey":
      return theme.types["NUMBER"];
    default:
      return typeof CSS !== "undefined" && CSS.supports("color", color)
        ? color
        : undefined;
  }
}

/** @param type - As litegraph has it: of several with commas between the first counts. */
export function typeColor(theme: Theme, type: unknown): string {
  return theme.types[String(type).split(",")[0] ?? ""] ?? theme.dim;
}
