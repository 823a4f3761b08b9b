/**
 * Which lines of a file hold a secret, and what of them it is, so that whoever draws or prints a line knows what to
 * mask.
 */

const spaced = (word: string) => [...word].join("[\\t-\\r ]*");

/**
 * A private or preshared key as a setting, with blanks anywhere as `wg` allows it, switched off or commented out too;
 * and wg-portal's `# -WGP- PrivateKey:`, which merges a client's private key into the server's file.
 */
const SECRET = new RegExp(
  `(?:${spaced("private")}|${spaced("preshared")})[\\t-\\r ]*${spaced("key")}[\\t-\\r ]*[=:](.*)`,
  "is",
);

/** Whether the line's value must not be drawn unless asked for. Byte text or readable text. */
export function isSecretLine(line: string): boolean {
  return SECRET.test(line);
}

/** The secret value of a line as it stands there, whatever follows it included; null where there is none. */
export function secretIn(line: string): string | null {
  return SECRET.exec(line)?.[1]?.trim() || null;
}

/** Anything that has the shape of a key, in a line of which nobody knows what it means. */
const KEY_SHAPED = /[A-Za-z0-9+/]{40,}={0,2}/g;

/** The text with everything key-shaped left out: for lines that no program understands. */
export function withoutKeys(text: string): string {
  return text.replace(KEY_SHAPED, "…");
}
