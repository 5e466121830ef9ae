import { Tooltip } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";

/** A button that is only an icon: its label is its name and its tooltip. */
export function IconButton({
  label,
  keys,
  children,
  side = "bottom",
  ...rest
}: {
  label: string;
  keys?: string;
  children: ReactNode;
  side?: "bottom" | "right" | "left" | "top";
} & Omit<ComponentProps<"button">, "aria-label">) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>
        <button
          type="button"
          {...rest}
          className={`icon-button ${rest.className ?? ""}`}
          aria-label={label}
        >
          {children}
        </button>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="tooltip" side={side} sideOffset={6}>
          {label}
          {keys !== undefined && <kbd>{keys}</kbd>}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
