/**
 * Which lines of a file hold a secret, and what of them it is, so that whoever draws or prints a line knows what to
 * mask. Lines may be byte text or readable text.
 */

const spaced = (word: string) => [...word].join("[\\t-\\r ]*");

/** `PrivateKey`, `Preshared Key`, `private_key`, `private-key`: blanks anywhere, as `wg` allows them. */
const SECRET_KEY = `(?:${spaced("private")}|${spaced("preshared")})[\\t-\\r _-]*${spaced("key")}`;

/**
 * A private or preshared key as a setting, switched off or commented out too; and wg-portal's `# -WGP- PrivateKey:`,
 * which keeps a client's private key in the server's file.
 */
const SETTING = new RegExp(`${SECRET_KEY}[\\t-\\r ]*[=:](.*)`, "is");

/** A line that speaks of such a key, and a key that stands behind it: `wg set %i private-key <(echo …)` in a hook. */
const SPOKEN_OF = new RegExp(`${SECRET_KEY}[^A-Za-z0-9+/].*?([A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=)`, "is");

/** Whether the line's value must not be drawn unless asked for. */
export function isSecretLine(line: string): boolean {
  return SETTING.test(line) || SPOKEN_OF.test(line);
}

/** The secret of a line as it stands there, with whatever follows it; null where there is none. */
export function secretIn(line: string): string | null {
  const setting = SETTING.exec(line)?.[1]?.trim();
  if (setting) return setting;
  const key = SPOKEN_OF.exec(line)?.[1];
  return key === undefined ? null : line.slice(line.indexOf(key)).trim();
}

/** Anything that has the shape of a key, in a line of which nobody knows what it means. */
const KEY_SHAPED = /[A-Za-z0-9+/]{40,}={0,2}/g;

/** What stands behind the name of a secret key, whole or in part, whatever parts the two: `PrivateKey QJ2…`. */
const BEHIND_SECRET = new RegExp(`(${SECRET_KEY}[\\t-\\r =:]*)[^\\t-\\r =:].*$`, "is");

/** The text without what could be a secret or a part of one: for lines that no program understands. */
export function withoutKeys(text: string): string {
  return text.replace(BEHIND_SECRET, "$1…").replace(KEY_SHAPED, "…");
}
