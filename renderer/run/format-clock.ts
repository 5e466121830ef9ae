/** `14:03:21`, in the user's time zone. */
export function formatClock(at: number): string {
  const pad = (value: number) => String(value).padStart(2, "0");
  const time = new Date(at);
  return `${pad(time.getHours())}:${pad(time.getMinutes())}:${pad(time.getSeconds())}`;
}
