import { Toast } from "radix-ui";
import { X } from "lucide-react";
import { useApp } from "../run/app-store.ts";
import { dismissToast } from "../run/notify.ts";

/** Notices in passing, at the lower right. Failures stay longer. */
export function Toasts() {
  const toasts = useApp((state) => state.toasts);
  return (
    <Toast.Provider swipeDirection="right" label="Notice">
      {toasts.map((toast) => (
        <Toast.Root
          key={toast.id}
          className="toast"
          data-tone={toast.tone}
          duration={toast.tone === "bad" ? 15_000 : 7000}
          onOpenChange={(open) => {
            if (!open) dismissToast(toast.id);
          }}
        >
          <Toast.Description>{toast.message}</Toast.Description>
          <Toast.Close className="icon-button" aria-label="Dismiss">
            <X size={14} aria-hidden />
          </Toast.Close>
        </Toast.Root>
      ))}
      <Toast.Viewport className="toasts" />
    </Toast.Provider>
  );
}
