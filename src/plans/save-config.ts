/** What a change warns of where the file it leaves says SaveConfig = true: wg-quick writes it anew when it stops. */
import type { Conf } from "../wireguard/conf.ts";
import { manglesHooks } from "../wireguard/save-config.ts";
import type { World } from "../wireguard/world.ts";
import type { Remark } from "../wizard/remarks.ts";

/** `after`: the file as the change leaves it. Empty where it does not say so. */
export function saveConfigKept(world: World, after: Conf): Remark[] {
  if (!after.interface.saveConfig) return [];
  const { interfaceName, facts, live, stranger, running } = world;
  const unseen = running.kind === "down" ? "down" : "unknown";
  const runs = live ? "loaded" : stranger ? "stranger" : unseen;
  return [{ id: "save-config-kept", values: { interfaceName, runs, mangled: manglesHooks({ conf: after, facts }) } }];
}
