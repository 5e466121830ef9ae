import { appStore, type Failure, type Toast } from "./app-store.ts";

let lastId = 0;

/** Tells something in passing, in a sentence. The same sentence is not shown twice at once. */
export function notify(message: string, tone: Toast["tone"] = "plain"): void {
  const { toasts } = appStore.getState();
  if (toasts.some((toast) => toast.message === message)) return;
  lastId += 1;
  appStore.setState({ toasts: [...toasts, { id: lastId, message, tone }] });
}

/** Tells what there is to know of one thing, at once. */
export function notifyOf(sentences: readonly string[]): void {
  if (sentences.length > 0) notify(sentences.join(" "));
}

/** Tells that something failed, with the sentence of the error. */
export function notifyFailure(failure: unknown): void {
  notify(sentenceOf(failure), "bad");
}

/** Tells that a run failed, in place of what was told of the one before. */
export function notifyFailedRun(message: string, failure: Failure): void {
  takeBackFailures(() => true);
  lastId += 1;
  const toast = { id: lastId, message, tone: "bad", failure } as const;
  appStore.setState({ toasts: [...appStore.getState().toasts, toast] });
}

/** Takes back what was told of a failed run whose cause is gone. */
export function takeBackFailures(isGone: (failure: Failure) => boolean): void {
  const { toasts } = appStore.getState();
  const kept = toasts.filter(({ failure }) => !failure || !isGone(failure));
  if (kept.length < toasts.length) appStore.setState({ toasts: kept });
}

export function dismissToast(id: number): void {
  const { toasts } = appStore.getState();
  appStore.setState({ toasts: toasts.filter((toast) => toast.id !== id) });
}

/** The sentence of anything that was thrown. */
export function sentenceOf(failure: unknown): string {
  return failure instanceof Error ? failure.message : String(failure);
}
