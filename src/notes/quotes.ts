/**
 * What `wg` and `wg-quick` themselves print of a line, in their own words, so that somebody who reads it in a terminal
 * finds it here. Measured with wireguard-tools 1.0.20210914; a test asks the installed `wg` again.
 */
import { wordOf } from "../wireguard/vocabulary.ts";

/** Why it is printed: the sentences stand in words/. */
export type QuoteReason =
  /** The value of `line` will not do. */
  | "value"
  /** The line is missing. */
  | "missing"
  /** Nothing is refused, it is a warning. */
  | "warning"
  /** The name in it cannot be looked up. */
  | "lookup"
  /** Another program has the port. */
  | "taken"
  /** The same value stands there twice. */
  | "twice"
  /** A program that it needs is not installed. */
  | "program"
  /** Tools before 1.0.20260223 end the command at a `#`. */
  | "hash"
  /** Tools before 1.0.20250521 run it before the interface is there. */
  | "early"
  /** The line stands in the other section. */
  | "section";

export interface Quote {
  readonly reason: QuoteReason;
  readonly program: "wg" | "wg-quick";
  /** A line of which it is printed; empty where the line is missing. */
  readonly line: string;
  readonly says: string;
}

const quote = (reason: QuoteReason, program: Quote["program"], line: string, says: string): Quote => ({
  reason,
  program,
  line,
  says,
});

const badKey = (key: string) => quote("value", "wg", `${key} = abc`, "Key is not the correct length or format: `abc'");

const cutAtHash = (key: string) =>
  quote("hash", "wg-quick", `${key} = echo "x # y"`, "eval: line 295: unexpected EOF while looking for matching `\"'");

const QUOTES: Readonly<Record<string, readonly Quote[]>> = {
  PrivateKey: [badKey("PrivateKey")],
  ListenPort: [
    quote("value", "wg", "ListenPort = 51820/udp", "Servname not supported for ai_socktype: `51820/udp'"),
    quote("taken", "wg-quick", "ListenPort = 51820", "Address already in use"),
  ],
  FwMark: [quote("value", "wg", "FwMark = 1k", "Fwmark is neither 0/off nor 0-0xffffffff: `1k'")],
  Address: [
    quote(
      "value",
      "wg-quick",
      "Address = 10.77.0.300/24",
      'Error: inet prefix is expected rather than "10.77.0.300/24".',
    ),
    quote("twice", "wg-quick", "Address = 10.77.0.1/24, 10.77.0.1/24", "Error: ipv4: Address already assigned."),
  ],
  DNS: [quote("program", "wg-quick", "DNS = 1.1.1.1", "resolvconf: command not found")],
  MTU: [quote("value", "wg-quick", "MTU = abc", 'Error: argument "abc" is wrong: Invalid "mtu" value')],
  Table: [quote("value", "wg-quick", "Table = OFF", 'Error: argument "OFF" is wrong: "table" value is invalid')],
  PreUp: [quote("early", "wg-quick", "PreUp = ip link show %i", 'Device "wg0" does not exist.'), cutAtHash("PreUp")],
  PostUp: [quote("program", "wg-quick", "PostUp = iptables -A …", "iptables: command not found"), cutAtHash("PostUp")],
  PreDown: [cutAtHash("PreDown")],
  PostDown: [cutAtHash("PostDown")],
  SaveConfig: [quote("value", "wg-quick", "SaveConfig = yes", "wg-quick: `yes' is neither true nor false")],
  PublicKey: [badKey("PublicKey"), quote("missing", "wg", "", "A peer is missing a public key")],
  PresharedKey: [badKey("PresharedKey")],
  AllowedIPs: [
    quote("value", "wg", "AllowedIPs = 10.77.0/24", "Unable to parse IP address: `10.77.0'"),
    quote("warning", "wg", "AllowedIPs = 10.77.0.2/24", "Warning: AllowedIP has nonzero host part: 10.77.0.2/24"),
  ],
  Endpoint: [
    quote("value", "wg", "Endpoint = 203.0.113.5", "Unable to find port of endpoint: `203.0.113.5'"),
    quote("lookup", "wg", "Endpoint = vpn.invalid:51820", "Name or service not known: `vpn.invalid:51820'"),
  ],
  PersistentKeepalive: [
    quote(
      "value",
      "wg",
      "PersistentKeepalive = 25s",
      "Persistent keepalive interval is neither 0/off nor 1-65535: `25s'",
    ),
  ],
};

/** What is printed of this key (in canonical spelling) at worst, the wrong section last; empty for an unknown one. */
export function quotesOf(key: string): readonly Quote[] {
  const word = wordOf(key);
  if (!word) return [];
  const says = `Line unrecognized: \`${word.key}=…'`;
  return [...(QUOTES[word.key] ?? []), quote("section", "wg", `${word.key} = …`, says)];
}
