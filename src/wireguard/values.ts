/**
 * The values that `wg` and `wg-quick` take, one rule for each form, with what the program prints when it refuses
 * (wireguard-semantics.md §1.4). Values come as `wg` sees them: byte text, all blanks gone.
 */
import { type Network, parseAddress, parseNetwork } from "./address.ts";
import { isKey } from "./key-text.ts";
import type { ValueForm } from "./vocabulary.ts";

export interface Refusal {
  /** What is wrong: the value, or one entry of the list. Byte text. */
  readonly part: string;
  readonly says: string;
}

/** Why the program would refuse the value; null where it takes it. */
export const REFUSALS: Readonly<Record<ValueForm, (value: string) => Refusal | null>> = {
  any: () => null,
  key: (value) => (isKey(value) ? null : refusal(value, "Key is not the correct length or format")),
  // To a resolver `*` is any service, which is none to listen on.
  port: (value) => (isService(value) ? null : refusal(value, value === "*" ? NAME_REFUSED : SERVICE_REFUSED)),
  mark: (value) => (isMark(value) ? null : refusal(value, "Fwmark is neither 0/off nor 0-0xffffffff")),
  seconds: (value) =>
    isSeconds(value) ? null : refusal(value, "Persistent keepalive interval is neither 0/off nor 1-65535"),
  networks: (value) => {
    for (const entry of value.split(",")) {
      const refused = networkRefusal(entry);
      if (refused) return refused;
    }
    return null;
  },
  endpoint: endpointRefusal,
  boolean: (value) =>
    /^(?:true|false)$/i.test(value) ? null : { part: value, says: `wg-quick: \`${value}' is neither true nor false` },
};

const SERVICE_REFUSED = "Servname not supported for ai_socktype";
const NAME_REFUSED = "Name or service not known";

function refusal(value: string, sentence: string): Refusal {
  return { part: value, says: `${sentence}: \`${value}'` };
}

/**
 * What glibc takes for a UDP service: a number as strtoul reads it and an `int` keeps it, without any range check, or
 * a name of /etc/services. Which names stand there is not known here: the usual ones count.
 */
function isService(text: string): boolean {
  const number = /^([+-]?)([0-9]+)$/.exec(text);
  if (!number) return UDP_SERVICES.has(text);
  const most = 2n ** 64n - 1n;
  const magnitude = BigInt(number[2] as string);
  const value = magnitude > most ? most : number[1] === "-" ? -magnitude : magnitude;
  return BigInt.asIntN(32, value) >= 0n;
}

const UDP_SERVICES: ReadonlySet<string> = new Set(
  "domain ntp openvpn isakmp ipsec-nat-t l2f snmp syslog tftp bootps bootpc radius sip https time echo discard".split(
    " ",
  ),
);

function isMark(text: string): boolean {
  if (/^off$/i.test(text)) return true;
  return (
    /^(?:[0-9]+|0x[0-9a-fA-F]+)$/.test(text) && BigInt(text.startsWith("0x") ? text : decimal(text)) <= 0xffffffffn
  );
}

function isSeconds(text: string): boolean {
  return /^off$/i.test(text) || (/^[0-9]+$/.test(text) && BigInt(decimal(text)) <= 65535n);
}

/** The digits without leading zeros; a very long number is cut, it is too large anyhow. */
function decimal(digits: string): string {
  return (digits.replace(/^0+/, "") || "0").slice(0, 40);
}

/** What nearly every entry is; looked at first because it is quick. */
const PLAIN_IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$|\/)|(?=$|\/))){4}(?:\/(?:3[0-2]|[12]?\d))?$/;

function networkRefusal(entry: string): Refusal | null {
  if (PLAIN_IPV4.test(entry) || parseNetwork(entry)) return null;
  const address = entry.split("/", 1)[0] as string;
  return parseAddress(address)
    ? refusal(entry, "AllowedIP is not in the correct format")
    : refusal(address, "Unable to parse IP address");
}

function endpointRefusal(value: string): Refusal | null {
  const portless = () => refusal(value, "Unable to find port of endpoint");
  let host: string;
  let port: string;
  if (value.startsWith("[")) {
    const close = value.indexOf("]");
    if (close < 0) return refusal(value, "Unable to find matching brace of endpoint");
    [host, port] = [value.slice(1, close), value.slice(close + 2)];
    if (value[close + 1] !== ":" || port === "") return portless();
  } else {
    const colon = value.lastIndexOf(":");
    [host, port] = [value.slice(0, colon), value.slice(colon + 1)];
    if (colon < 0 || port === "") return portless();
  }
  if (!isService(port)) return refusal(value, SERVICE_REFUSED);
  return isHost(host) ? null : refusal(value, NAME_REFUSED);
}

/** Whether a resolver may know it: an address in any form it takes, or what can be a name. Names are not looked up. */
function isHost(host: string): boolean {
  if (host.includes(":")) {
    const [address = "", zone] = host.split("%", 2);
    const network = parseNetwork(`${address}/128`);
    return network !== null && (zone === undefined || /^[0-9]+$/.test(zone) || (zone !== "" && isLinkLocal(network)));
  }
  if (/^(?:0x[0-9a-f]*|[0-9]*)(?:\.(?:0x[0-9a-f]*|[0-9]*))*$/i.test(host)) return isLegacyIPv4(host);
  return /^[A-Za-z0-9_.\x80-\xff-]{1,253}$/.test(host) && !/^\.|\.\.|[^.]{64}/.test(host);
}

function isLinkLocal({ value }: Network): boolean {
  const top = Number(value >> 112n);
  return (top & 0xffc0) === 0xfe80 || top === 0xff02 || top === 0xff01;
}

/** The forms of inet_aton: one to four numbers, decimal, octal or hexadecimal; the last one fills what is left. */
function isLegacyIPv4(host: string): boolean {
  const parts = host.split(".");
  if (parts.length > 4 || !parts.every((part) => /^(?:0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)$/.test(part)))
    return false;
  const numbers = parts.map((part) => Number(/^0[0-7]+$/.test(part) ? `0o${part}` : part));
  const last = numbers.pop() as number;
  return numbers.every((number) => number < 256) && last < 256 ** (4 - numbers.length);
}
