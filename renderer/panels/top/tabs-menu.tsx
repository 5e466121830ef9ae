import { ChevronDown } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { showDocument } from "../../run/document-actions.ts";
import type { Documents } from "../../run/documents.ts";

/** Every open graph by its whole name, where the strip has no room for all tabs. */
export function TabsMenu({ documents }: { documents: Documents }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className="icon-button"
        aria-label={`All ${documents.open.length} open graphs`}
        title="All open graphs"
      >
        <ChevronDown size={16} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={6}>
          <DropdownMenu.RadioGroup
            value={documents.active ?? ""}
            onValueChange={showDocument}
          >
            {documents.open.map((document) => (
              <DropdownMenu.RadioItem
                key={document.id}
                value={document.id}
                className="menu-item"
                title={document.path}
              >
                <span className="ellipsis">{document.title}</span>
                {document.unsaved && (
                  <span className="unsaved-dot" aria-label="unsaved" />
                )}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
