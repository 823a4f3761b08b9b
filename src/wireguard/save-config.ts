/** What `SaveConfig = true` does to hooks when wg-quick writes the file anew (wireguard-semantics §2.4). */
import type { World } from "./world.ts";

/**
 * Whether wg-quick would break a hook of this file: from bash 5.2 on it puts its own text in the place of each `&`
 * (patsub_replacement, bash(1)). False where no hook has one, or bash is older or not known.
 */
export function manglesHooks({ conf, facts }: Pick<World, "conf" | "facts">): boolean {
  return conf.interface.hooks.some(({ command }) => command.includes("&")) && replacesAmpersand(facts.bash ?? null);
}

/** `version`: `5.2.15`. */
export function replacesAmpersand(version: string | null): boolean {
  const [major = 0, minor = 0] = (version ?? "").split(".").map(Number);
  return major > 5 || (major === 5 && minor >= 2);
}
