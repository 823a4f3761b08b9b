/** Where the running interface could not be told of all of a change: why, what is left to be typed, what does it. */
import type { Change, StepResult } from "../../plans/plan.ts";
import { leftToType } from "../../plans/unloaded.ts";
import type { Row } from "../../text/row.ts";
import { visible } from "../../text/visible.ts";
import type { World } from "../../wireguard/world.ts";
import type { Words } from "../../words/words.ts";
import { paragraph } from "./cells.ts";
import { failureRows } from "./failure.ts";

/** Empty where all of it was done. */
export function leftRows(
  { loading }: Pick<Change, "loading">,
  results: readonly StepResult[],
  world: World,
  words: Words,
  columns: number,
): Row[] {
  const failure = results.find(({ status }) => status === "failed")?.failure ?? null;
  if (failure === null) return [];
  const command = leftToType(loading, results);
  const said = words.live.loading.left({ interfaceName: visible(world.interfaceName) });
  return [
    ...failureRows(failure, words, columns),
    ...(command === null ? [] : [...paragraph(said, columns), ...paragraph(visible(command), columns, "strong")]),
    ...paragraph(words.live.loading.again, columns),
  ];
}
