/**
 * HOST:PORT as the phones' apps take it, which is less than `wg` takes (wireguard-semantics.md §6.1): ASCII names
 * without `_`, IPv6 in brackets, a port always.
 */

import { type Address, formatAddress, hostOf, parseAddress, specialOf } from "../wireguard/address.ts";
import { asciiHost } from "../wireguard/host-name.ts";
import { quoted, refused } from "./parsed.ts";
import type { Endpoint } from "./question.ts";
import type { Remark } from "./remarks.ts";

export type ReadEndpoint =
  | { readonly ok: true; readonly value: Endpoint }
  | { readonly ok: false; readonly problem: Remark };

/** `203.0.113.5:47770`, `[2001:db8::1]:47770`. */
export function formatEndpoint({ host, port }: Endpoint): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

/** The host as an address; null where it is a name. */
export function addressIn({ host }: Endpoint): Address | null {
  return parseAddress(host);
}

/** Reads what was typed; `usual` is the port that a text without one most likely means. */
export function readEndpoint(text: string, usual: number | null): ReadEndpoint {
  const typed = text.trim();
  const port = usual ?? "PORT";
  if (typed === "") return refused("endpoint-empty", { port: usual });
  const scheme = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(typed);
  if (scheme) {
    const rest = scheme[1] || "HOST";
    const inner = readEndpoint(rest, usual);
    if (!inner.ok && inner.problem.id === "endpoint-special") return inner;
    const would = inner.ok ? formatEndpoint(inner.value) : `${rest.replace(/:.*$/, "")}:${port}`;
    return refused("endpoint-scheme", { text: quoted(typed), would: quoted(would) });
  }
  if (typed.startsWith("[")) return bracketed(typed, port);
  if (typed.split(":").length > 2) return bareIPv6(typed, usual);
  const colon = typed.indexOf(":");
  const host = colon < 0 ? typed : typed.slice(0, colon);
  if (host === "") return refused("endpoint-empty", { port: usual });
  const problem = hostProblem(host);
  if (problem) return { ok: false, problem };
  if (colon < 0 || colon === typed.length - 1)
    return refused("endpoint-no-port", { text: quoted(typed), would: `${host}:${port}` });
  return withPort(host, typed.slice(colon + 1));
}

function bracketed(typed: string, port: number | string): ReadEndpoint {
  const [, inside = "", after = ""] = /^\[([^\]]*)\]?(.*)$/.exec(typed) ?? [];
  const address = parseAddress(inside);
  if (address?.family !== 6) return refused("endpoint-address", { host: quoted(inside || typed) });
  const host = formatAddress(address);
  const nowhere = specialProblem(address, inside);
  if (nowhere) return { ok: false, problem: nowhere };
  if (!after.startsWith(":") || after === ":")
    return refused("endpoint-no-port", { text: quoted(typed), would: `[${host}]:${port}` });
  return withPort(host, after.slice(1));
}

/** `wg` splits such a text at its last colon; the phones refuse it, and a reader cannot tell. */
function bareIPv6(typed: string, usual: number | null): ReadEndpoint {
  const at = typed.lastIndexOf(":");
  const whole = parseAddress(typed);
  const head = parseAddress(typed.slice(0, at));
  const tail = Number(typed.slice(at + 1));
  const meant = whole ?? head;
  const nowhere = meant && specialProblem(meant, formatAddress(meant));
  if (nowhere) return { ok: false, problem: nowhere };
  const split = head && Number.isInteger(tail) && tail > 0 && tail < 65536 && (!whole || tail === usual);
  if (split) return refused("endpoint-bare-ipv6", { text: quoted(typed), would: `[${formatAddress(head)}]:${tail}` });
  if (whole)
    return refused("endpoint-bare-ipv6", {
      text: quoted(typed),
      would: `[${formatAddress(whole)}]:${usual ?? "PORT"}`,
    });
  return refused("endpoint-host", { host: quoted(typed) });
}

function withPort(host: string, text: string): ReadEndpoint {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65535)
    return refused("endpoint-port", { port: quoted(text.trim()) });
  return { ok: true, value: { host, port } };
}

function hostProblem(host: string): Remark | null {
  const address = parseAddress(host);
  if (address) return specialProblem(address, host);
  const foreign = Array.from(host).find((sign) => (sign.codePointAt(0) as number) > 126);
  if (foreign)
    return refused("endpoint-not-ascii", { host: quoted(host), sign: quoted(foreign), would: asciiHost(host) }).problem;
  if (host.includes("_")) return refused("endpoint-underscore", { host: quoted(host) }).problem;
  const sign = /[^A-Za-z0-9.-]/.exec(host)?.[0];
  if (sign !== undefined) return refused("endpoint-sign", { host: quoted(host), sign: quoted(sign) }).problem;
  const labels = host.split(".");
  const formed =
    host.length <= 253 && labels.every((label) => /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(label));
  if (!formed) return refused("endpoint-host", { host: quoted(host) }).problem;
  // Numbers alone are no name, and were they an address they would have been read as one.
  return /^\d+$/.test(labels.at(-1) ?? "") ? refused("endpoint-address", { host: quoted(host) }).problem : null;
}

/** An address that no server can be called at, wherever the device is. */
function specialProblem(address: Address, host: string): Remark | null {
  const what = specialOf(hostOf(address));
  return what === null ? null : refused("endpoint-special", { host: quoted(host), what }).problem;
}
