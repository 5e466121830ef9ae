import { FolderOpen, LayoutTemplate } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";
import { findCommand } from "../../commands/command-table.ts";
import { runCommand } from "../../commands/listen.ts";
import { useApp } from "../../run/app-store.ts";
import { openFile, openTemplate } from "../../run/document-actions.ts";
import { titleOfPath } from "../../run/documents.ts";
import { firstKeysLabel } from "../keys-label.ts";

/** New, open, save and the recent files. */
export function FileMenu() {
  const recent = useApp((state) => state.settings.recentFiles);
  return (
    <Menu icon={<FolderOpen size={16} aria-hidden />} title="File">
      <CommandItem id="new-graph" />
      <CommandItem id="open" />
      {recent.length > 0 && (
        <DropdownMenu.Sub>
          <DropdownMenu.SubTrigger className="menu-item">
            Open recent
          </DropdownMenu.SubTrigger>
          <DropdownMenu.Portal>
            <DropdownMenu.SubContent className="menu">
              {recent.map((path) => (
                <DropdownMenu.Item
                  key={path}
                  className="menu-item"
                  title={path}
                  onSelect={() => void openFile(path)}
                >
                  {titleOfPath(path)}
                </DropdownMenu.Item>
              ))}
            </DropdownMenu.SubContent>
          </DropdownMenu.Portal>
        </DropdownMenu.Sub>
      )}
      <DropdownMenu.Separator className="menu-line" />
      <CommandItem id="save" />
      <CommandItem id="save-as" />
      <CommandItem id="close" />
      <DropdownMenu.Separator className="menu-line" />
      <CommandItem id="settings" />
      <CommandItem id="shortcuts" />
      <CommandItem id="catalogue" />
    </Menu>
  );
}

/** Graphs that come with the program. */
export function TemplatesMenu() {
  const templates = useApp((state) => state.facts?.templates) ?? [];
  return (
    <Menu icon={<LayoutTemplate size={16} aria-hidden />} title="Templates">
      {templates.map((template) => (
        <DropdownMenu.Item
          key={template.id}
          className="menu-item"
          onSelect={() => void openTemplate(template.id)}
        >
          {template.title}
        </DropdownMenu.Item>
      ))}
      {templates.length === 0 && (
        <DropdownMenu.Item className="menu-item" disabled>
          No templates yet
        </DropdownMenu.Item>
      )}
    </Menu>
  );
}

function Menu({
  icon,
  title,
  children,
}: {
  icon: ReactNode;
  title: string;
  children: ReactNode;
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="quiet-button" aria-label={title}>
        {icon}
        <span className="hidden-when-narrow">{title}</span>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="end" sideOffset={6}>
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

/** A menu entry of the table of commands. */
function CommandItem({ id }: { id: string }) {
  const command = findCommand(id);
  if (!command) return null;
  return (
    <DropdownMenu.Item
      className="menu-item"
      onSelect={() => runCommand(command)}
    >
      {command.title}
      <kbd>{firstKeysLabel(id)}</kbd>
    </DropdownMenu.Item>
  );
}
