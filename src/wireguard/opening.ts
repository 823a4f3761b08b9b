/**
 * What came of looking for a server: a World, several to choose from, or what is in the way. Each trouble has its own
 * sentence and its own way on in words/.
 */
import type { World } from "./world.ts";

export type Trouble =
  | { readonly id: "no-folder"; readonly path: string }
  | { readonly id: "no-file"; readonly path: string }
  | { readonly id: "no-server-file"; readonly path: string }
  | { readonly id: "denied"; readonly path: string; readonly sudo: string }
  | { readonly id: "binary"; readonly path: string }
  | { readonly id: "not-a-file"; readonly path: string; readonly what: "folder" | "device" | "pipe" }
  | { readonly id: "bad-name"; readonly path: string }
  | { readonly id: "client-file"; readonly path: string }
  /** Neither a server's nor a client's: it says nothing of the machine that reads it. */
  | { readonly id: "no-interface"; readonly path: string }
  | { readonly id: "failed"; readonly path: string; readonly detail: string };

export type Opening =
  | { readonly kind: "opened"; readonly world: World }
  | {
      readonly kind: "several";
      readonly interfaces: readonly { readonly name: string; readonly path: string; readonly peers: number }[];
    }
  | { readonly kind: "trouble"; readonly trouble: Trouble };
