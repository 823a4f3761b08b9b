/**
 * A server to play with: a real file in a folder of its own, and an interface that is only played. What is written
 * there is really written; nothing outside that folder is touched.
 */
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type KeyPair, presharedKeyFrom, privateKeyFrom } from "../wireguard/key.ts";
import { DemoScript } from "./demo-script.ts";
import { failureOf } from "./failures.ts";
import { type Files, type Host, HostFailure } from "./host.ts";
import { linuxHost } from "./linux.ts";
import { PlayedInterface } from "./played.ts";
import { publicHalf } from "./public-key.ts";
import {
  SAMPLE_ADDRESSES,
  SAMPLE_EVIDENCE,
  SAMPLE_FACTS,
  SAMPLE_PEERS,
  type SampleKeys,
  sampleClients,
  sampleDump,
  sampleIsKept,
  sampleRoles,
  sampleServer,
} from "./sample.ts";

/** A new sample server, with new keys each time. The folder stays when the program has ended: its path was shown. */
export async function demoHost(): Promise<Host> {
  const folder = await mkdtemp(join(tmpdir(), "wg-wizard-demo-")).catch((error) => {
    throw failureOf(error, tmpdir());
  });
  // What is played is nothing for the system's log.
  const { log: _unused, ...machine } = linuxHost({ folder, run: folder });
  const pair = (): KeyPair => {
    const privateKey = privateKeyFrom(machine.randomness.bytes(32));
    return { privateKey, publicKey: publicHalf(privateKey) ?? "" };
  };
  const keys: SampleKeys = {
    server: pair(),
    byHand: presharedKeyFrom(machine.randomness.bytes(32)),
    peers: Array.from({ length: SAMPLE_PEERS }, (_, at) => ({
      // Nobody knows the other peers' private keys.
      pair: sampleIsKept(at) ? pair() : { privateKey: "", publicKey: presharedKeyFrom(machine.randomness.bytes(32)) },
      preshared: presharedKeyFrom(machine.randomness.bytes(32)),
    })),
  };
  const started = Date.now();
  const played = new PlayedInterface(sampleDump(keys, started));
  const script = new DemoScript(played, sampleRoles(keys), started);
  const files = lockedWhereItCan(machine.files);
  await files.create(join(folder, "wg0.conf"), sampleServer(keys));
  for (const client of sampleClients(keys)) await files.create(join(folder, "clients", client.name), client.text);
  return {
    ...machine,
    files,
    demo: true,
    evidence: async (path) => {
      const { fileMode, otherPorts } = await machine.evidence(path);
      return { ...SAMPLE_EVIDENCE, fileMode, otherPorts };
    },
    wireguard: {
      async dump(name) {
        if (name !== "wg0") return { kind: "down" };
        script.advance(Date.now());
        return { kind: "up", text: played.dump() };
      },
      addresses: async (name) => (name === "wg0" ? SAMPLE_ADDRESSES : null),
      run: async (name, command) => played.run(name, command),
      facts: async () => SAMPLE_FACTS,
      flows: async () => null,
      taken: async () => null,
      up: async () => [],
      session: () => null,
    },
  };
}

/** The demo runs where there is no `flock` too: nobody else writes in its folder. */
function lockedWhereItCan(files: Files): Files {
  return {
    ...files,
    async lock(path, seconds, signal) {
      try {
        return await files.lock(path, seconds, signal);
      } catch (error) {
        if (error instanceof HostFailure && error.failure.id === "no-flock") return { release: async () => {} };
        throw error;
      }
    },
  };
}
