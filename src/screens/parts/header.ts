/** The first row of every screen that has a server: which one it is, and on the right what is being done. */

import { type Row, rowWidth, type Span, span } from "../../text/row.ts";
import { visible } from "../../text/visible.ts";
import { shortKey } from "../../wireguard/key-text.ts";
import type { World } from "../../wireguard/world.ts";
import type { Words } from "../../words/words.ts";
import { ends } from "./cells.ts";

/** ` wg0 · 10.77.0.1/24 · port 47770 · up`, and `right` at the other end; what matters least goes first when narrow. */
export function header(world: World, words: Words, right: Row, columns: number): Row {
  const room = columns - rowWidth(right) - 2;
  const parts = partsOf(world, words);
  for (let dropped = 0; dropped < 4; dropped++) {
    const kept = parts.filter((part) => part.rank >= dropped);
    const row = joined(kept.map((part) => part.span));
    if (rowWidth(row) <= room || dropped === 3) return ends(row, [...right, span(" ")], columns);
  }
  return [];
}

/** A header without a server: the program's name. */
export function plainHeader(left: string, right: Row, columns: number): Row {
  return ends([span(` ${left}`, "strong")], [...right, span(" ")], columns);
}

function partsOf(world: World, words: Words): { readonly span: Span; readonly rank: number }[] {
  const { interface: own } = world.conf;
  const texts = words.screens.header;
  const key = world.publicKey === null ? [] : [{ span: span(shortKey(world.publicKey), "dim"), rank: 0 }];
  return [
    { span: span(visible(world.interfaceName), "strong"), rank: 3 },
    ...own.addresses.slice(0, 2).map((address, at) => ({ span: span(visible(address)), rank: at === 0 ? 3 : 1 })),
    { span: span(own.listenPort === null ? texts.noPort : texts.port(own.listenPort)), rank: 2 },
    ...key,
    { span: standing(world, words), rank: 3 },
    ...(world.demo ? [{ span: span(texts.demo, "warning"), rank: 3 }] : []),
  ];
}

function standing({ live, stranger, running }: World, words: Words): Span {
  const texts = words.screens.header;
  if (live !== null) return span(texts.up, "good");
  if (stranger) return span(texts.stranger, "warning");
  return span(running.kind === "down" ? texts.down : texts.unknown);
}

function joined(spans: readonly Span[]): Row {
  return [span(" "), ...spans.flatMap((one, at) => (at === 0 ? [one] : [span(" · ", "dim"), one]))];
}
