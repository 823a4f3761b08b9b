/**
 * Waits for a peer's first handshake as the program does, inside the machine of the server. Who is waited for and for
 * how many seconds comes on standard input; what is made of all that was seen goes to standard output.
 */
import { readFileSync } from "node:fs";
import { readInterface } from "../../src/host/interface.ts";
import { linuxHost } from "../../src/host/linux.ts";
import { openServer } from "../../src/host/open.ts";
import { type Diagnosis, diagnosisOf } from "../../src/waiting/diagnosis.ts";
import { expectedOf } from "../../src/waiting/expected.ts";
import { sightingOf } from "../../src/waiting/sighting.ts";
import { look, type Seen, startWaiting } from "../../src/waiting/waiting.ts";
import { parseConf } from "../../src/wireguard/conf.ts";

export interface Asked {
  readonly publicKey: string;
  readonly seconds: number;
  /** The device's file, as the server keeps it. */
  readonly client: string;
}

export interface Looked {
  /** What was said at each look, and when, in seconds. */
  readonly said: readonly { readonly at: number; readonly diagnosis: Diagnosis }[];
  readonly seen: readonly Seen[];
}

const { publicKey, seconds, client } = JSON.parse(readFileSync(0, "utf8")) as Asked;
const host = linuxHost();
const opening = await openServer(host, null);
if (opening.kind !== "opened") throw new Error(opening.kind);
const { world } = opening;
const name = world.interfaceName;
const since = Date.now();
const said: { at: number; diagnosis: Diagnosis }[] = [];
let waiting = startWaiting(publicKey, expectedOf(parseConf(client)));
while (Date.now() - since < seconds * 1000) {
  const [reading, flows, taken] = await Promise.all([
    readInterface(host, name),
    host.wireguard.flows(world.conf.interface.listenPort ?? 0),
    host.wireguard.taken(name),
  ]);
  waiting = look(waiting, sightingOf(publicKey, reading, { flows, taken, at: Date.now() }));
  said.push({ at: (Date.now() - since) / 1000, diagnosis: diagnosisOf(waiting, world) });
  await new Promise((over) => setTimeout(over, 2000));
}
process.stdout.write(JSON.stringify({ said, seen: waiting.seen } satisfies Looked));
