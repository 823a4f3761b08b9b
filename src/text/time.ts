/** A moment as people read it, whatever the machine's own time zone: backups are named in UTC as well. */

/** `2026-11-22 14:05 UTC`, from milliseconds since 1970. */
export function utcTime(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** `0:08`, `1:10`, `1:02:03`, from milliseconds that have passed. */
export function passedTime(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (value: number) => String(value).padStart(2, "0");
  const rest = `${hours > 0 ? two(minutes) : minutes}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
