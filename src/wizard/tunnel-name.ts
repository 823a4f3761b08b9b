/**
 * The name that a phone, a file or `wg-quick` takes for a tunnel, made from any peer's name: at most 15 of
 * [A-Za-z0-9_=+.-] (wireguard-semantics.md §6.2), and nothing that Windows keeps for its devices.
 */

const MOST = 15;
const VALID = /^[A-Za-z0-9_=+.-]{1,15}$/;
/** What Windows takes for a device, with whatever ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Russian letters and those that Ukrainian and Belarusian add. */
const CYRILLIC: Readonly<Record<string, string>> = {
  а: "a",
  б: "b",
  в: "v",
  г: "g",
  д: "d",
  е: "e",
  ё: "yo",
  ж: "zh",
  з: "z",
  и: "i",
  й: "y",
  к: "k",
  л: "l",
  м: "m",
  н: "n",
  о: "o",
  п: "p",
  р: "r",
  с: "s",
  т: "t",
  у: "u",
  ф: "f",
  х: "kh",
  ц: "ts",
  ч: "ch",
  ш: "sh",
  щ: "shch",
  ъ: "",
  ы: "y",
  ь: "",
  э: "e",
  ю: "yu",
  я: "ya",
  ґ: "g",
  є: "ye",
  і: "i",
  ї: "yi",
  ў: "u",
};

/** Latin letters that no decomposition takes apart. */
const LATIN: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

/** The tunnel's name for a peer's name; never empty: `peer` where nothing of the name can be written. */
export function tunnelNameOf(name: string): string {
  const letters = Array.from(name.normalize("NFC"), spelled).join("");
  const plain = letters
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[\s/\\,;:|]+/g, "-")
    .replace(/[^A-Za-z0-9_=+.-]/g, "")
    .replace(/-{2,}/g, "-");
  const cut = trimmed(trimmed(plain).slice(0, MOST));
  if (cut === "") return "peer";
  return DEVICE.test(cut) ? trimmed(`peer-${cut}`.slice(0, MOST)) : cut;
}

/** Whether the apps and `wg-quick` would take the name for a tunnel as it is. */
export function isTunnelName(name: string): boolean {
  return VALID.test(name) && !DEVICE.test(name) && !/^\.|\.$/.test(name);
}

/** The name with a number at its end (`anna-2`), still at most 15 long. */
export function numbered(name: string, number: number): string {
  const ending = `-${number}`;
  return trimmed(name.slice(0, MOST - ending.length)) + ending;
}

/** A dot at either end is refused by Windows; a dash in front looks like an option. */
function trimmed(name: string): string {
  return name.replace(/^[-.]+|[-.]+$/g, "");
}

function spelled(letter: string): string {
  const small = letter.toLowerCase();
  const latin = CYRILLIC[small] ?? LATIN[small];
  if (latin === undefined) return letter;
  return small === letter ? latin : latin.charAt(0).toUpperCase() + latin.slice(1);
}
