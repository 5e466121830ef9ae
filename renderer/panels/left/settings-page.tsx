import { FolderOpen, RotateCw, X } from "lucide-react";
import type { ReactNode } from "react";
import type { Settings } from "../../../engine/messages.ts";
import { useApp } from "../../run/app-store.ts";
import { choosePath } from "../../run/choose-path.ts";
import { deviceChoices, modelNodeType } from "../../run/model-node.ts";
import { changeSettings } from "../../run/settings-actions.ts";
import { listModels } from "../../run/watch-models.ts";
import { IconButton } from "../icon-button.tsx";
import { BreakingText } from "../views/breaking-text.tsx";

const themes: readonly { value: Settings["theme"]; title: string }[] = [
  { value: "system", title: "As the system" },
  { value: "dark", title: "Dark" },
  { value: "light", title: "Light" },
];

export function SettingsPage() {
  const settings = useApp((state) => state.settings);
  const facts = useApp((state) => state.facts);
  const model = facts?.nodesById.get(modelNodeType);
  return (
    <>
      <h2 className="panel-title">Settings</h2>
      <fieldset className="setting">
        <legend className="caption">Theme</legend>
        {themes.map(({ value, title }) => (
          <label key={value} className="radio-row">
            <input
              type="radio"
              name="theme"
              checked={settings.theme === value}
              onChange={() => void changeSettings({ theme: value })}
            />
            {title}
          </label>
        ))}
      </fieldset>
      <h3 className="caption">Device of new models</h3>
      <select
        className="setting-select"
        aria-label="Device of new models"
        value={settings.device}
        onChange={(event) =>
          void changeSettings({ device: event.target.value })
        }
      >
        {deviceChoices(model).map(({ value, title }) => (
          <option key={value} value={value}>
            {title}
          </option>
        ))}
      </select>
      <h3 className="caption">Output folder</h3>
      <p className="path">{settings.outputFolder ?? facts?.outputFolder}</p>
      <div className="button-row">
        <button
          type="button"
          className="button"
          onClick={() => void chooseOutputFolder()}
        >
          Change…
        </button>
        {settings.outputFolder !== null && (
          <button
            type="button"
            className="button"
            onClick={() => void changeSettings({ outputFolder: null })}
          >
            Use the usual one
          </button>
        )}
      </div>
      <h3 className="caption">Model folders</h3>
      <ModelFolders folders={settings.modelFolders} />
      <h3 className="caption">About</h3>
      <p className="dim">
        Stepwright {facts?.version}. Graphs are kept as you work; nothing is
        lost when the window closes.
      </p>
    </>
  );
}

/** The user's own models/ is always looked through; the others are added and removed. */
function ModelFolders({ folders }: { folders: readonly string[] }) {
  const models = useApp((state) => state.models);
  const usual = models?.find(({ path }) => !folders.includes(path))?.path;
  return (
    <>
      <ul className="plain-list">
        {usual !== undefined && <FolderRow path={usual} />}
        {folders.map((folder) => (
          <FolderRow key={folder} path={folder}>
            <IconButton
              label={`Remove ${folder} from the list`}
              onClick={() =>
                void changeSettings({
                  modelFolders: folders.filter((each) => each !== folder),
                })
              }
            >
              <X size={13} aria-hidden />
            </IconButton>
          </FolderRow>
        ))}
      </ul>
      <div className="button-row">
        <button
          type="button"
          className="button"
          onClick={() => void addModelFolder(folders)}
        >
          Add a folder…
        </button>
        <IconButton
          label="Look through the folders again"
          onClick={() => void listModels()}
        >
          <RotateCw size={14} aria-hidden />
        </IconButton>
      </div>
    </>
  );
}

function FolderRow({ path, children }: { path: string; children?: ReactNode }) {
  const found = useApp((state) =>
    state.models?.find((folder) => folder.path === path),
  );
  const count = found?.models.length ?? 0;
  return (
    <li className="folder-row">
      <FolderOpen size={14} aria-hidden />
      <span className="path">
        <BreakingText text={path} />
        {found?.problem !== undefined && (
          <span className="warning-text"> {found.problem}</span>
        )}
      </span>
      <span className="row-note number">
        {count} {count === 1 ? "model" : "models"}
      </span>
      {children}
    </li>
  );
}

async function chooseOutputFolder(): Promise<void> {
  const outputFolder = await choosePath({
    mode: "folder",
    title: "Choose where results are written",
    extensions: [],
  });
  if (outputFolder !== undefined) await changeSettings({ outputFolder });
}

async function addModelFolder(folders: readonly string[]): Promise<void> {
  const folder = await choosePath({
    mode: "folder",
    title: "Choose a folder with models",
    extensions: [],
  });
  if (folder !== undefined && !folders.includes(folder))
    await changeSettings({ modelFolders: [...folders, folder] });
}
