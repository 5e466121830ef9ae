import { useApp } from "../../run/app-store.ts";
import { QueueList } from "../dock/queue-list.tsx";
import { FilesPage } from "./files-page.tsx";
import { ModelsPage } from "./models-page.tsx";
import { NodesPage } from "./nodes-page.tsx";
import { SettingsPage } from "./settings-page.tsx";

/** The page that the rail chose. */
export function LeftPanel() {
  const page = useApp((state) => state.leftPanel);
  return (
    <aside className="left-panel" aria-label={page}>
      <Page />
    </aside>
  );
}

function Page() {
  const page = useApp((state) => state.leftPanel);
  switch (page) {
    case "nodes":
      return <NodesPage />;
    case "models":
      return <ModelsPage />;
    case "files":
      return <FilesPage />;
    case "queue":
      return (
        <>
          <h2 className="panel-title">Queue</h2>
          <QueueList />
        </>
      );
    case "settings":
      return <SettingsPage />;
  }
}
