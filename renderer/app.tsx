import { Tooltip } from "radix-ui";
import { useEffect, useState } from "react";
import { Group, Panel, Separator } from "react-resizable-panels";
import { Canvases } from "./panels/canvas.tsx";
import { Dialogs } from "./panels/dialogs/dialogs.tsx";
import { Dock, DockBar } from "./panels/dock/dock.tsx";
import { Inspector } from "./panels/inspector/inspector.tsx";
import { LeftPanel } from "./panels/left/left-panel.tsx";
import { Rail } from "./panels/left/rail.tsx";
import { Banner } from "./panels/banner.tsx";
import { keepPanelSize, readPanelSizes } from "./panels/panel-sizes.ts";
import { StatusLine } from "./panels/status-line.tsx";
import { Toasts } from "./panels/toasts.tsx";
import { TopBar } from "./panels/top/top-bar.tsx";
import { useNarrow, useShort } from "./panels/use-small-window.ts";
import { useApp } from "./run/app-store.ts";
import { foldForSize } from "./run/panel-actions.ts";

/** The whole window. */
export function App() {
  const narrow = useNarrow();
  const short = useShort();
  useEffect(() => foldForSize(narrow, short), [narrow, short]);
  return (
    <Tooltip.Provider delayDuration={500}>
      <div className="window" data-narrow={narrow}>
        <TopBar />
        <div className="body">
          <Rail />
          <Columns narrow={narrow} />
        </div>
        <StatusLine />
      </div>
      <Dialogs />
      <Toasts />
    </Tooltip.Provider>
  );
}

/** Panels beside the canvas; in a narrow window they lie over it. */
function Columns({ narrow }: { narrow: boolean }) {
  const panels = useApp((state) => state.panels);
  const [sizes] = useState(readPanelSizes);
  return (
    <div className="columns">
      <Group orientation="horizontal" id="columns">
        {panels.left && !narrow && (
          <Panel
            id="left"
            defaultSize={sizes.left}
            minSize={160}
            maxSize={360}
            groupResizeBehavior="preserve-pixel-size"
            onResize={(size) => keepPanelSize("left", size.inPixels)}
          >
            <LeftPanel />
          </Panel>
        )}
        {panels.left && !narrow && (
          <Separator id="left-edge" className="edge edge-upright" />
        )}
        <Panel id="middle" minSize="51vw">
          <Middle />
        </Panel>
        {panels.inspector && !narrow && (
          <Separator id="inspector-edge" className="edge edge-upright" />
        )}
        {panels.inspector && !narrow && (
          <Panel
            id="inspector"
            defaultSize={sizes.inspector}
            minSize={220}
            maxSize={560}
            groupResizeBehavior="preserve-pixel-size"
            onResize={(size) => keepPanelSize("inspector", size.inPixels)}
          >
            <Inspector />
          </Panel>
        )}
      </Group>
      {narrow && panels.left && (
        <div className="drawer drawer-left">
          <LeftPanel />
        </div>
      )}
      {narrow && panels.inspector && (
        <div className="drawer drawer-right">
          <Inspector />
        </div>
      )}
    </div>
  );
}

function Middle() {
  const dockOpen = useApp((state) => state.panels.dock);
  const [sizes] = useState(readPanelSizes);
  return (
    <div className="middle">
      <Group orientation="vertical" id="rows">
        <Panel id="canvas" minSize={120} className="canvas-panel">
          <Canvases />
          <Banner />
        </Panel>
        {dockOpen && <Separator id="dock-edge" className="edge edge-level" />}
        {dockOpen && (
          <Panel
            id="dock"
            defaultSize={sizes.dock}
            minSize={120}
            maxSize="70%"
            groupResizeBehavior="preserve-pixel-size"
            onResize={(size) => keepPanelSize("dock", size.inPixels)}
          >
            <Dock />
          </Panel>
        )}
      </Group>
      {!dockOpen && <DockBar />}
    </div>
  );
}
