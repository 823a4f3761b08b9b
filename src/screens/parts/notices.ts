/** What stands above the list of peers where the server is not as it should be, or is the demo's. */
import type { State } from "../../app/state.ts";
import type { Row } from "../../text/row.ts";
import { visible } from "../../text/visible.ts";
import type { Fault } from "../../wireguard/grammar.ts";
import type { World } from "../../wireguard/world.ts";
import { differing } from "../../wizard/followed.ts";
import type { Words } from "../../words/words.ts";
import { line, marked, paragraph } from "./cells.ts";
import { fileName } from "./paths.ts";
import { troubleSentences } from "./trouble-rows.ts";

/** The notices that this state calls for, the gravest first. */
export function notices(state: State, world: World, words: Words): Row[] {
  const { columns } = state.size;
  const texts = words.screens.notices;
  return [
    ...faultRows(world, words, columns),
    ...(world.stranger
      ? marked("!", texts.stranger({ interfaceName: visible(world.interfaceName) }), columns, "warning")
      : []),
    ...(world.running.kind === "up" || world.running.kind === "down"
      ? []
      : marked(
          "!",
          texts.notUp[world.running.kind]({ interfaceName: visible(world.interfaceName) }),
          columns,
          "warning",
          2,
        )),
    ...ownRows(world, words, columns),
    ...(world.demo ? demoRows(state, world, words, columns) : []),
  ];
}

/** Port and addresses that run otherwise than the file has them; of another key the notice about it tells. */
function ownRows(world: World, words: Words, columns: number): Row[] {
  const differs = differing(world);
  if (world.stranger || differs === null) return [];
  return marked("!", words.remarks["follow-differs"](differs.values), columns, "warning", 2);
}

/** One fault as a sentence: what `wg` would refuse, and in which line. */
export function faultSentence(fault: Fault, words: Words): string {
  const { troubles, screens } = words;
  const sentence = (troubles.faults[fault.id] as (values: Fault["values"]) => string)(fault.values);
  return screens.notices.fault({ line: fault.line, sentence });
}

function faultRows(world: World, words: Words, columns: number): Row[] {
  const first = world.faults[0];
  if (!first) return [];
  const texts = words.screens.notices;
  return [
    ...marked("!", texts.faults({ count: world.faults.length, file: fileName(world.path) }), columns, "error", 2),
    ...marked(" ", visible(faultSentence(first, words)), columns, "plain", 3),
    ...(first.says === null
      ? []
      : [
          line(
            `  ${texts.says({ program: first.refusedBy === "wg-quick" ? "wg-quick" : "wg", says: visible(first.says) })}`,
            "dim",
          ),
        ]),
  ];
}

/** Why it is the demo and what to type for the real thing; then what the demo is. */
function demoRows(state: State, world: World, words: Words, columns: number): Row[] {
  const demo = paragraph(words.screens.notices.demo({ path: visible(world.path) }), columns, "plain", 2);
  return state.demoBecause === null ? demo : [...troubleSentences(state.demoBecause, words, columns).flat(), ...demo];
}
