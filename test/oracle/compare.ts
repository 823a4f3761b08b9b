/**
 * What the two programs made of a file, and what we make of it: the same, or a difference of which it is written down
 * here why it is there on purpose, or a difference that is a mistake of ours.
 */
import { formatAddress, formatNetwork, parseAddress, parseNetwork } from "../../src/wireguard/address.ts";
import { squeeze } from "../../src/wireguard/bytes.ts";
import { type Conf, editText, parseConf, readable } from "../../src/wireguard/conf.ts";
import { type Fault, faultsOf } from "../../src/wireguard/grammar.ts";
import { withoutKeys } from "../../src/wireguard/secret.ts";
import { wordOf } from "../../src/wireguard/vocabulary.ts";
import type { Verdict } from "./programs.ts";

/** Every difference that is there on purpose, and why. */
export const ON_PURPOSE = {
  "unresolved-name":
    "An Endpoint with a name, or with an interface's name as its zone: whether it is known, only the machine can tell. The programs are asked without a network.",
  "signed-network":
    "`+` and `-` before an entry of AllowedIPs: taken by wireguard-tools from 1.0.20250521 on; refused by us, as before.",
  "star-in-endpoint":
    "`*` as an Endpoint's host or port: to a resolver any, so that `wg` takes it for ::1 or port 0; no place to call.",
  "byte-01":
    "A byte 01 before blanks at the end of a line: bash loses it while it reads; we go by what stands in the file.",
  "port-out-of-range":
    "A ListenPort above 65535: `wg` takes the lower 16 bits of it without a word; to us there is no port to rely on.",
  "port-by-name": "A ListenPort that is a service's name: `wg` looks it up in /etc/services; to us it is no number.",
  "hook-with-hash":
    "`#` in a hook: wg-quick before 1.0.20260223 cuts the command there; we read it as it stands, as later ones do.",
} as const;

export type OnPurpose = keyof typeof ON_PURPOSE;

export interface Comparison {
  /** Who refused the file; null where both accept it. */
  readonly refusedBy: "wg-quick" | "wg" | null;
  readonly onPurpose: readonly OnPurpose[];
  /** What differs and should not; null where nothing does. */
  readonly difference: Difference | null;
}

export interface Difference {
  /** In what the readings differ. */
  readonly what: string;
  readonly theirs: string;
  readonly ours: string;
}

/** What bash's `read` loses of a line. */
const LOST = new RegExp(`${String.fromCharCode(1)}(?=[\\t \\0]+(?:\\n|$))`, "g");

/** Compares our reading of a byte text with that of the programs. */
export function compare(text: string, verdict: Verdict): Comparison {
  const plain = comparePlain(text, verdict);
  if (plain.difference === null) return plain;
  const lost = text.replace(LOST, "");
  const without = lost === text ? plain : comparePlain(lost, verdict);
  return without.difference === null ? { ...without, onPurpose: [...without.onPurpose, "byte-01"] } : plain;
}

function comparePlain(text: string, verdict: Verdict): Comparison {
  const { quick, wg } = verdict;
  const refusedBy = !quick.accepted ? "wg-quick" : wg?.accepted ? null : "wg";
  const stderr = wg?.stderr ?? quick.stderr;
  const onPurpose = new Set<OnPurpose>();
  const same = (): Comparison => ({ refusedBy, onPurpose: [...onPurpose], difference: null });
  const differ = (what: string, theirs: string, ours: string): Comparison => ({
    refusedBy,
    onPurpose: [...onPurpose],
    difference: { what, theirs, ours },
  });

  const conf = parseConf(text);
  if (conf.text !== text || editText(conf, []) !== text) return differ("the text itself", text, editText(conf, []));
  const faults = faultsOf(conf);
  const sentence = sentenceOf(stderr);
  if (refusedBy === "wg" && isUnresolved(sentence) && !faults.some(({ says }) => isUnresolved(says ?? ""))) {
    onPurpose.add("unresolved-name");
    return same();
  }
  if ((refusedBy === null) !== (faults.length === 0)) {
    if (refusedBy !== null || !faults.every((fault) => isSigned(fault) || isStarred(fault)))
      return differ("the verdict", refusedBy ? `${refusedBy}: ${sentence}` : "accepted", list(faults));
    if (faults.some(isSigned)) onPurpose.add("signed-network");
    if (faults.some(isStarred)) onPurpose.add("star-in-endpoint");
    return same();
  }
  if (refusedBy !== null) {
    // The programs stop at the first fault in their way; what they print of it is what we said they would.
    const said = comparable(sentence);
    const known = faults.filter(({ says }) => isSame(said, comparable(says ?? "")));
    const tellers = refusedBy === "wg-quick" ? ["wg-quick"] : ["wg", "both"];
    return known.some((fault) => tellers.includes(fault.refusedBy))
      ? same()
      : differ("what is said of the fault", `${refusedBy}: ${said}`, list(faults));
  }
  const parts: readonly (readonly [what: string, theirs: unknown, ours: unknown])[] = [
    ["what wg tells the interface", toldBy(wg?.sent ?? ""), toldOf(conf, onPurpose)],
    ["what wg-quick keeps", keptBy(verdict), keptOf(conf, verdict, onPurpose)],
    ["what wg-quick leaves", quick.text, leftOf(conf)],
  ];
  for (const [what, theirs, ours] of parts) {
    const [one, other] = [JSON.stringify(theirs), JSON.stringify(ours)];
    if (one !== other) return differ(what, one, other);
  }
  return same();
}

/** Whether a resolver did not know a name. What looks like a number is no name: no resolver is needed to refuse it. A zone is a name too. */
function isUnresolved(sentence: string): boolean {
  const host =
    /^(?:Temporary failure in name resolution|Name or service not known|No address associated with hostname|System error): `\[?(.*?)\]?:[^:]*'$/.exec(
      sentence,
    )?.[1];
  if (host === undefined) return false;
  if (host.includes(":")) return /^fe[89ab].*%/i.test(host);
  return !host.split(".").every((part) => /^(?:0x[0-9a-f]*|\d*)$/i.test(part));
}

function isSigned({ id, values }: Fault): boolean {
  return id === "bad-value" && values.form === "networks" && /^[+-]/.test(values.value);
}

function isStarred({ id, values }: Fault): boolean {
  return id === "bad-value" && values.form === "endpoint" && /^(?:\*|\[\*\]):|:\*$/.test(values.value);
}

function list(faults: readonly Fault[]): string {
  return faults.map(({ line, id, says, refusedBy }) => `${line}: ${id} [${refusedBy}] ${says}`).join("; ") || "nothing";
}

/** What the program printed of the fault itself. */
function sentenceOf(stderr: string): string {
  const sentence = stderr.split("\n").find((line) => !line.startsWith("Warning: ")) ?? "";
  return readable(sentence);
}

/** A sentence without what is left out of ours on purpose (keys), and without how far a resolver came without a network. */
function comparable(sentence: string): string {
  return withoutKeys(
    sentence
      .replace(/^(Key is not the correct length or format: ).*/, "$1")
      .replace(/^Temporary failure in name resolution/, "Name or service not known"),
  );
}

/** Ours may be cut where the line is long. */
function isSame(theirs: string, ours: string): boolean {
  return theirs === ours || (ours.length > 200 && /…'?$/.test(ours) && theirs.startsWith(ours.replace(/…'?$/, "")));
}

/** What an interface is told of one peer. */
interface ToldPeer {
  publicKey: string;
  presharedKey: string | null;
  endpoint: string | null;
  keepalive: number;
  allowedIPs: (string | null)[];
}

interface Told {
  privateKey: string | null;
  port: number;
  mark: number;
  peers: ToldPeer[];
}

/** A key of zeros means none. */
const NO_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
const orNone = (key: string | null | undefined) => (key === NO_KEY ? null : (key ?? null));

function toldBy(sent: string): Told {
  const told: Told = { privateKey: null, port: 0, mark: 0, peers: [] };
  for (const line of sent.split("\n")) {
    const equals = line.indexOf("=");
    const [key, value] = [line.slice(0, equals), line.slice(equals + 1)];
    const peer = told.peers.at(-1);
    if (key === "private_key") told.privateKey = orNone(base64(value));
    else if (key === "listen_port") told.port = Number(value);
    else if (key === "fwmark") told.mark = Number(value);
    else if (key === "public_key")
      told.peers.push({
        publicKey: base64(value),
        presharedKey: null,
        endpoint: null,
        keepalive: 0,
        allowedIPs: [],
      });
    else if (peer && key === "preshared_key") peer.presharedKey = orNone(base64(value));
    else if (peer && key === "endpoint") peer.endpoint = endpointOf(value);
    else if (peer && key === "persistent_keepalive_interval") peer.keepalive = Number(value);
    else if (peer && key === "allowed_ip") peer.allowedIPs.push(spelled(value));
  }
  return told;
}

/** The same as we read it. */
function toldOf({ interface: own, peers }: Conf, onPurpose: Set<OnPurpose>): Told {
  const port = own.settings.findLast(({ key }) => key === "ListenPort")?.value;
  const taken = port === undefined ? 0 : portOf(squeeze(port));
  if (port !== undefined && own.listenPort === null && taken !== 0)
    onPurpose.add(/^[+-]?\d/.test(squeeze(port)) ? "port-out-of-range" : "port-by-name");
  return {
    privateKey: orNone(own.privateKey),
    port: own.listenPort ?? taken,
    mark: Number(own.fwMark === null || /^off$/i.test(own.fwMark) ? 0 : own.fwMark),
    peers: peers
      .filter(({ enabled }) => enabled)
      .map((peer) => ({
        publicKey: peer.publicKey ?? "",
        presharedKey: orNone(peer.presharedKey),
        endpoint: peer.endpoint === null ? null : endpointOf(peer.endpoint),
        keepalive: peer.persistentKeepalive ?? 0,
        allowedIPs: peer.allowedIPs.map(spelled),
      })),
  };
}

function base64(hex: string): string {
  return Buffer.from(hex, "hex").toString("base64");
}

function spelled(network: string): string | null {
  const parsed = parseNetwork(network);
  return parsed && formatNetwork(parsed);
}

/** The names of /etc/services that the generated files use. */
const SERVICES: Readonly<Record<string, number>> = { domain: 53, ntp: 123, syslog: 514, https: 443 };

/** A port as a resolver reads it: any number, its lower 16 bits. */
function portOf(text: string): number {
  return /^[+-]?\d+$/.test(text) ? Number(BigInt.asUintN(16, BigInt(text))) : (SERVICES[text] ?? -1);
}

/** `HOST:PORT` as a resolver gives it back. */
function endpointOf(text: string): string {
  const [, bracketed, plain, port = ""] = /^(?:\[(.*?)\]|(.*)):([^:]*)$/.exec(text) ?? [];
  const host = (bracketed ?? plain ?? "").replace(/%.*/, "");
  const number = portOf(port);
  if (/^localhost$/i.test(host)) return `127.0.0.1:${number}`;
  if (!host.includes(":")) return `${dotted(host)}:${number}`;
  const address = parseAddress(host);
  return `[${address ? formatAddress(address) : host}]:${number}`;
}

/** One to four numbers, decimal, octal or hexadecimal, as inet_aton adds them up. */
function dotted(host: string): string {
  const numbers = host.split(".").map((part) => Number(/^0\d/.test(part) ? `0o${part}` : part));
  const last = numbers.pop() as number;
  const value = numbers.reduce((sum, number, at) => sum + number * 256 ** (3 - at), last);
  return [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");
}

function keptBy({ kept }: Verdict) {
  return {
    addresses: kept.ADDRESSES,
    dns: kept.DNS,
    search: kept.DNS_SEARCH,
    mtu: kept.MTU[0],
    table: kept.TABLE[0],
    save: kept.SAVE_CONFIG[0],
    PreUp: kept.PRE_UP,
    PostUp: kept.POST_UP,
    PreDown: kept.PRE_DOWN,
    PostDown: kept.POST_DOWN,
  };
}

function keptOf({ interface: own }: Conf, { kept }: Verdict, onPurpose: Set<OnPurpose>) {
  const isServer = (entry: string) => /^[0-9.]+$/.test(entry) || entry.includes(":");
  const hooks = (wanted: string, theirs: readonly string[]) =>
    own.hooks
      .filter(({ key }) => key === wanted)
      .map(({ command }, at) => {
        const cut = command.split("#", 1)[0]?.replace(/[\t-\r ]+$/, "");
        if (cut === command || cut !== theirs[at]) return command;
        onPurpose.add("hook-with-hash");
        return cut;
      });
  return {
    addresses: own.addresses,
    dns: own.dns.filter(isServer),
    search: own.dns.filter((entry) => !isServer(entry)),
    mtu: own.mtu ?? "",
    table: own.table ?? "",
    save: own.saveConfig ? "1" : "0",
    PreUp: hooks("PreUp", kept.PRE_UP),
    PostUp: hooks("PostUp", kept.POST_UP),
    PreDown: hooks("PreDown", kept.PRE_DOWN),
    PostDown: hooks("PostDown", kept.POST_DOWN),
  };
}

/** The lines that are not for wg-quick, as bash reads them: no NUL, no blanks at the ends, an empty line behind them. */
function leftOf(conf: Conf): string {
  const taken = new Set(
    conf.interface.settings.filter(({ key }) => wordOf(key)?.reader === "wg-quick").map(({ line }) => line),
  );
  const lines = conf.text.replaceAll("\0", "").split("\n");
  if (lines.at(-1)?.replace(/^[\t ]+|[\t ]+$/g, "") === "") lines.pop();
  const left = lines.filter((_, at) => !taken.has(at + 1)).map((line) => `${line.replace(/^[\t ]+|[\t ]+$/g, "")}\n`);
  return `${left.join("")}\n`;
}
