/** A firewall mark in its three spellings: `off`, decimal, `0x` and hexadecimal (wireguard-tools, src/config.c). */

/** 0 for `off`; null for what is no mark. */
export function markOf(text: string): number | null {
  if (/^off$/i.test(text)) return 0;
  return /^(?:\d+|0x[0-9a-fA-F]+)$/.test(text) ? Number(text) : null;
}
