/**
 * What the review warns of although each answer is right in itself: what this machine would do with the peer's packets,
 * and what others do to the file (wireguard-semantics.md §8 rules 4, 5, 8, 36).
 */
import {
  contains,
  type Family,
  formatAddress,
  formatNetwork,
  isEverything,
  type Network,
  parseNetwork,
} from "../wireguard/address.ts";
import { ownerOf } from "../wireguard/owner.ts";
import type { World } from "../wireguard/world.ts";
import { quoted } from "../wizard/parsed.ts";
import type { Answers } from "../wizard/question.ts";
import type { Remark } from "../wizard/remarks.ts";
import { interfaceNetworks } from "../wizard/server.ts";
import { listingOf } from "./listed.ts";
import { rotateRemarks } from "./rotate-remarks.ts";
import { saveConfigKept } from "./save-config.ts";

/** Everything the review warns of, the worst first. */
export function warningsOf(answers: Answers, world: World): readonly Remark[] {
  return [
    ...rotateRemarks(answers, world),
    ...owned(answers, world),
    ...listedElsewhere(answers, world),
    ...forwarding(answers, world),
    ...masquerade(answers, world),
    ...saveConfig(answers, world),
    ...ipv6Off(answers, world),
  ];
}

/** An interface that is down is told nothing; the same networks end its next start (wireguard-semantics §2.2). */
function ipv6Off({ lan }: Answers, { live, facts, conf }: World): Remark[] {
  if (live !== null || facts.ipv6Disabled !== true || conf.interface.table === "off") return [];
  const networks = lan.filter(({ family }) => family === 6).map(formatNetwork);
  return networks.length === 0 ? [] : [{ id: "loading-ipv6-off", values: { networks: networks.join(", ") } }];
}

/** A program that writes the file anew takes out again what is added here (§8, rule 36). */
function owned({ rotate }: Answers, { conf }: World): Remark[] {
  const owner = rotate === undefined ? ownerOf(conf) : null;
  if (!owner) return [];
  const { tool, where } = owner;
  const folder = where.kind === "files" && where.folder !== null ? quoted(where.folder) : null;
  return [{ id: "owned-by-tool", values: { tool, where: where.kind, folder } }];
}

/** PiVPN goes by `configs/clients.txt` and never looks into the server's file (peer-names.md): said where the peer is not put there. */
function listedElsewhere({ name, address, rotate }: Answers, world: World): Remark[] {
  if (rotate !== undefined) return [];
  const { kind } = listingOf({ name, address }, world);
  if (kind === "none" || kind === "listed") return [];
  const values = { name: quoted(name), addresses: address.map(formatAddress).join(", ") };
  return [{ id: "pivpn-list", values: kind === "name-taken" ? { ...values, taken: true } : values }];
}

/** Packets between the tunnel and any other network pass only a machine that forwards. */
function forwarding(answers: Answers, world: World): Remark[] {
  const { name } = answers;
  const beyond = beyondTunnel(answers, world);
  const wanted = beyond.length > 0 ? beyond : answers.lan;
  const off = ([4, 6] as const).filter((family) => {
    const needed = wanted.some((network) => network.family === family) && hasAddress(answers, family);
    const state = family === 4 ? world.facts.forwarding.ipv4 : world.facts.forwarding.ipv6;
    return needed && state === false && !hooksTurnOn(world, /ip_forward|forwarding/);
  });
  const goal = beyond.some(isEverything) ? "internet" : beyond.length > 0 ? "networks" : "lan";
  return off.length > 0
    ? [
        {
          id: "no-forwarding",
          values: { name, goal, families: off.length > 1 ? "both" : off[0] === 4 ? "ipv4" : "ipv6" },
        },
      ]
    : [];
}

/** Answers from beyond the tunnel find the way back only to an address of this machine. */
function masquerade(answers: Answers, world: World): Remark[] {
  const beyond = beyondTunnel(answers, world).filter((network) => network.family === 4);
  if (beyond.length === 0 || !hasAddress(answers, 4) || world.facts.masquerade !== false) return [];
  if (hooksTurnOn(world, /masquerade|snat/i)) return [];
  const goal = beyond.some(isEverything) ? "internet" : "networks";
  return [{ id: "no-masquerade", values: { name: answers.name, goal } }];
}

/** `wg-quick down` writes the file anew under SaveConfig = true (§2.4). */
function saveConfig(answers: Answers, world: World): Remark[] {
  return answers["save-config"] === "off" ? [] : saveConfigKept(world, world.conf);
}

/** What of the device's traffic goes past this tunnel's own networks and those of its peers. */
function beyondTunnel({ traffic }: Answers, world: World): readonly Network[] {
  if (traffic.kind === "vpn") return [];
  const inside = [
    ...interfaceNetworks(world),
    ...world.conf.peers.flatMap((peer) => peer.allowedIPs.flatMap((text) => parseNetwork(text) ?? [])),
  ];
  return traffic.networks.filter(
    (network) => !inside.some((known) => !isEverything(known) && contains(known, network)),
  );
}

function hasAddress(answers: Answers, family: Family): boolean {
  return answers.address.some((network) => network.family === family);
}

/** While the interface is down, what its hooks would switch on is not on yet. */
function hooksTurnOn(world: World, what: RegExp): boolean {
  return (
    world.live === null && world.conf.interface.hooks.some((hook) => /up$/i.test(hook.key) && what.test(hook.command))
  );
}
