/** Asks what is to become of a change that stopped in the middle; it was named already. */
import type { Context } from "../commands/command.ts";
import type { Settling, Unfinished } from "../plans/undo.ts";
import { type Asker, Cancelled } from "./asker.ts";

/** Null where it is left open for now. Ways out that are closed are not offered. */
export async function promptUnfinished(
  context: Context,
  { canFinish, canTakeBack }: Unfinished,
  asking: Asker,
): Promise<Settling | null> {
  const said = context.words.commands.unfinished;
  const choices: { readonly value: Settling | "later"; readonly name: string }[] = [
    ...(canFinish ? [{ value: "finish", name: said.finish } as const] : []),
    ...(canTakeBack ? [{ value: "take-back", name: said.takeBack } as const] : []),
    ...(canFinish && canTakeBack ? [] : [{ value: "leave", name: said.leave } as const]),
    { value: "later", name: said.later },
  ];
  try {
    const picked = await asking.pick({ message: said.ask, choices, suggestion: "later" });
    return picked === "later" ? null : (picked as Settling);
  } catch (error) {
    if (error instanceof Cancelled) return null;
    throw error;
  }
}
