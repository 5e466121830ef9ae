import type { View } from "../../../engine/view.ts";
import { usePng } from "../views/use-png.ts";
import { Modal } from "./modal.tsx";

/** A picture as large as the window lets it be, small ones with sharp pixels. */
export function PictureDialog({
  view,
  close,
}: {
  view: Extract<View, { kind: "image" }>;
  close: () => void;
}) {
  const address = usePng(view.png);
  return (
    <Modal
      title={view.caption ?? `${view.width} × ${view.height}`}
      size="picture"
      dismiss={close}
    >
      <div className="large-picture">
        {address !== undefined && (
          <img
            src={address}
            alt={view.caption ?? "Result"}
            data-small={view.width < 400}
          />
        )}
      </div>
    </Modal>
  );
}
