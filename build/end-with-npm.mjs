/**
 * Ends this process the ordinary way (SIGTERM to itself) when the npm that started it is gone: npm runs its scripts
 * through a shell, and a shell that a signal ends does not pass it on. Does nothing where npm is not the starter.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, "SIGTERM");
  }, 500).unref();
}
