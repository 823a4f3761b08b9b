/**
 * A private key that the server's file does not hold itself: the plain key file which a hook hands to `wg set`. Only
 * its public half leaves this file.
 */
import { isAbsolute } from "node:path";
import type { Facts } from "../wireguard/world.ts";
import { publicHalf } from "./public-key.ts";
import { readBytes } from "./read.ts";

/** `wg set %i private-key FILE` and `… private-key <(cat FILE)`, FILE bare or in quotes. */
const PRIVATE_KEY = /\bprivate-key\s+(?:<\(\s*cat\s+)?(?:"([^"]+)"|'([^']+)'|([^\s;|&()<>"']+))/;

/** The first hook that names a readable key file; null where there is none. */
export async function hookKey(name: string, hooks: readonly string[]): Promise<Facts["hookKey"]> {
  for (const hook of hooks) {
    const path = keyFileOf(name, hook);
    const publicKey = path === null ? null : await publicKeyAt(path);
    if (path !== null && publicKey !== null) return { path, publicKey };
  }
  return null;
}

/** The file's path with `%i` filled in; null where the hook hands over no plain file. */
export function keyFileOf(name: string, hook: string): string | null {
  const found = PRIVATE_KEY.exec(hook);
  const path = (found?.[1] ?? found?.[2] ?? found?.[3])?.replaceAll("%i", name);
  return path !== undefined && isAbsolute(path) && !path.startsWith("/dev/") && !path.includes("$") ? path : null;
}

/** As `wg` reads a key file: the key, then nothing but white space (wireguard-tools, src/config.c, parse_keyfile). */
async function publicKeyAt(path: string): Promise<string | null> {
  const text = await readBytes(path, 4096).catch(() => "");
  const key = text.trimEnd();
  return publicHalf(key);
}
