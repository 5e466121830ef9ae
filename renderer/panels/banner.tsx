import { LoaderCircle, Lock } from "lucide-react";
import { useApp } from "../run/app-store.ts";
import { saveDocumentAs } from "../run/document-actions.ts";
import { findDocument } from "../run/documents.ts";

/** What holds for the whole window for a while: the engine is away, the graph is read-only. */
export function Banner() {
  const connection = useApp((state) => state.connection);
  const document = useApp(({ documents }) =>
    findDocument(documents, documents.active),
  );
  if (connection.kind === "lost")
    return (
      <div className="banner" role="status">
        <LoaderCircle className="turning" size={14} aria-hidden />
        {connection.message}
      </div>
    );
  if (document?.readOnly)
    return (
      <div className="banner" role="status">
        <Lock size={14} aria-hidden />
        This graph was saved by a newer version of Stepwright, so it is shown
        read-only and its file is left as it is.
        <button type="button" onClick={() => void saveDocumentAs()}>
          Save a copy…
        </button>
      </div>
    );
  return null;
}
