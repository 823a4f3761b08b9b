/**
 * What a hook does, command by command: the few kinds that servers' files have, recognised by their words; whatever
 * else it is stays "a command of your own". Reads the text as a shell would split it, and runs nothing.
 */

import { commandsOf } from "../wireguard/shell.ts";

/** Whether a rule comes, goes, or is only looked for. */
export type Way = "add" | "remove" | "check";

export type HookAct =
  /** Packets that leave get this machine's own address. `out` is the network card, null where none is named. */
  | { readonly id: "masquerade"; readonly way: Way; readonly out: string | null; readonly ipv6: boolean }
  /** Packets out of the tunnel, or into it, may pass this machine; `tunnel` is null where the rule names none. */
  | { readonly id: "forward"; readonly way: Way; readonly tunnel: "from" | "into" | null; readonly ipv6: boolean }
  /** Packets to this machine itself are let in; `port` is null where the rule names none. */
  | { readonly id: "let-in"; readonly way: Way; readonly port: string | null; readonly ipv6: boolean }
  /** The size of TCP's packets is held to what fits the tunnel. */
  | { readonly id: "clamp"; readonly way: Way; readonly ipv6: boolean }
  /** Any other rule of a packet filter. */
  | { readonly id: "filter"; readonly way: Way; readonly program: string }
  | { readonly id: "ip-forward"; readonly ipv6: boolean; readonly on: boolean }
  | { readonly id: "sysctl"; readonly name: string }
  | { readonly id: "rule"; readonly way: Way }
  | { readonly id: "route"; readonly way: Way; readonly to: string }
  /** The interface's private key is read from a file. */
  | { readonly id: "private-key" }
  /** Something else of the interface is set. */
  | { readonly id: "wg-set" }
  | { readonly id: "names" }
  | { readonly id: "own"; readonly program: string };

/** What the command does, in its order; `true`, which only keeps a failure from counting, is left out. */
export function hookActs(command: string): readonly HookAct[] {
  const built = BUILT.exec(command.trim())?.[1];
  if (built !== undefined) return [{ id: "own", program: built }];
  return commandsOf(command).flatMap(({ words: [program = "", ...words] }) =>
    program === "true" || program === ":" ? [] : [ACTS[program]?.(words) ?? { id: "own" as const, program }],
  );
}

/** Where one of these begins the line, what is done hangs on more than the words say. */
const BUILT = /^(if|for|while|until|case|\{|\()(?=\s)/;

type Reader = (words: readonly string[]) => HookAct | null;

const ACTS: Readonly<Record<string, Reader>> = {
  iptables: (words) => packetRule(words, "iptables", false),
  ip6tables: (words) => packetRule(words, "ip6tables", true),
  "iptables-legacy": (words) => packetRule(words, "iptables", false),
  "iptables-nft": (words) => packetRule(words, "iptables", false),
  nft: nftRule,
  ufw: (words) => ({ id: "filter", way: words.includes("delete") ? "remove" : "add", program: "ufw" }),
  "firewall-cmd": (words) => {
    const way = words.some((word) => word.startsWith("--remove-")) ? "remove" : "add";
    const masquerade = words.some((word) => /^--(?:add|remove)-masquerade$/.test(word));
    return masquerade
      ? { id: "masquerade", way, out: null, ipv6: false }
      : { id: "filter", way, program: "firewall-cmd" };
  },
  sysctl: (words) => sysctlAct(words.find((word) => word.includes("=")) ?? ""),
  echo: (words) => procAct(words),
  ip: routing,
  wg: (words) =>
    words[0] === "set" ? (words.includes("private-key") ? { id: "private-key" } : { id: "wg-set" }) : null,
  resolvectl: () => ({ id: "names" }),
  "systemd-resolve": () => ({ id: "names" }),
  resolvconf: () => ({ id: "names" }),
};

/** `iptables [-t nat] -A CHAIN … -j TARGET`. */
function packetRule(words: readonly string[], program: string, ipv6: boolean): HookAct {
  const at = words.findIndex((word) => /^(?:-[AIDC]|--(?:append|insert|delete|check))$/.test(word));
  const order = words[at] ?? "";
  const way: Way = /^(?:-D|--delete)$/.test(order) ? "remove" : /^(?:-C|--check)$/.test(order) ? "check" : "add";
  const chain = words[at + 1] ?? "";
  const target = after(words, "-j", "--jump");
  // A rule that holds for everything but what it names says the opposite of what it seems to.
  const plain = at >= 0 && !words.includes("!");
  if (plain && chain === "POSTROUTING" && (target === "MASQUERADE" || target === "SNAT"))
    return { id: "masquerade", way, out: after(words, "-o", "--out-interface"), ipv6 };
  if (plain && chain === "FORWARD" && target === "ACCEPT") {
    const isTunnel = (card: string | null) => card !== null && /^(?:%i|wg.*)$/.test(card);
    const from = isTunnel(after(words, "-i", "--in-interface"));
    const into = isTunnel(after(words, "-o", "--out-interface"));
    return { id: "forward", way, tunnel: from === into ? null : from ? "from" : "into", ipv6 };
  }
  if (plain && chain === "INPUT" && target === "ACCEPT")
    return { id: "let-in", way, port: after(words, "--dport", "--destination-port"), ipv6 };
  return at >= 0 && target === "TCPMSS" ? { id: "clamp", way, ipv6 } : { id: "filter", way, program };
}

/** `nft add rule ip nat postrouting oifname eth0 masquerade`; `nft -f FILE` holds nobody knows what. */
function nftRule(words: readonly string[]): HookAct {
  const text = words.join(" ");
  const way: Way = /\b(?:delete|flush|destroy)\b/.test(text) ? "remove" : "add";
  const rule = /\b(?:add|insert) rule\b/.test(text);
  if (rule && /\bmasquerade\b|\bsnat\b/.test(text)) {
    const out = /\boif(?:name)? "?([^\s"]+)/.exec(text)?.[1] ?? null;
    return { id: "masquerade", way, out, ipv6: /\bip6\b/.test(text) };
  }
  return { id: "filter", way, program: "nft" };
}

const FORWARDING = /^net[./](?:ipv4[./](?:ip_forward|conf[./].+[./]forwarding)|(ipv6)[./]conf[./].+[./]forwarding)$/;

function sysctlAct(setting: string): HookAct | null {
  const [name = "", value = ""] = setting.split("=").map((part) => part.trim());
  if (name === "") return null;
  const found = FORWARDING.exec(name);
  return found ? { id: "ip-forward", ipv6: found[1] !== undefined, on: value !== "0" } : { id: "sysctl", name };
}

/** `echo 1 > /proc/sys/net/ipv4/ip_forward`. */
function procAct(words: readonly string[]): HookAct | null {
  const path = /\/proc\/sys\/(.+)$/.exec(words.at(-1) ?? "")?.[1];
  return path === undefined ? null : sysctlAct(`${path}=${words[0]}`);
}

const WAYS: Readonly<Record<string, Way>> = {
  add: "add",
  append: "add",
  replace: "add",
  del: "remove",
  delete: "remove",
};

/** `ip [-4] route add NETWORK dev …`, `ip rule add …`. */
function routing(words: readonly string[]): HookAct | null {
  const [what = "", how = "", ...rest] = words.filter((word) => !/^-\S/.test(word));
  const way = WAYS[how];
  if (!way) return null;
  if (/^ru(?:le)?$/.test(what)) return { id: "rule", way };
  return /^r(?:oute)?$/.test(what) ? { id: "route", way, to: rest[0] ?? "" } : null;
}

function after(words: readonly string[], ...flags: readonly string[]): string | null {
  const at = words.findIndex((word) => flags.includes(word));
  return at < 0 ? null : (words[at + 1] ?? null);
}
