import type { OpenDialog } from "../../run/app-store.ts";
import { Modal } from "./modal.tsx";

/** A question with two answers; dismissing it is a no. */
export function QuestionDialog({
  title,
  description,
  yes,
  no,
  answer,
}: Extract<OpenDialog, { kind: "question" }>) {
  return (
    <Modal
      title={title}
      description={description}
      size="small"
      dismiss={() => answer(false)}
    >
      <div className="dialog-buttons">
        <span className="stretch" />
        <button type="button" className="button" onClick={() => answer(false)}>
          {no}
        </button>
        <button
          type="button"
          className="button primary"
          autoFocus
          onClick={() => answer(true)}
        >
          {yes}
        </button>
      </div>
    </Modal>
  );
}
