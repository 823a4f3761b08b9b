/** How a peer is called where a name may be missing: by its name, else by the beginning and end of its key. */
import { visible } from "../text/visible.ts";
import { shortKey } from "../wireguard/key-text.ts";
import type { World } from "../wireguard/world.ts";

/** An empty name is none. */
export function calledSo({ name, publicKey }: { readonly name: string | null; readonly publicKey: string }): string {
  return name ? visible(name) : shortKey(publicKey);
}

/** The peer with this key, by the name that the file has for it. */
export function calledIn({ conf }: Pick<World, "conf">, publicKey: string): string {
  return calledSo({ name: nameIn(conf, publicKey), publicKey });
}

/** Null where the file has no such peer, or none with a name. */
export function nameIn({ peers }: World["conf"], publicKey: string): string | null {
  return peers.find((peer) => peer.publicKey === publicKey && peer.name !== null)?.name ?? null;
}
