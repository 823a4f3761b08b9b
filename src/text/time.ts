/** A moment as people read it, whatever the machine's own time zone: backups are named in UTC as well. */

/** `2026-11-22 14:05 UTC`, from milliseconds since 1970. */
export function utcTime(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
