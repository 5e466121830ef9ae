/** The messages between a window's preload and main, by what they say. The port to the engine comes with `engine`. */
export const windowMessages = {
  engine: "stepwright-engine",
  choosePath: "stepwright-choose-path",
  command: "stepwright-command",
  unsaved: "stepwright-unsaved",
  showInFolder: "stepwright-show-in-folder",
} as const;
