/** What effects are carried out in where nobody sits at a terminal: one machine, and nothing else. */
import type { MemoryHost } from "../../src/host/memory.ts";
import type { Surroundings } from "../../src/runner/effects.ts";

/** `crash` is called with what should not have been thrown. */
export function onlyMachine(host: MemoryHost, crash: (error: unknown) => void): Surroundings {
  return {
    host: async () => host,
    useDemo: async () => host,
    suspend: () => undefined,
    grow: async () => false,
    ungrow: () => undefined,
    copy: () => undefined,
    printBelow: async () => undefined,
    becomeRoot: () => undefined,
    signal: new AbortController().signal,
    stop: () => undefined,
    during: () => undefined,
    crash,
  };
}
