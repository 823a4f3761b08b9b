/** How much, how many and how long in Russian: the one way in which every screen, list and sentence says it. */

/** Made for the first number that needs it: making it takes as long as drawing a screen. */
let grouping: Intl.NumberFormat | null = null;
let rules: Intl.PluralRules | null = null;

/** `999`, `10 000`. */
export function number(value: number): string {
  if (value < 1000) return String(value);
  grouping ??= new Intl.NumberFormat("ru");
  return grouping.format(value);
}

/** Which of three texts goes with the number: 1, 21 · 2, 3 · 5, 11. */
export function forms(value: number, one: string, few: string, many: string): string {
  rules ??= new Intl.PluralRules("ru");
  const form = rules.select(value);
  return form === "one" ? one : form === "few" ? few : many;
}

/** 1 пир, 2 пира, 5 пиров. */
function count(one: string, few: string, many: string): (value: number) => string {
  return (value) => `${number(value)} ${forms(value, one, few, many)}`;
}

export const peers = count("пир", "пира", "пиров");
/** Of a file and of a window alike. */
export const lines = count("строка", "строки", "строк");
const columns = count("колонка", "колонки", "колонок");

/** `35 строк x 69 колонок`. */
export function extent(size: { readonly rows: number; readonly columns: number }): string {
  return `${lines(size.rows)} x ${columns(size.columns)}`;
}

/** Seconds in the largest unit that still tells something: 59 с, 47 мин, 23 ч, 12 дн. */
export function time(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} с`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} мин`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} ч` : `${number(Math.floor(seconds / 86_400))} дн`;
}

const UNITS = ["Б", "КиБ", "МиБ", "ГиБ", "ТиБ", "ПиБ"];

/** `1,2 КиБ`: at most seven columns. */
export function bytes(value: number): string {
  let unit = 0;
  let rest = value;
  for (; rest >= 1000 && unit < UNITS.length - 1; unit++) rest /= 1024;
  return `${unit > 0 && rest < 9.95 ? rest.toFixed(1).replace(".", ",") : Math.round(rest)} ${UNITS[unit]}`;
}
