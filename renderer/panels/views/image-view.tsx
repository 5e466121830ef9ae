import { Download } from "lucide-react";
import type { View } from "../../../engine/view.ts";
import { appStore } from "../../run/app-store.ts";
import { downloadBytes } from "../../run/download.ts";
import { IconButton } from "../icon-button.tsx";
import { Png } from "./png.tsx";

type ImageViewData = Extract<View, { kind: "image" }>;

/** A picture; a click shows it large. Small pictures are enlarged with sharp pixels. */
export function ImageView({ view }: { view: ImageViewData }) {
  return (
    <figure className="result">
      <button
        type="button"
        className="picture-button"
        aria-label={`Enlarge the picture${view.caption ? `: ${view.caption}` : ""}`}
        style={{ aspectRatio: `${view.width} / ${view.height}` }}
        onClick={() => appStore.setState({ dialog: { kind: "picture", view } })}
      >
        <Png png={view.png} alt={view.caption ?? "Result"} width={view.width} />
      </button>
      <figcaption className="result-caption">
        <span>{view.caption ?? `${view.width} × ${view.height}`}</span>
        <IconButton
          label="Download the picture"
          onClick={() => downloadBytes("picture.png", view.png)}
        >
          <Download size={14} aria-hidden />
        </IconButton>
      </figcaption>
    </figure>
  );
}
