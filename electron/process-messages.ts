import type { ChildRole } from "../engine/child.ts";

/** What the engine process asks of main, which alone can make utility processes. `child` is a number that the engine chose. */
export type EngineRequest =
  | { readonly kind: "spawn"; readonly child: number; readonly role: ChildRole }
  | { readonly kind: "kill"; readonly child: number };

/** What main tells the engine process. */
export type MainMessage =
  /** With the engine's end of the channel to the child as its only port. */
  | { readonly kind: "channel"; readonly child: number }
  | { readonly kind: "started"; readonly child: number; readonly pid: number }
  | { readonly kind: "gone"; readonly child: number; readonly why: string }
  /** With the engine's end of the channel to a window as its only port. */
  | { readonly kind: "window" }
  /** The program ends: close the engine, then exit. */
  | { readonly kind: "close" };

/** What main tells a runner or optimizer first, with its end of the channel to the engine as its only port. */
export interface ChildStart {
  readonly kind: "start";
  readonly role: ChildRole;
}
