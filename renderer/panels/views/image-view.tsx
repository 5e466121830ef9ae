import { Download } from "lucide-react";
import type { View } from "../../../engine/view.ts";
import { appStore } from "../../run/app-store.ts";
import { downloadBytes } from "../../run/download.ts";
import { IconButton } from "../icon-button.tsx";
import { usePng } from "./use-png.ts";

type ImageViewData = Extract<View, { kind: "image" }>;

/** A picture; a click shows it large. Small pictures are enlarged with sharp pixels. */
export function ImageView({ view }: { view: ImageViewData }) {
  const address = usePng(view.png);
  return (
    <figure className="result">
      <button
        type="button"
        className="picture-button"
        aria-label={`Enlarge the picture${view.caption ? `: ${view.caption}` : ""}`}
        style={{ aspectRatio: `${view.width} / ${view.height}` }}
        onClick={() => appStore.setState({ dialog: { kind: "picture", view } })}
      >
        {address !== undefined && (
          <img
            src={address}
            alt={view.caption ?? "Result"}
            data-small={view.width < 400}
          />
        )}
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
