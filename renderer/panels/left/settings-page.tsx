import { FolderOpen, X } from "lucide-react";
import type { Settings } from "../../../engine/messages.ts";
import { useApp } from "../../run/app-store.ts";
import { choosePath } from "../../run/choose-path.ts";
import { changeSettings } from "../../run/settings-actions.ts";
import { IconButton } from "../icon-button.tsx";

const themes: readonly { value: Settings["theme"]; title: string }[] = [
  { value: "system", title: "As the system" },
  { value: "dark", title: "Dark" },
  { value: "light", title: "Light" },
];

export function SettingsPage() {
  const settings = useApp((state) => state.settings);
  const facts = useApp((state) => state.facts);
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

function ModelFolders({ folders }: { folders: readonly string[] }) {
  return (
    <>
      <ul className="plain-list">
        {folders.map((folder) => (
          <li key={folder} className="folder-row">
            <FolderOpen size={14} aria-hidden />
            <span className="path">{folder}</span>
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
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="button"
        onClick={() => void addModelFolder(folders)}
      >
        Add a folder…
      </button>
    </>
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
