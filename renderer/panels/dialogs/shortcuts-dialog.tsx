import { commands } from "../../commands/command-table.ts";
import { labelOfKeys } from "../../commands/keys.ts";
import { isMac } from "../../run/desktop.ts";
import { Modal } from "./modal.tsx";

const gestures: readonly (readonly [string, string])[] = [
  ["Drag the empty canvas, Space + move", "Pan"],
  ["Wheel", "Zoom"],
  ["Ctrl + drag", "Select by a box"],
  ["Alt + drag a node", "Clone it"],
  ["Shift + drag from an output", "Move all its links"],
  ["Ctrl + Alt + click a socket", "Disconnect"],
  ["Double-click the empty canvas", "Search a node"],
  ["Drop a link on the empty canvas", "Search a node that fits"],
  ["Double-click a title", "Rename"],
];

/** Every key and gesture. */
export function ShortcutsDialog({ close }: { close: () => void }) {
  const withKeys = commands.filter((command) => command.keys.length > 0);
  const groups = [...new Set(withKeys.map((command) => command.group))];
  const mac = isMac();
  return (
    <Modal title="Keyboard shortcuts" size="columns" dismiss={close}>
      <div className="shortcut-columns">
        {groups.map((group) => (
          <section key={group}>
            <h3 className="caption">{group}</h3>
            <dl className="shortcuts">
              {withKeys
                .filter((command) => command.group === group)
                .map((command) => (
                  <div key={command.id}>
                    <dt>{command.title}</dt>
                    <dd>
                      {command.keys.map((keys) => (
                        <kbd key={keys}>{labelOfKeys(keys, mac)}</kbd>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
        <section>
          <h3 className="caption">Mouse</h3>
          <dl className="shortcuts">
            {gestures.map(([gesture, effect]) => (
              <div key={gesture}>
                <dt>{effect}</dt>
                <dd className="dim">{gesture}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Modal>
  );
}
