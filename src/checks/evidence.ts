/** What the rules look at: the server as it is known, and what of its machine could be found out. */
import { isClientFile } from "../wireguard/client.ts";
import type { MachineEvidence } from "../wireguard/machine.ts";
import type { World } from "../wireguard/world.ts";

export interface Evidence {
  readonly world: World;
  /** Null where the file is not this machine's own interface: then nothing of the machine is evidence for it. */
  readonly machine: MachineEvidence | null;
  /** The file's name with its ending, where it has one. */
  readonly fileName: string | null;
  /** The file is a client's: most rules are about servers. */
  readonly isClient: boolean;
}

/** A kind of evidence that a rule cannot do without. `file` is always there. */
export type Need =
  | "file"
  | "name"
  | "clients"
  | "live"
  | "forwarding"
  | "masquerade"
  | "ipv6"
  | "addresses"
  | keyof MachineEvidence;

/** Whether this evidence is at hand. */
export function has(need: Need, { world, machine, fileName, isClient }: Evidence): boolean {
  switch (need) {
    case "file":
      return true;
    case "name":
      return fileName !== null;
    case "clients":
      return isClient || world.clients.length > 0;
    case "live":
      return machine !== null && world.live !== null;
    case "forwarding":
      return machine !== null && world.facts.forwarding.ipv4 !== null;
    case "masquerade":
      return machine !== null && world.facts.masquerade !== null;
    case "ipv6":
      return machine !== null && world.facts.ipv6Disabled !== null;
    case "addresses":
      return machine !== null;
    default:
      return machine !== null && machine[need] !== null;
  }
}

/** The evidence for a server; `machine` null for a file that is not this machine's own interface. */
export function evidenceFor(world: World, machine: MachineEvidence | null): Evidence {
  const name = world.path.replace(/^.*[/\\]/, "");
  return {
    world,
    machine,
    fileName: /\.conf$/i.test(name) ? name : null,
    isClient: isClientFile(world.conf),
  };
}

/**
 * Whether the file is this machine's own interface: it lies in the folder of the interfaces, or what runs under its name
 * runs with its key.
 */
export function isOwn(world: Pick<World, "path" | "live" | "fileKey">, folder: string): boolean {
  if (world.path.replace(/\/[^/]*$/, "") === folder) return true;
  return world.live !== null && world.fileKey !== null && world.live.publicKey === world.fileKey;
}
