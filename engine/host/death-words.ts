/** How processes end that the system or their runtime ends for want of memory: SIGKILL by the system, SIGABRT by themselves. */
const outOfMemory = /\b(SIGKILL|SIGABRT|exit code (9|134|137))$/;

/**
 * What to do after a process has ended by itself, to stand behind `… ended (why) while … was running`.
 * @param why - `signal SIGKILL`, `exit code 1`.
 */
export function afterDeath(why: string): string {
  return outOfMemory.test(why)
    ? ", as where there is no memory left: use a smaller model or fewer samples at a time, or close other programs, and run again."
    : "; run again to restart it.";
}
