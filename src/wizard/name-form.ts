/**
 * The convention in which a new peer's name is written: the file's own. A file without any name may still belong to a
 * tool that left its settings on the machine, and whose menu is to find the peer.
 */
import { type NameFormId, nameFormOf } from "../wireguard/names.ts";
import type { World } from "../wireguard/world.ts";

export function nameFormIn({ conf, facts }: Pick<World, "conf" | "facts">): NameFormId {
  return nameFormOf(conf, facts.defaults?.[0]?.form);
}
