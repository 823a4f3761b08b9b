/**
 * What the notes may speak of while a peer is being added: its name, its addresses, the server's port, as far as they
 * are known.
 */
import type { NoteSubject } from "../notes/note.ts";
import { visible } from "../text/visible.ts";
import { cut } from "../text/width.ts";
import { formatNetwork, type Network } from "../wireguard/address.ts";
import type { World } from "../wireguard/world.ts";
import { formatEndpoint } from "../wizard/endpoint.ts";
import type { Answers } from "../wizard/question.ts";

/** The longest name a sentence is asked to carry, in columns. */
export const NAME_COLUMNS = 24;

/** The subject of the notes for these answers; what was not answered yet is null or empty. */
export function subjectOf(answers: Partial<Answers>, world: World): NoteSubject {
  return {
    name: answers.name ? cut(visible(answers.name), NAME_COLUMNS) : null,
    interfaceName: world.interfaceName,
    addresses: networkList(answers.address ?? []),
    lan: networkList(answers.lan ?? []),
    traffic: answers.traffic?.kind ?? null,
    endpoint: answers.endpoint ? formatEndpoint(answers.endpoint) : null,
    listenPort: world.conf.interface.listenPort,
    dns: (answers.dns ?? []).join(", "),
    mtu: world.conf.interface.mtu,
    keepalive: answers.keepalive ?? null,
  };
}

/** `10.77.0.6/32, fd77::6/128`, as such a list stands in a file. */
export function networkList(networks: readonly Network[]): string {
  return networks.map(formatNetwork).join(", ");
}
