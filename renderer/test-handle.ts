import type { Editor } from "./editor/editor.ts";
import { appStore, type AppState } from "./run/app-store.ts";
import { activeEditor } from "./run/editors.ts";

declare global {
  interface Window {
    stepwright?: StepwrightHandle;
  }
}

/**
 * What tests and tours may look at, as `window.stepwright`: where things are on the page and what the window holds.
 * They act with the mouse and the keyboard, as people do.
 */
export interface StepwrightHandle {
  /** The canvas in front; undefined until the engine has answered. */
  readonly editor: Editor | undefined;
  readonly documents: AppState["documents"];
  readonly run: AppState["run"];
  /** What the nodes of each document show now. */
  readonly looks: AppState["looks"];
}

export function offerTestHandle(): void {
  window.stepwright = {
    get editor() {
      return activeEditor();
    },
    get documents() {
      return appStore.getState().documents;
    },
    get run() {
      return appStore.getState().run;
    },
    get looks() {
      return appStore.getState().looks;
    },
  };
}
