/**
 * The time in a backup's name.
 */

/** `20261122T140531Z`, from milliseconds since 1970. */
export function utcStamp(now: number): string {
  return new Date(now).toISOString().replace(/[-:]|\.\d+/g, "");
}
