/** What is wrong with a peer's PublicKey that is drawn as dots, and what to do about it: what the checks say of it. */
import { visible } from "../text/visible.ts";
import { cut } from "../text/width.ts";
import type { Peer } from "../wireguard/conf.ts";
import { mistakenFor } from "../wireguard/mistaken.ts";
import type { World } from "../wireguard/world.ts";
import type { Words } from "../words/words.ts";

/** Null where nothing is wrong with it. */
export function mistakenText(peer: Peer, world: World, words: Words): string | null {
  const how = mistakenFor(peer.publicKey, world);
  if (how === null) return null;
  const { what, mend } = words.checks.rules["private-key-as-public"];
  const values = { peer: { name: peer.name === null ? null : cut(visible(peer.name), 32), line: peer.line }, how };
  return `${what(values)} ${mend(values)}`;
}
