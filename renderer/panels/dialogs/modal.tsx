import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";

/** A dialog with a title. Escape, the cross and a click beside it dismiss it. */
export function Modal({
  title,
  description,
  size,
  dismiss,
  children,
}: {
  title: string;
  description?: string;
  size: "small" | "wide" | "columns" | "catalogue" | "picture";
  dismiss: () => void;
  children: ReactNode;
}) {
  return (
    <Dialog.Root
      open
      onOpenChange={(open) => {
        if (!open) dismiss();
      }}
    >
      <Dialog.Portal>
        <Dialog.Overlay className="dialog-shade" />
        <Dialog.Content
          className="dialog"
          data-size={size}
          {...(description === undefined
            ? { "aria-describedby": undefined }
            : {})}
        >
          <div className="dialog-head">
            <Dialog.Title className="dialog-title">{title}</Dialog.Title>
            {/* no tooltip: the first Escape would close that instead of the dialog */}
            <Dialog.Close className="icon-button" aria-label="Close">
              <X size={16} aria-hidden />
            </Dialog.Close>
          </div>
          {description !== undefined && (
            <Dialog.Description className="dim">
              {description}
            </Dialog.Description>
          )}
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
