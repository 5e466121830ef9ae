import { Keyboard, Moon, PanelRight, Sun } from "lucide-react";
import { findCommand } from "../../commands/command-table.ts";
import { runCommand } from "../../commands/listen.ts";
import { useApp } from "../../run/app-store.ts";
import { togglePanel } from "../../run/panel-actions.ts";
import { switchTheme } from "../../theme/theme-actions.ts";
import { IconButton } from "../icon-button.tsx";
import { firstKeysLabel } from "../keys-label.ts";
import { DocumentTabs } from "./document-tabs.tsx";
import { FileMenu, TemplatesMenu } from "./menus.tsx";
import { RunControls } from "./run-controls.tsx";

/** Graphs in tabs, menus, and what runs them. */
export function TopBar() {
  const theme = useApp((state) => state.themeShown);
  const inspectorOpen = useApp((state) => state.panels.inspector);
  return (
    <header className="top-bar">
      <div className="brand">
        <Logo />
        <span className="brand-name">Stepwright</span>
      </div>
      <DocumentTabs />
      <div className="top-tools">
        <TemplatesMenu />
        <FileMenu />
        <IconButton
          label="Keyboard shortcuts"
          keys={firstKeysLabel("shortcuts")}
          className="hidden-when-narrow"
          onClick={() => runCommand(findCommand("shortcuts"))}
        >
          <Keyboard size={16} aria-hidden />
        </IconButton>
        <IconButton
          label={theme === "dark" ? "Light theme" : "Dark theme"}
          onClick={() => void switchTheme()}
        >
          {theme === "dark" ? (
            <Sun size={16} aria-hidden />
          ) : (
            <Moon size={16} aria-hidden />
          )}
        </IconButton>
        <IconButton
          label={inspectorOpen ? "Fold the inspector" : "Show the inspector"}
          keys={firstKeysLabel("toggle-inspector")}
          aria-pressed={inspectorOpen}
          onClick={() => togglePanel("inspector")}
        >
          <PanelRight size={16} aria-hidden />
        </IconButton>
      </div>
      <RunControls />
    </header>
  );
}

function Logo() {
  return (
    <svg viewBox="0 0 24 24" width="18" height="18" fill="none" aria-hidden>
      <g
        stroke="var(--accent)"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d="M12 1.8 22.2 12 12 22.2 1.8 12z" />
        <path d="M6.6 9.6h3.6v2.6h3.6v2.6h3.6" />
      </g>
    </svg>
  );
}
