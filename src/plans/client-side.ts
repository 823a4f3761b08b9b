/**
 * The client's half: its file line by line, as far as it is known. The text that is written is these rows and nothing
 * else. Only keys that all apps read stand in it (wireguard-semantics.md §6.1).
 */
import { formatAddress, formatNetwork, hostOf, type Network } from "../wireguard/address.ts";
import type { World } from "../wireguard/world.ts";
import { formatEndpoint } from "../wizard/endpoint.ts";
import type { Answers } from "../wizard/question.ts";
import { suggestedFile } from "../wizard/questions/save.ts";
import { tunnelNameOf } from "../wizard/tunnel-name.ts";
import { absentLine, headerLine, lineOf, settingLine } from "./lines.ts";
import type { Side, ViewLine } from "./plan.ts";
import type { Made } from "./server-side.ts";
import { networkList } from "./subject.ts";

/** Stands where the device's own key goes: a comment, so that no program takes the file for complete. */
export const KEY_GOES_HERE = "# PrivateKey = put the device's own private key here";

/** Where the server's half of a pair stands, when it is not among the rows shown. */
export type Counterparts = Readonly<
  Partial<Record<"server-identity" | "port", { readonly line: number; readonly key: string }>>
>;

/** The client's file as these answers make it; without lines before the peer has a name. */
export function clientSide(answers: Partial<Answers>, world: World, made: Made, counterparts: Counterparts): Side {
  const path = answers.save?.kind === "file" ? answers.save.path : null;
  const fileName = path?.split("/").at(-1) ?? fileNameOf(answers, world);
  if (!answers.name) return { path, fileName, lines: [] };
  const lines = [...interfaceLines(answers, world, made), lineOf({}), ...peerLines(answers, world, made)];
  const placed = lines.map((line) => answered(line, counterparts));
  return { path, fileName, lines: numbered(placed) };
}

/** Without a path of its own: the name that will be suggested; one that is not kept can have any. */
function fileNameOf({ name, save }: Partial<Answers>, world: World): string {
  if (!name) return "";
  return save ? `${tunnelNameOf(name)}.conf` : suggestedFile(name, world);
}

/** The file's whole text, as it is written and scanned. */
export function clientText(side: Side): string {
  return side.lines.flatMap((line) => (line.kind === "new" ? [`${line.text}\n`] : [])).join("");
}

function interfaceLines(answers: Partial<Answers>, world: World, made: Made): ViewLine[] {
  const { mtu } = world.conf.interface;
  const lines = [headerLine("[Interface]", "client-interface/header", "peer")];
  if (answers.keys?.kind === "given") {
    lines.push(lineOf({ text: KEY_GOES_HERE, note: "client-interface/PrivateKey-elsewhere", question: "keys" }));
  } else {
    lines.push(settingLine("PrivateKey", made.pair.privateKey, "client-interface/PrivateKey", "keys"));
  }
  if (answers.address?.length) {
    lines.push(settingLine("Address", networkList(answers.address.map(hostOf)), "client-interface/Address", "address"));
  }
  if (answers.dns?.length) lines.push(settingLine("DNS", answers.dns.join(", "), "client-interface/DNS", "dns"));
  else if (answers.dns) lines.push(absentLine(["DNS"], "client-interface/no-DNS", "dns"));
  if (mtu) lines.push(settingLine("MTU", mtu, "client-interface/MTU", null));
  return lines;
}

function peerLines(answers: Partial<Answers>, world: World, made: Made): ViewLine[] {
  const serverKey = answers["server-key"] ?? world.publicKey;
  const lines = [headerLine("[Peer]", "client-peer/header", "server")];
  if (serverKey) lines.push(settingLine("PublicKey", serverKey, "client-peer/PublicKey", "server-key"));
  if (answers.psk?.kind !== "none") {
    lines.push(settingLine("PresharedKey", made.presharedKey, "client-peer/PresharedKey", "psk"));
  }
  if (answers.traffic) {
    lines.push(settingLine("AllowedIPs", trafficText(answers.traffic.networks), "client-peer/AllowedIPs", "traffic"));
  }
  if (answers.endpoint) {
    lines.push(settingLine("Endpoint", formatEndpoint(answers.endpoint), "client-peer/Endpoint", "endpoint"));
  }
  if (answers.keepalive) {
    const seconds = String(answers.keepalive);
    lines.push(settingLine("PersistentKeepalive", seconds, "client-peer/PersistentKeepalive", "keepalive"));
  } else if (answers.keepalive === null) {
    lines.push(absentLine(["PersistentKeepalive"], "client-peer/no-PersistentKeepalive", "keepalive"));
  }
  return [...lines, absentLine(["ListenPort", "PostUp"], "client-interface/no-others")];
}

/** A default route is written without its host bits, whatever was typed. */
function trafficText(networks: readonly Network[]): string {
  return networks.map((network) => (network.bits === 0 ? `${zero(network)}/0` : formatNetwork(network))).join(", ");
}

function zero(network: Network): string {
  return formatAddress({ family: network.family, value: 0n });
}

/** The line with the place of its other half on the server, where that is not among the rows shown. */
export function answered(line: ViewLine, counterparts: Counterparts): ViewLine {
  const { pair } = line;
  return { ...line, counterpart: pair === "server-identity" || pair === "port" ? (counterparts[pair] ?? null) : null };
}

function numbered(lines: readonly ViewLine[]): ViewLine[] {
  let number = 0;
  return lines.map((line) => (line.kind === "new" ? { ...line, number: ++number } : line));
}
