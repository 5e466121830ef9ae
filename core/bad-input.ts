/** Input that cannot be used. The message is one sentence that says what, where, got and wanted. */
export class BadInput extends Error {
  override name = "BadInput";
}
