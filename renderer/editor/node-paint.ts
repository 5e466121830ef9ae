import type { NodeStatus } from "./editor.ts";
import type { Theme } from "./theme.ts";
import type { ViewPictures } from "./view-pictures.ts";

/** All that a node's looks depend on beside the node itself. */
export interface NodePaint {
  readonly theme: Theme;
  readonly pictures: ViewPictures;
  readonly status: NodeStatus | undefined;
  /** Its views are of an earlier run; they are faint. */
  readonly aged: boolean;
  readonly problems: readonly { readonly input?: string }[];
  readonly selected: boolean;
  readonly lowDetail: boolean;
  readonly shadow: boolean;
  readonly hoveredRow: string | undefined;
  /** Device pixels to a graph unit. */
  readonly pixels: number;
  /** While a link is dragged: whether this socket could take it. */
  readonly accepts:
    ((kind: "input" | "output", slot: number) => boolean) | undefined;
}
