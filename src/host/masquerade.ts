/**
 * Whether this machine lends its own address to what comes out of the tunnel: any masquerade or SNAT rule of nftables
 * or iptables. Which rule would match which packet is not asked.
 */
import { run } from "./programs.ts";

/** Null where no program could be asked, as without root. */
export async function masquerade(): Promise<boolean | null> {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return null;
  const answers = await Promise.all([nftables(), iptables("iptables-save"), iptables("ip6tables-save")]);
  if (answers.includes(true)) return true;
  return answers.includes(false) ? false : null;
}

async function nftables(): Promise<boolean | null> {
  const json = await run("nft", ["-j", "list", "ruleset"]);
  if (json?.status === 0) {
    try {
      return translates(JSON.parse(json.stdout));
    } catch {}
  }
  // An nft built without JSON.
  const plain = await run("nft", ["list", "ruleset"]);
  return plain?.status === 0 ? translatesText(plain.stdout) : null;
}

/** Whether a statement of the ruleset (libnftables-json(5)) is one; names of chains and comments do not count. */
export function translates(node: unknown): boolean {
  if (Array.isArray(node)) return node.some(translates);
  if (node === null || typeof node !== "object") return false;
  return Object.entries(node).some(([key, value]) => {
    if (key === "masquerade" || key === "snat") return true;
    if (key === "xt") return /^(MASQUERADE|SNAT)$/.test(String((value as { name?: unknown } | null)?.name));
    return translates(value);
  });
}

/** The same of `nft list ruleset`: a rule that ends in one, not a chain that is called so. */
export function translatesText(text: string): boolean {
  return text
    .replace(/"[^"\n]*"/g, "")
    .split("\n")
    .some(
      (line) =>
        !/^\s*(chain|table|set|map|flowtable)\b/.test(line) && /(?<!jump |goto )\b(masquerade|snat)\b/.test(line),
    );
}

async function iptables(program: string): Promise<boolean | null> {
  const saved = await run(program, []);
  return saved?.status === 0 ? /^-A .*-j (MASQUERADE|SNAT)\b/m.test(saved.stdout) : null;
}
