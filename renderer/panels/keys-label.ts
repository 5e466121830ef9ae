import { findCommand } from "../commands/command-table.ts";
import { labelOfKeys } from "../commands/keys.ts";
import { isMac } from "../run/desktop.ts";

/** The keys of a command as a menu shows them; empty where it has none. */
export function firstKeysLabel(command: string): string {
  const [keys] = findCommand(command)?.keys ?? [];
  return keys === undefined ? "" : labelOfKeys(keys, isMac());
}
