import type { SocketType } from "./values.ts";

/** The part of a port's description that says what it takes. */
export interface PortTypes {
  readonly type: SocketType;
  readonly orType?: SocketType;
}

/** Every type that a port takes; it is coloured as the first. */
export function portTypes({ type, orType }: PortTypes): readonly SocketType[] {
  return orType === undefined ? [type] : [type, orType];
}
