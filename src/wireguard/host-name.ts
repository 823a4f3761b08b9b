/** A host's name in the ASCII form that DNS and the phones use (`xn--…`, RFC 5890). */

/** Null where it has none. */
export function asciiHost(host: string): string | null {
  try {
    const ascii = new URL(`http://${host}`).hostname;
    return /^[a-z0-9.-]+$/.test(ascii) ? ascii : null;
  } catch {
    return null;
  }
}
