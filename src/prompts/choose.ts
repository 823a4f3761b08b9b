/** Asks which of several interfaces is meant. */
import type { Context } from "../commands/command.ts";
import { visible } from "../text/visible.ts";
import type { Opening } from "../wireguard/opening.ts";
import { type Asker, asker, Cancelled } from "./asker.ts";

type Interfaces = Extract<Opening, { kind: "several" }>["interfaces"];

/** The path of the chosen one, `wg0` being offered first; null where nothing was chosen. */
export async function chooseInterface(
  context: Context,
  interfaces: Interfaces,
  asking?: Asker,
): Promise<string | null> {
  const { commands, screens } = context.words;
  const usual = interfaces.find((one) => one.name === "wg0");
  try {
    return await (asking ?? (await asker(context))).pick({
      message: commands.prompts.whichInterface,
      choices: interfaces.map(({ name, path, peers }) => ({
        value: path,
        name: `${visible(name)}   ${visible(path)}   ${screens.header.peers(peers)}`,
      })),
      suggestion: usual?.path ?? null,
    });
  } catch (error) {
    if (error instanceof Cancelled) return null;
    throw error;
  }
}
