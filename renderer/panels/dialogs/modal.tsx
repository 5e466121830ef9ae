import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ReactNode } from "react";
import { IconButton } from "../icon-button.tsx";

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
  size: "small" | "wide" | "picture";
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
            <IconButton label="Close" onClick={dismiss}>
              <X size={16} aria-hidden />
            </IconButton>
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
