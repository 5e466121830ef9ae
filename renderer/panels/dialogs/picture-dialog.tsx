import type { View } from "../../../engine/view.ts";
import { Png } from "../views/png.tsx";
import { Modal } from "./modal.tsx";

/** A picture as large as the window lets it be, small ones with sharp pixels. */
export function PictureDialog({
  view,
  close,
}: {
  view: Extract<View, { kind: "image" }>;
  close: () => void;
}) {
  return (
    <Modal
      title={view.caption ?? `${view.width} × ${view.height}`}
      size="picture"
      dismiss={close}
    >
      <div className="large-picture">
        <Png png={view.png} alt={view.caption ?? "Result"} width={view.width} />
      </div>
    </Modal>
  );
}
