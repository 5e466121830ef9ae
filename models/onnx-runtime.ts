import type * as Runtime from "onnxruntime-node";

/**
 * onnxruntime, silent, because what goes wrong is thrown, and without its telemetry; loaded when it is first needed: it
 * brings a native library of 20 MB.
 */
export async function loadRuntime(): Promise<typeof Runtime> {
  // read by the library as it is loaded; without it a device ID is written to the cache folder and use is reported
  process.env["ORT_DISABLE_TELEMETRY"] = "1";
  const runtime = await import("onnxruntime-node");
  // read when the first session is made
  runtime.env.logLevel = "fatal";
  return runtime;
}

/** One thread, which on a busy machine loses nothing. */
export const sessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  // fatal only
  logSeverityLevel: 4,
} as const;

/** What onnxruntime said, without its source paths and function signatures, on one line. */
export function runtimeMessage(cause: unknown): string {
  const text = cause instanceof Error ? cause.message : String(cause);
  return (
    text
      .replace(/\s+/g, " ")
      .replace(/^Load model from .*? failed:\s*/, "")
      .replace(/\/onnxruntime_src\/\S+\s*/g, "")
      .replace(
        /(?:\w+ )?onnxruntime::[\w:~<>]+\(.*?\)(?: const)? (?=[A-Z[])/g,
        "",
      )
      .replace(/Non-zero status code returned while /, "")
      .trim()
      .replace(/[.\s]+$/, "") || "it gave no reason"
  );
}
