import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { commands } from "./commands/command-table.ts";
import { listenForCommands } from "./commands/listen.ts";
import { listenForDrops } from "./run/listen-for-drops.ts";
import { keepPanels } from "./run/kept-panels.ts";
import { startWindow } from "./run/start.ts";
import { offerTestHandle } from "./test-handle.ts";
import { followTheme } from "./theme/theme-actions.ts";
import "./theme/tokens.css";
import "./theme/base.css";
import "./theme/controls.css";
import "./theme/shell.css";
import "./theme/panels.css";

followTheme();
keepPanels();
startWindow();
listenForCommands(commands);
listenForDrops();
offerTestHandle();

const host = document.getElementById("window");
if (host) createRoot(host).render(<App />);
