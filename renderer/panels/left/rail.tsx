import { Box, Files, ListOrdered, Settings, Workflow } from "lucide-react";
import type { ReactNode } from "react";
import { useApp, type LeftPanel } from "../../run/app-store.ts";
import { pendingCount } from "../../run/job-progress.ts";
import { toggleLeftPage } from "../../run/panel-actions.ts";
import { IconButton } from "../icon-button.tsx";

const pages: readonly {
  id: LeftPanel;
  title: string;
  icon: ReactNode;
}[] = [
  { id: "nodes", title: "Nodes", icon: <Workflow size={18} aria-hidden /> },
  { id: "models", title: "Models", icon: <Box size={18} aria-hidden /> },
  { id: "files", title: "Files", icon: <Files size={18} aria-hidden /> },
  { id: "queue", title: "Queue", icon: <ListOrdered size={18} aria-hidden /> },
  {
    id: "settings",
    title: "Settings",
    icon: <Settings size={18} aria-hidden />,
  },
];

/** The places of the left panel. A click on the open one folds it. */
export function Rail() {
  const open = useApp((state) => state.panels.left);
  const page = useApp((state) => state.leftPanel);
  const pending = useApp(pendingCount);
  return (
    <nav className="rail" aria-label="Panels">
      {pages.map(({ id, title, icon }) => (
        <IconButton
          key={id}
          label={title}
          side="right"
          className="rail-button"
          aria-pressed={open && page === id}
          onClick={() => toggleLeftPage(id)}
        >
          {icon}
          {id === "queue" && pending > 0 && (
            <span className="rail-count">{pending}</span>
          )}
        </IconButton>
      ))}
    </nav>
  );
}
