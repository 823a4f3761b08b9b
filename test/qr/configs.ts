/** Random codes as clients' files make them (the same ones in every run under CI), and fixed ones of any version. */
import { randomInt as anyInt } from "node:crypto";
import { type Modules, modulesOf, versionFor } from "../../src/qr/modules.ts";
import { seeded } from "../host/randomness.ts";

/** Names the codes of this run. */
export const SEED = process.env["CI"] === "true" ? 20261122 : anyInt(2 ** 31);

const randomness = seeded(SEED);
const randomInt = (least: number, most?: number): number => {
  const [from, count] = most === undefined ? [0, least] : [least, most - least];
  return from + (Buffer.from(randomness.bytes(4)).readUInt32BE() % count);
};
const pick = <T>(items: readonly T[]): T => items[randomInt(items.length)] as T;
const key = () => Buffer.from(randomness.bytes(32)).toString("base64");

const networks = () => Array.from({ length: randomInt(1, 9) }, () => `192.168.${randomInt(256)}.0/24`).join(",");

/** A client's file in its smallest form, with more or less in it. */
export function randomConfig(): string {
  const host = pick([
    "203.0.113.5",
    "vpn.example.org",
    "[2001:db8::1]",
    `${"very-".repeat(randomInt(12))}long.example.net`,
  ]);
  return [
    "[Interface]",
    `PrivateKey=${key()}`,
    `Address=10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}${pick(["", ",fd77::6"])}`,
    ...pick([[], ["DNS=1.1.1.1"], ["DNS=1.1.1.1,2606:4700:4700::1111"]]),
    ...pick([[], ["MTU=1380"]]),
    "[Peer]",
    `PublicKey=${key()}`,
    ...pick([[], [`PresharedKey=${key()}`]]),
    `AllowedIPs=${pick(["0.0.0.0/0,::/0", "10.77.0.0/24", networks()])}`,
    `Endpoint=${host}:${randomInt(1, 65536)}`,
    ...pick([[], ["PersistentKeepalive=25"]]),
  ].join("\n");
}

/** So many files of the versions 9 to 14, each of which comes about as often as the others. */
export function randomConfigs(count: number): string[] {
  return Array.from({ length: count }, (_, at) => {
    const wanted = 9 + (at % 6);
    for (;;) {
      const config = randomConfig();
      if (versionFor(config.length) === wanted) return config;
    }
  });
}

/** Bytes that just fill a code of this version at level L (ISO 18004, byte mode). */
export const FULL = { 9: 230, 10: 271, 11: 321, 12: 367, 13: 425, 14: 458 } as const;

/** A code of this version. */
export function codeOf(version: keyof typeof FULL): Modules {
  return modulesOf("k".repeat(FULL[version])) as Modules;
}
