/**
 * A WireGuard key as text: 32 bytes in base64. Apart from key.ts, which computes with keys, so that whoever only looks at
 * one loads no cryptography.
 */

/**
 * Exactly what `wg` takes for a key (src/encoding.c, key_from_base64): 44 characters, no url-safe alphabet, the bits
 * past the 32nd byte zero. Node's own base64 decoder accepts far more, so it never judges a key.
 */
const KEY = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;

/** Whether `wg` would take this text as a key. */
export function isKey(text: string): boolean {
  return KEY.test(text);
}

/** A key that still tells two keys apart in a narrow column: `CvO9…f4FM=`. */
export function shortKey(key: string): string {
  return key.length > 12 ? `${key.slice(0, 4)}…${key.slice(-5)}` : key;
}
