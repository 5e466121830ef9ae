import { ContextMenu } from "radix-ui";
import { useState, type ReactNode } from "react";
import { levelName } from "../../../schedule-editor/level-words.ts";
import type { Editing } from "./use-editing.ts";

/** The menu of a point, or of the plot beside the points. */
export function LevelMenu({
  editing,
  snap,
  children,
}: {
  readonly editing: Editing;
  /** Absent where there is no optimum to snap to. */
  readonly snap: (() => void) | undefined;
  readonly children: ReactNode;
}) {
  const [index, setIndex] = useState<number>();
  const { levels, held } = editing.now;
  const level = index === undefined ? undefined : levels[index];
  return (
    <ContextMenu.Root modal={false}>
      <ContextMenu.Trigger
        className="levels-area"
        disabled={editing.readOnly}
        onContextMenu={(event) => {
          const target = event.target as HTMLElement;
          const at = target.closest<HTMLElement>("[data-level]");
          setIndex(at ? Number(at.dataset["level"]) : undefined);
        }}
      >
        {children}
      </ContextMenu.Trigger>
      <ContextMenu.Portal>
        <ContextMenu.Content className="menu">
          {index !== undefined && level !== undefined && (
            <>
              <ContextMenu.Item
                className="menu-item"
                onSelect={() => editing.apply({ kind: "hold", index })}
              >
                {held.includes(level) ? "Let go of" : "Hold"} {levelName(index)}
                <kbd>Space</kbd>
              </ContextMenu.Item>
              <ContextMenu.Item
                className="menu-item"
                disabled={levels.length <= 2}
                onSelect={() => editing.apply({ kind: "remove", index })}
              >
                Remove {levelName(index)}
                <kbd>Del</kbd>
              </ContextMenu.Item>
            </>
          )}
          <ContextMenu.Item
            className="menu-item"
            disabled={snap === undefined}
            onSelect={() => snap?.()}
          >
            Snap to the optimum
            <kbd>Enter</kbd>
          </ContextMenu.Item>
          <ContextMenu.Item className="menu-item" onSelect={editing.reset}>
            As it came in
          </ContextMenu.Item>
        </ContextMenu.Content>
      </ContextMenu.Portal>
    </ContextMenu.Root>
  );
}
