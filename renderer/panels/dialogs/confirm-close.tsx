import { Modal } from "./modal.tsx";

/** Asks before a graph with unsaved changes is closed. */
export function ConfirmClose({
  title,
  answer,
}: {
  title: string;
  answer: (choice: "save" | "discard" | "cancel") => void;
}) {
  return (
    <Modal
      title={`Save ${title} before closing?`}
      description="It has changes that are in no file yet. Without saving, they are lost."
      size="small"
      dismiss={() => answer("cancel")}
    >
      <div className="dialog-buttons">
        <button
          type="button"
          className="button"
          onClick={() => answer("discard")}
        >
          Close without saving
        </button>
        <span className="stretch" />
        <button
          type="button"
          className="button"
          onClick={() => answer("cancel")}
        >
          Cancel
        </button>
        <button
          type="button"
          className="button primary"
          autoFocus
          onClick={() => answer("save")}
        >
          Save
        </button>
      </div>
    </Modal>
  );
}
