/** How much, how many and how long in English: the one way in which every screen, list and sentence says it. */

/** Made for the first number that needs it: making it takes as long as drawing a screen. */
let grouping: Intl.NumberFormat | null = null;

/** `999`, `10,000`. */
export function number(value: number): string {
  if (value < 1000) return String(value);
  grouping ??= new Intl.NumberFormat("en");
  return grouping.format(value);
}

const count = (one: string, many: string) => (value: number) => `${number(value)} ${value === 1 ? one : many}`;

export const peers = count("peer", "peers");
export const lines = count("line", "lines");
export const rows = count("row", "rows");
export const columns = count("column", "columns");
export const characters = count("character", "characters");

/** `35 rows x 69 columns`. */
export function extent(size: { readonly rows: number; readonly columns: number }): string {
  return `${rows(size.rows)} x ${columns(size.columns)}`;
}

/** Seconds in the largest unit that still tells something: 59 s, 47 min, 23 h, 12 d. */
export function time(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} h` : `${number(Math.floor(seconds / 86_400))} d`;
}

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

/** `1.2 KiB`: at most seven columns. */
export function bytes(value: number): string {
  let unit = 0;
  let rest = value;
  for (; rest >= 1000 && unit < UNITS.length - 1; unit++) rest /= 1024;
  return `${unit > 0 && rest < 9.95 ? rest.toFixed(1) : Math.round(rest)} ${UNITS[unit]}`;
}
