/** Rules about PreUp, PostUp, PreDown and PostDown: commands of the shell that wg-quick runs (wireguard-semantics.md §2.1). */
import { readable } from "../wireguard/bytes.ts";
import type { Hook } from "../wireguard/conf.ts";
import { commandsOf, hashInside, type ShellCommand } from "../wireguard/shell.ts";
import type { Evidence } from "./evidence.ts";
import { type Found, replaced, rule, told } from "./rule.ts";

export const HOOK_RULES = [
  rule(29, "hook-unpaired", "warning", ["file"], unpaired, "any"),
  rule(30, "hash-in-hook", "error", ["file"], hashInHook, "any"),
  rule(31, "fixed-interface-in-hook", "info", ["file"], fixedInterface, "any"),
  rule(38, "hook-fails-when-repeated", "warning", ["file"], failsRepeated, "any"),
] as const;

interface Step extends ShellCommand {
  readonly hook: Hook;
}

/** The commands of the hooks that run at the start, or at the end. */
function steps({ world }: Evidence, when: "Up" | "Down"): Step[] {
  return world.conf.interface.hooks
    .filter(({ key }) => key.endsWith(when))
    .flatMap((hook) => commandsOf(readable(hook.command)).map((command) => ({ ...command, hook })));
}

/** What is known to add and take away; any other program may do either, unseen. */
const KNOWN: ReadonlySet<string> = new Set(
  "iptables ip6tables nft ip sysctl echo printf true : logger wg wg-quick sleep test [ resolvectl resolvconf modprobe ethtool tc ping".split(
    " ",
  ),
);

/** Each rule that is put in at the start must be taken out at the end: else it is there twice after a restart. */
function unpaired(evidence: Evidence): Found<"hook-unpaired">[] {
  const { interfaceName } = evidence.world;
  const [up, down] = [steps(evidence, "Up"), steps(evidence, "Down")];
  const scripts = (list: readonly Step[]) => list.some(({ words }) => !KNOWN.has(words[0] ?? ""));
  const found = (step: Step, what: "undo" | "redo"): Found<"hook-unpaired"> => ({
    line: step.hook.line,
    values: { command: told(step.words.join(" ")), what },
  });
  const removals = new Set(down.flatMap((step) => filterRule(step, DELETE, interfaceName) ?? []));
  const additions = new Set(up.flatMap((step) => filterRule(step, ADD, interfaceName) ?? []));
  const left = scripts(down)
    ? []
    : up.filter((step) => {
        const added = filterRule(step, ADD, interfaceName);
        if (added !== null) return !removals.has(added) && !down.some((other) => empties(other, step));
        return leaves(step) && !down.some((other) => takesBack(other, step));
      });
  const early = scripts(up)
    ? []
    : down.filter((step) => {
        const gone = filterRule(step, DELETE, interfaceName);
        return gone !== null && !step.caught && !additions.has(gone) && !/ \d+$/.test(gone);
      });
  return [...left.map((step) => found(step, "undo")), ...early.map((step) => found(step, "redo"))];
}

const ADD = /^(?:-A|-I|--append|--insert)$/;
const DELETE = /^(?:-D|--delete)$/;

/** A rule of iptables without what it does with it: `iptables -t nat POSTROUTING -o eth0 -j MASQUERADE`. */
function filterRule({ words }: Step, action: RegExp, interfaceName: string): string | null {
  if (!/^ip6?tables$/.test(words[0] ?? "")) return null;
  const at = words.findIndex((word) => action.test(word));
  if (at < 0) return null;
  const chain = words[at + 1] ?? "";
  const numbered = /^(?:-I|--insert)$/.test(words[at] ?? "") && /^\d+$/.test(words[at + 2] ?? "");
  const rest = [...words.slice(1, at), chain, ...words.slice(at + (numbered ? 3 : 2))]
    .filter((word) => word !== "-w" && word !== "--wait")
    .map((word) => (word === interfaceName ? "%i" : word));
  return [words[0], ...tableFirst(rest)].join(" ");
}

/** `-t nat` may stand anywhere. */
function tableFirst(words: readonly string[]): string[] {
  const at = words.findIndex((word) => word === "-t" || word === "--table");
  if (at < 0) return [...words];
  return ["-t", words[at + 1] ?? "", ...words.slice(0, at), ...words.slice(at + 2)];
}

/** A chain that is emptied, or a rule that is taken out by its number. */
function empties({ words }: Step, { words: added }: Step): boolean {
  if (words[0] !== added[0]) return false;
  if (words.some((word) => word === "-F" || word === "--flush" || word === "-X")) return true;
  const at = words.findIndex((word) => DELETE.test(word));
  return at >= 0 && /^\d+$/.test(words[at + 2] ?? "");
}

/** What outlives the interface: rules of nftables, policy rules. Routes go with their device. */
function leaves({ words }: Step): boolean {
  const [program, ...rest] = words;
  if (program === "nft") return /^(?:add|insert|create|-f)$/.test(rest[0] ?? "");
  return program === "ip" && /^(?:-[46] )?rule add\b/.test(rest.join(" "));
}

function takesBack({ words }: Step, { words: added }: Step): boolean {
  if (words[0] !== added[0]) return false;
  if (words[0] === "nft") return /^(?:delete|flush|destroy|-f)$/.test(words[1] ?? "");
  return /\brule (?:del|delete|flush)\b/.test(words.join(" "));
}

/** From this version on a hook reaches bash as it is written (wireguard-tools 90deacd). */
const PASSES_HASH = "1.0.20260223";

function hashInHook({ world, machine }: Evidence): Found<"hash-in-hook">[] {
  const tools = machine?.tools ?? null;
  if (tools !== null && tools >= PASSES_HASH) return [];
  return world.conf.interface.hooks
    .filter(({ command }) => hashInside(command) >= 0)
    .map(({ line }) => ({
      line,
      values: { tools, certain: tools !== null },
      severity: tools === null ? "warning" : "error",
    }));
}

/** Its own name where `%i` would do, and `%I`, which stays as it is. */
function fixedInterface({ world }: Evidence): Found<"fixed-interface-in-hook">[] {
  const name = world.interfaceName;
  const literal = name === "" ? null : new RegExp(`(?<![\\w./%-])${name.replace(/[.+=]/g, "\\$&")}(?![\\w.-])`);
  return world.conf.interface.hooks.flatMap(({ command, line }) => {
    const text = command.includes("%I") ? "%I" : literal?.test(command) ? name : null;
    return text === null ? [] : [{ line, values: { text } }];
  });
}

/** Commands that fail where what they make is there already, and the word that makes them forgiving. */
const ONCE_ONLY: readonly { readonly makes: RegExp; readonly unless?: RegExp }[] = [
  // Without a number of its own a policy rule is simply there twice (net/core/fib_rules.c, rule_exists).
  { makes: /^ip (?:-[46] )?rule add\b.* (?:pref|preference|prio|priority|order) \d/ },
  { makes: /^ip (?:-[46] )?route add\b/, unless: / dev %i\b/ },
  { makes: /^ip link add\b/ },
  { makes: /^ip6?tables (?:.* )?(?:-N|--new-chain)\b/ },
  { makes: /^ipset (?:-N|create)\b/, unless: / (?:-exist|-!)(?: |$)/ },
  { makes: /^nft create\b/ },
  { makes: /^tc qdisc add\b/, unless: / dev %i\b/ },
  { makes: /^mkdir\b/, unless: / (?:-\w*p\w*|--parents)(?: |$)/ },
];

/** Words, whole quotes and output thrown away: a command behind which `|| true` means what it says. */
const PLAIN = /^(?:[\w.,:=/%+@\t -]|'[^'#]*'|"[^"\\$`#]*"|[12&]?>{1,2} ?\/dev\/null|2>&1)+$/;

/** After a start that failed half way, or a crash, such a command ends the next start (`set -e`). */
function failsRepeated(evidence: Evidence): Found<"hook-fails-when-repeated">[] {
  const { conf, interfaceName } = evidence.world;
  return steps(evidence, "Up").flatMap(({ words, caught, hook }) => {
    const text = words.map((word) => (word === interfaceName ? "%i" : word)).join(" ");
    const hit = ONCE_ONLY.find(({ makes, unless }) => makes.test(text) && !unless?.test(text));
    if (caught || !hit) return [];
    const raw = (conf.lines[hook.line - 1] as string).replace(/\s+$/, "");
    const alone = commandsOf(readable(hook.command)).length === 1 && PLAIN.test(hook.command);
    const mend = alone ? [replaced(conf, hook.line, `${raw} || true`)] : null;
    return [{ line: hook.line, values: { command: told(words.join(" ")) }, mend }];
  });
}
