import { lazy, Suspense } from "react";
import { appStore, useApp } from "../../run/app-store.ts";
import { ConfirmClose } from "./confirm-close.tsx";
import { FileDialog } from "./file-dialog.tsx";
import { PictureDialog } from "./picture-dialog.tsx";
import { QuestionDialog } from "./question-dialog.tsx";
import { ShortcutsDialog } from "./shortcuts-dialog.tsx";

// it brings all of core's solvers along, which the window needs for nothing else
const CatalogueDialog = lazy(async () => {
  const { CatalogueDialog: loaded } = await import("./catalogue-dialog.tsx");
  return { default: loaded };
});

/** Whatever stands over the window and waits for an answer. */
export function Dialogs() {
  const dialog = useApp((state) => state.dialog);
  const close = () => appStore.setState({ dialog: undefined });
  switch (dialog?.kind) {
    case undefined:
      return null;
    case "choose-path":
      return (
        <FileDialog
          request={dialog.request}
          name={dialog.name}
          answer={dialog.answer}
        />
      );
    case "confirm-close":
      return <ConfirmClose title={dialog.title} answer={dialog.answer} />;
    case "question":
      return <QuestionDialog {...dialog} />;
    case "shortcuts":
      return <ShortcutsDialog close={close} />;
    case "catalogue":
      return (
        <Suspense>
          <CatalogueDialog close={close} />
        </Suspense>
      );
    case "picture":
      return <PictureDialog view={dialog.view} close={close} />;
  }
}
