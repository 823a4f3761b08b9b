/** A server together with the evidence of its machine. */
import { isOwn } from "../checks/evidence.ts";
import type { Host } from "../host/host.ts";
import type { MachineEvidence } from "../wireguard/machine.ts";
import type { World } from "../wireguard/world.ts";

export interface Checked {
  readonly world: World;
  /** Null where the file is not this machine's own interface. */
  readonly machine: MachineEvidence | null;
}

/** The server as it is known, with what its machine can tell. */
export async function withMachine(host: Host, world: World): Promise<Checked> {
  return { world, machine: isOwn(world, host.folder) ? await host.evidence(world.path) : null };
}
