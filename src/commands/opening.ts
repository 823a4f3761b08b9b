/**
 * How a subcommand comes to its server: found, chosen, or told what is in the way and what to do about it.
 */
import type { Host } from "../host/host.ts";
import { visible } from "../text/visible.ts";
import type { Opening, Trouble } from "../wireguard/opening.ts";
import type { World } from "../wireguard/world.ts";
import type { Words } from "../words/words.ts";
import type { Context, ExitStatus } from "./command.ts";

export type Opened =
  | { readonly kind: "opened"; readonly host: Host; readonly world: World }
  /** All is said. */
  | { readonly kind: "end"; readonly status: ExitStatus; readonly trouble: Trouble | null };

/**
 * The server of `-i`, or the one that is found; `facts` false leaves out what a list does not need. A choice between several is
 * asked for where somebody sits there.
 */
export async function openFor(context: Context, options: { readonly facts?: boolean } = {}): Promise<Opened> {
  const { openServer } = await import("../host/open.ts");
  const host = await context.host();
  let opening: Opening = await openServer(host, context.options.interface, { ...options, sudo: context.sudo });
  if (opening.kind === "several" && context.tty.stdin && context.tty.stderr) {
    const { chooseInterface } = await import("../prompts/choose.ts");
    const path = await chooseInterface(context, opening.interfaces);
    if (path === null) return { kind: "end", status: 130, trouble: null };
    opening = await openServer(host, path, { ...options, sudo: context.sudo });
  }
  if (opening.kind === "opened") return { kind: "opened", host, world: opening.world };
  if (opening.kind === "several") {
    context.err(`${context.words.commands.usage.severalInterfaces}\n`);
    for (const { name, path } of opening.interfaces) context.err(`  -i ${visible(name)}   ${visible(path)}\n`);
    return { kind: "end", status: 2, trouble: null };
  }
  context.err(`${troubleText(opening.trouble, context.words)}\n`);
  return { kind: "end", status: 1, trouble: opening.trouble };
}

/** What is in the way, and the lines that say what to do. */
export function troubleText(trouble: Trouble, words: Words): string {
  const sentence = words.troubles.opening[trouble.id] as (trouble: Trouble) => {
    what: string;
    next: readonly string[];
  };
  const { what, next } = sentence(trouble);
  return [what, ...next.map((line) => `  ${line}`)].map(visible).join("\n");
}
