/** Rules about the file itself: what the programs refuse in it, what they do to it, who may read it, what it is called. */
import { visible } from "../text/visible.ts";
import { isEverything } from "../wireguard/address.ts";
import type { Conf, Edit } from "../wireguard/conf.ts";
import type { Fault } from "../wireguard/grammar.ts";
import { BYTE_ORDER_MARK, readLine } from "../wireguard/line.ts";
import { ownerOf } from "../wireguard/owner.ts";
import type { Evidence } from "./evidence.ts";
import { entriesOf, isInside, ownNetworks } from "./networks.ts";
import { type Found, lineOf, replaced, reworded, rule, told } from "./rule.ts";

export const FILE_RULES = [
  rule(8, "save-config", "warning", ["file"], saveConfig),
  rule(14, "dns-on-server", "warning", ["file"], dnsOnServer),
  rule(18, "bad-key", "error", ["file"], badKey, "any"),
  rule(19, "refused-line", "error", ["file"], refusedLine, "any"),
  rule(28, "readable-by-others", "warning", ["fileMode"], readableByOthers, "any"),
  rule(32, "table-without-routes", "info", ["file"], tableWithoutRoutes),
  rule(34, "ipv4-only-full-tunnel", "info", ["clients"], ipv4Only, "any"),
  rule(36, "owned-by-tool", "warning", ["file"], ownedByTool),
  rule(37, "bad-file-name", "error", ["name"], badFileName, "any"),
  rule(39, "two-interfaces", "info", ["file"], twoInterfaces, "any"),
] as const;

/** `wg-quick down` writes the file anew; from bash 5.2 on it puts its own text in the place of each `&` (§2.4). */
function saveConfig({ world, machine }: Evidence): Found<"save-config">[] {
  const { conf, interfaceName } = world;
  const { saveConfig: saves, settings, hooks } = conf.interface;
  if (!saves) return [];
  const mangled = hooks.some(({ command }) => command.includes("&")) && replacesAmpersand(machine?.bash ?? null);
  const lines = settings.filter(({ key, value }) => key === "SaveConfig" && /^true$/i.test(value));
  return [
    {
      line: lineOf(settings, "SaveConfig"),
      values: { interfaceName: visible(interfaceName), mangled },
      severity: mangled ? "error" : "warning",
      mend: lines.map(({ line }) => reworded(conf, line, "false")),
    },
  ];
}

/** patsub_replacement, on by default (bash(1)). */
function replacesAmpersand(bash: string | null): boolean {
  const [major = 0, minor = 0] = (bash ?? "").split(".").map(Number);
  return major > 5 || (major === 5 && minor >= 2);
}

function dnsOnServer({ world, machine }: Evidence): Found<"dns-on-server">[] {
  const { dns, settings } = world.conf.interface;
  if (dns.length === 0) return [];
  // Search domains alone are not handed on (set_dns).
  const fails = machine?.resolvconf === false && dns.some((one) => /^[0-9.]+$|:/.test(one));
  return [{ line: lineOf(settings, "DNS"), values: { fails }, severity: fails ? "error" : "warning" }];
}

function badKey({ world }: Evidence): Found<"bad-key">[] {
  return world.faults.flatMap((fault) =>
    fault.id === "bad-value" && fault.values.form === "key"
      ? [{ line: fault.line, peer: peerAt(world.conf, fault.line), values: { key: fault.values.key } }]
      : [],
  );
}

/** Every other fault, and blanks inside a word that `wg` overlooks and nobody else does. */
function refusedLine({ world }: Evidence): Found<"refused-line">[] {
  const { conf, faults } = world;
  const told = new Set(faults.map(({ line }) => line));
  const refused = faults
    .filter((fault) => fault.id !== "bad-value" || (fault.values.form !== "key" && fault.values.form !== "port"))
    .map(
      (fault): Found<"refused-line"> => ({
        line: fault.line,
        peer: peerAt(conf, fault.line),
        values: { fault: fault.id, faultValues: fault.values } as Found<"refused-line">["values"],
        mend: mendOf(fault, conf),
      }),
    );
  return [...refused, ...spelling(conf).filter(({ line }) => !told.has(line ?? 0))];
}

function spelling(conf: Conf): Found<"refused-line">[] {
  return conf.lines.flatMap((raw, at): Found<"refused-line">[] => {
    // A look at the first sign spares a reading of nearly every line.
    if (!/^[^#=]*[A-Za-z[][\t ]+[A-Za-z\]]/.test(raw)) return [];
    const meant = canonical(raw);
    if (meant === null) return [];
    return [
      {
        line: at + 1,
        peer: peerAt(conf, at + 1),
        severity: "warning",
        values: { fault: "spelling", faultValues: { text: toldWord(raw), meant: meant.word } },
        mend: [replaced(conf, at + 1, meant.line)],
      },
    ];
  });
}

function toldWord(raw: string): string {
  return told(raw.split(/[=#]/)[0]?.trim() ?? "");
}

/** The line in canonical spelling, where it is a known word with blanks inside; null for any other. */
function canonical(raw: string): { readonly word: string; readonly line: string } | null {
  const read = readLine(raw);
  if (read.kind === "header" && read.section !== null && !read.spelled) {
    const word = read.section === "peer" ? "[Peer]" : "[Interface]";
    const rest = /\]([^\]]*)$/.exec(raw.replace(/\r$/, ""))?.[1] ?? "";
    return { word, line: `${word}${rest}` };
  }
  if (read.kind !== "setting" || read.spelled || read.word === null) return null;
  return { word: read.word.key, line: `${read.word.key} = ${raw.slice(raw.indexOf("=") + 1).trimStart()}` };
}

/** Only what cannot be meant in two ways. */
function mendOf(fault: Fault, conf: Conf): readonly Edit[] | null {
  const raw = conf.lines[fault.line - 1] as string;
  if (fault.id === "byte-order-mark") return [replaced(conf, 1, raw.slice(BYTE_ORDER_MARK.length))];
  if (fault.id === "foreign-comment") return [replaced(conf, fault.line, raw.replace(/;|\/\//, "#"))];
  if (fault.id === "blank-inside") {
    const meant = canonical(raw);
    return meant && [replaced(conf, fault.line, meant.line)];
  }
  return null;
}

function peerAt(conf: Conf, line: number) {
  return conf.peers.find((peer) => line >= peer.from && line <= peer.to) ?? null;
}

function readableByOthers({ world, machine }: Evidence): Found<"readable-by-others">[] {
  const mode = machine?.fileMode ?? 0;
  if ((mode & 0o077) === 0) return [];
  return [{ values: { mode: mode.toString(8).padStart(4, "0"), path: visible(world.path) } }];
}

/** With `off` nobody makes routes, with a number they go into a table that nobody asks unless told to (§2.1). */
function tableWithoutRoutes({ world }: Evidence): Found<"table-without-routes">[] {
  const { conf } = world;
  const { table, settings } = conf.interface;
  const line = lineOf(settings, "Table");
  if (table === null || line === null || table === "" || table === "auto") return [];
  const misspelt = /^(?:off|auto)$/i.test(table) && table !== "off";
  const own = ownNetworks(conf);
  const outside = entriesOf(conf).filter(({ network }) => !isInside(network, own));
  if (!misspelt && outside.length === 0) return [];
  const texts = [...new Set(outside.map(({ text }) => text))];
  const networks = told(`${texts.slice(0, 3).join(", ")}${texts.length > 3 ? ", …" : ""}`);
  const mend = misspelt ? [reworded(conf, line, table.toLowerCase())] : null;
  return [{ line, values: { table: told(table), networks, misspelt }, severity: misspelt ? "error" : "info", mend }];
}

/** A device that sends all of IPv4 here, and IPv6 past the tunnel. */
function ipv4Only({ world, isClient }: Evidence): Found<"ipv4-only-full-tunnel">[] {
  const files = isClient ? [{ path: world.path, conf: world.conf }] : world.clients;
  return files.flatMap(({ path, conf }) => {
    const entries = entriesOf(conf);
    const all = entries.find(({ network }) => isEverything(network) && network.family === 4);
    if (!all || entries.some(({ network }) => network.family === 6 && isWide(network.bits))) return [];
    return [{ line: isClient ? all.line : null, values: { path: visible(path) } }];
  });
}

/** ::/0, or the two halves of it. */
function isWide(bits: number): boolean {
  return bits <= 3;
}

function ownedByTool({ world }: Evidence): Found<"owned-by-tool">[] {
  const owner = ownerOf(world.conf);
  if (!owner) return [];
  const { tool, where } = owner;
  const folder = where.kind === "files" && where.folder !== null ? told(where.folder) : null;
  return [{ values: { tool, where: where.kind, folder } }];
}

/** Both programs read them as one, of a setting the last value (§1.2); the app of an iPhone or a Mac refuses the file (§6.1). */
function twoInterfaces({ world, isClient }: Evidence): Found<"two-interfaces">[] {
  const { lines, interface: own } = world.conf;
  const headers = lines.flatMap((raw, at) => {
    if (!/^[\s\0]*\[/.test(raw)) return [];
    const read = readLine(raw);
    return read.kind === "header" && read.section === "interface" ? [at + 1] : [];
  });
  const [line, ...more] = headers.slice(1);
  if (line === undefined) return [];
  const values = (key: string) => new Set(own.settings.flatMap((one) => (one.key === key ? one.value : [])));
  const key = SINGLE.find((one) => values(one).size > 1) ?? null;
  const severity = key !== null || isClient ? "warning" : "info";
  return [{ line, values: { lines: [line, ...more].join(", "), key, isClient }, severity }];
}

/** Settings of which one value counts. */
const SINGLE = ["PrivateKey", "ListenPort", "FwMark", "MTU", "Table", "SaveConfig"] as const;

/** What wg-quick takes for `NAME.conf` (§2.5). */
function badFileName({ fileName }: Evidence): Found<"bad-file-name">[] {
  if (fileName === null || /^[a-zA-Z0-9_=+.-]{1,15}\.conf$/.test(fileName)) return [];
  return [{ values: { name: told(fileName), long: /^[a-zA-Z0-9_=+.-]{16,}\.conf$/.test(fileName) } }];
}
