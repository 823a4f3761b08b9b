/** Why a line stands in a file, or does not, in English. True to wireguard-semantics.md §5, §6.3, §8. */
import type { Way } from "../../notes/hooks.ts";
import type { QuoteReason } from "../../notes/quotes.ts";
import type { NoteWords } from "../notes.ts";
import { clientInterface } from "./notes/client-interface.ts";
import { clientPeer } from "./notes/client-peer.ts";
import { founding } from "./notes/founding.ts";
import { LAW } from "./notes/note.ts";
import { serverInterface } from "./notes/server-interface.ts";
import { serverPeer } from "./notes/server-peer.ts";

/** "lets … pass on", "takes back the rule that lets … pass on". */
const BEGIN: Readonly<Record<Way, string>> = {
  add: "",
  remove: "takes back the rule that ",
  check: "looks whether there is a rule that ",
};

const six = (ipv6: boolean) => (ipv6 ? ", in IPv6" : "");

/** Why the program says it; `line` is an example. */
const REASONS: Readonly<Record<QuoteReason, (line: string, program: string) => string>> = {
  value: (line, program) =>
    program === "wg"
      ? `On ${line} wg says the following, and refuses the whole file:`
      : `With ${line} nothing comes up, and wg-quick shows:`,
  missing: () => "Without the line wg refuses the whole file:",
  warning: (line) => `On ${line} wg only warns, and clears the bits behind the prefix:`,
  lookup: (line) => `Where the name in ${line} cannot be looked up, wg refuses the whole file:`,
  taken: () => "Where another program has the port, the interface does not come up:",
  twice: () => "Where the same address stands there twice, the interface does not come up:",
  program: () => "Where the program that it needs is missing, the interface does not come up:",
  hash: () => "Before 1.0.20260223 wg-quick cuts the command at the first #, and bash complains:",
  early: () => "Before 1.0.20250521 the interface does not exist yet at that moment:",
  section: () => "In the other section wg refuses it, and with it the whole file:",
};

export const notes: NoteWords = {
  lines: { ...serverInterface, ...serverPeer, ...clientInterface, ...clientPeer },
  law: LAW,
  counterpart: ({ line, key, file }) => `its counterpart: ${key} in line ${line} of ${file}, not shown`,
  keys: {
    PrivateKey: "the secret by which a machine proves who it is",
    ListenPort: "the UDP port on which a machine waits for packets",
    FwMark: "a mark on the tunnel's own packets, for routing rules",
    Address: "its own address inside the tunnel",
    DNS: "whom it asks for names while the tunnel is on",
    MTU: "the longest packet that a machine sends into the tunnel",
    Table: "where wg-quick puts the routes",
    PreUp: "a command for the start, before keys and peers",
    PostUp: "a command for the start, once everything is up",
    PreDown: "a command for the stop, while everything is still up",
    PostDown: "a command for the stop, once the interface is gone",
    SaveConfig: "whether wg-quick rewrites the file by itself",
    PublicKey: "who the peer is",
    PresharedKey: "a second secret, the same on both sides",
    AllowedIPs: "what is behind the peer",
    Endpoint: "where the peer is called",
    PersistentKeepalive: "after so much silence, an empty packet to the peer",
  },
  hook: "In words:",
  hooks: {
    masquerade: ({ way, out, ipv6 }) =>
      `${BEGIN[way]}gives packets that leave${out === null ? "" : ` by ${out}`} this machine's own address (NAT${six(ipv6)})`,
    forward: ({ way, tunnel, ipv6 }) =>
      `${BEGIN[way]}lets packets ${tunnel === null ? "" : tunnel === "from" ? "out of the tunnel " : "into the tunnel "}pass this machine (forwarding${six(ipv6)})`,
    "let-in": ({ way, port, ipv6 }) =>
      `${BEGIN[way]}lets packets to ${port === null ? "" : `port ${port} of `}this machine in${ipv6 ? " (IPv6)" : ""}`,
    clamp: ({ way }) => `${BEGIN[way]}makes TCP packets small enough for the tunnel (MSS)`,
    filter: ({ way, program }) =>
      way === "remove"
        ? `takes back a rule of the packet filter (${program})`
        : way === "check"
          ? `looks whether a rule of the packet filter is there (${program})`
          : `changes the packet filter (${program})`,
    "ip-forward": ({ ipv6, on }) =>
      `switches forwarding of ${ipv6 ? "IPv6" : "IPv4"} ${on ? "on: without it no device gets beyond this machine" : "off, for everything on this machine"}`,
    sysctl: ({ name }) => `sets ${name}, a setting of the kernel`,
    rule: ({ way }) => `${way === "remove" ? "takes back" : "adds"} a rule by which routes are chosen`,
    route: ({ way, to }) => `${way === "remove" ? "takes back" : "adds"} the route to ${to === "" ? "a network" : to}`,
    "private-key": () => "gives the interface its private key, from a file of its own",
    "wg-set": () => "sets something of the interface that this file does not show",
    names: () => "tells the system whom to ask for names",
    own: ({ program }) => `a command of your own (${program}): what it does only it knows`,
  },
  quote: ({ reason, line, program }) => REASONS[reason](line, program),
  place: { server: "In the server's file", client: "In a device's file" },
  left: { server: "Where the server's file does not have it", client: "Where a device's file does not have it" },
  founding,
};
