/** What `wg-quick up` and `down` are called with for a server's file. */
import type { World } from "./world.ts";

/** The bare name where the file lies in wg-quick's own folder, else the path. */
export function wgQuickArgument({ path, interfaceName }: Pick<World, "path" | "interfaceName">): string {
  return path === `/etc/wireguard/${interfaceName}.conf` ? interfaceName : path;
}
