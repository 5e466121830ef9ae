/** A duration in words as short as its size allows: `85 ms`, `1.2 s`, `48 s`, `3 min 5 s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** `41 s left`; undefined for the last second, where a number would only flicker. */
export function formatRemaining(milliseconds: number): string | undefined {
  return milliseconds < 1000
    ? undefined
    : `${formatDuration(Math.ceil(milliseconds / 1000) * 1000).replace(".0", "")} left`;
}
