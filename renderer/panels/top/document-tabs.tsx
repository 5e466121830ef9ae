import { Lock, Plus, X } from "lucide-react";
import { Tabs } from "radix-ui";
import { useApp } from "../../run/app-store.ts";
import type { OpenDocument } from "../../run/documents.ts";
import {
  closeDocument,
  newGraph,
  showDocument,
} from "../../run/document-actions.ts";
import { IconButton } from "../icon-button.tsx";
import { firstKeysLabel } from "../keys-label.ts";
import { MiddleEllipsis } from "../middle-ellipsis.tsx";
import { TabsMenu } from "./tabs-menu.tsx";
import { useTabStrip } from "./use-tab-strip.ts";

/** A tab for each open graph. */
export function DocumentTabs() {
  const documents = useApp((state) => state.documents);
  const { list, overflows } = useTabStrip(documents);
  return (
    <Tabs.Root
      className="document-tabs"
      value={documents.active ?? ""}
      onValueChange={showDocument}
    >
      <Tabs.List
        ref={list}
        className="document-tab-list"
        data-overflows={overflows}
        aria-label="Open graphs"
      >
        {documents.open.map((document) => (
          <DocumentTab
            key={document.id}
            document={document}
            active={document.id === documents.active}
          />
        ))}
      </Tabs.List>
      {overflows && <TabsMenu documents={documents} />}
      <IconButton
        label="New graph"
        keys={firstKeysLabel("new-graph")}
        onClick={newGraph}
      >
        <Plus size={16} aria-hidden />
      </IconButton>
    </Tabs.Root>
  );
}

function DocumentTab({
  document,
  active,
}: {
  document: OpenDocument;
  active: boolean;
}) {
  const name = `${document.title}${document.unsaved ? ", unsaved" : ""}`;
  return (
    <div
      className="document-tab"
      data-active={active}
      title={`${document.title}\n${document.path ?? "Not saved to a file yet"}`}
      onAuxClick={(event) => {
        if (event.button === 1) void closeDocument(document.id);
      }}
    >
      <Tabs.Trigger
        className="document-tab-title"
        value={document.id}
        aria-label={name}
      >
        {document.readOnly && <Lock size={12} aria-hidden />}
        <span className="document-tab-text">
          <MiddleEllipsis text={document.title} />
        </span>
        {document.unsaved && <span className="unsaved-dot" aria-hidden />}
      </Tabs.Trigger>
      <button
        type="button"
        className="document-tab-close"
        aria-label={`Close ${document.title}`}
        onClick={() => void closeDocument(document.id)}
      >
        <X size={13} aria-hidden />
      </button>
    </div>
  );
}
