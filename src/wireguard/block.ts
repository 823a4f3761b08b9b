/**
 * The block of a new peer as it will stand at the end of a server's file: canonical spelling, the name in the
 * convention which the file already uses, one blank line before and none inside.
 */

import { byteText } from "./bytes.ts";
import { type Conf, type Edit, editText, parseConf } from "./conf.ts";
import { type NameFormId, nameFormOf, nameLines } from "./names.ts";

/** What role a line of a new block plays. */
export interface BlockLine {
  /** Readable text, without its line end. */
  readonly text: string;
  readonly role: "blank" | "name" | "header" | "setting";
  readonly key: string | null;
  readonly value: string | null;
}

/** `PublicKey = …` and the others, in the order in which they are written. */
export type BlockSettings = readonly (readonly [key: string, value: string])[];

/** The block's lines, the blank one before it included where the file needs it; the name in the file's convention. */
export function blockLines(
  conf: Conf,
  name: string,
  settings: BlockSettings,
  form: NameFormId = nameFormOf(conf),
): readonly BlockLine[] {
  const publicKey = settings.find(([key]) => key === "PublicKey")?.[1] ?? "";
  const marks = nameLines(form, name, { publicKey, ...nextNumber(conf, form) });
  const plain = (role: BlockLine["role"]) => (text: string) => ({ text, role, key: null, value: null });
  return [
    ...(needsBlank(conf) ? [plain("blank")("")] : []),
    ...marks.above.map(plain("name")),
    plain("header")("[Peer]"),
    ...marks.inside.map(plain("name")),
    ...ordered(form, settings).map(([key, value]) => ({
      text: `${key} = ${value}`,
      role: "setting" as const,
      key,
      value,
    })),
    ...marks.below.map(plain("name")),
  ];
}

/**
 * The edit that puts the block at the end of the file, in the line ends most of the file has. A last line without its
 * newline is completed first. The new text ends with a newline, and all the old bytes stand in it in their order.
 */
export function appendBlock(conf: Conf, lines: readonly BlockLine[]): Edit {
  const cr = hasCarriageReturns(conf) ? "\r" : "";
  const insert = lines.map(({ text }) => byteText(text) + cr);
  const count = conf.lines.length;
  const last = conf.lines[count - 1] as string;
  if (last === "") return { after: count - 1, remove: 0, insert };
  if (cr === "" || last.endsWith("\r")) return { after: count, remove: 0, insert: [...insert, ""] };
  return { after: count - 1, remove: 1, insert: [last + cr, ...insert, ""] };
}

/** As many lines as a tail of the file needs to hold its last sections whole, for a look at a few of them. */
const TAIL = 200;

/**
 * Whether a peer of this name, written in this form at the end of the file, would be read back as typed, and everybody
 * before it be called what they are called now. Looks at the end of the file alone: what stands before it is not touched.
 */
export function readsBack(conf: Conf, name: string, form: NameFormId = nameFormOf(conf)): boolean {
  const near = conf.peers.findLast(({ from }) => conf.lines.length - from >= TAIL) ?? conf.peers[0];
  const from = near ? near.from - 1 : Math.max(0, conf.lines.length - TAIL);
  const before = parseConf(conf.lines.slice(from).join("\n"));
  const settings = [
    ["PublicKey", `${"A".repeat(43)}=`],
    ["AllowedIPs", "10.0.0.2/32"],
  ] as const;
  const block = blockLines(conf, name, settings, form);
  if (block.some(({ text }) => /[\r\n\0]/.test(text))) return false;
  const after = parseConf(editText(before, [appendBlock(before, block)]));
  return (
    after.peers.length === before.peers.length + 1 &&
    after.peers.at(-1)?.name === name &&
    before.peers.every((peer, at) => after.peers[at]?.name === peer.name && after.peers[at]?.to === peer.to)
  );
}

/**
 * Whether a blank line is due before a block at the end: nowhere in an empty file, nor where one stands already. A line
 * of blanks alone is none: angristan's removal stops at a truly empty line only.
 */
function needsBlank({ lines }: Conf): boolean {
  const last = lines.at(-1) === "" ? lines.at(-2) : lines.at(-1);
  return last !== undefined && last !== "" && last !== "\r";
}

function hasCarriageReturns({ lines }: Conf): boolean {
  let with_ = 0;
  const ends = lines.length - 1;
  for (let at = 0; at < ends; at++) if ((lines[at] as string).endsWith("\r")) with_++;
  return with_ * 2 > ends;
}

/** wg-cmd finds a peer's PresharedKey only before its PublicKey (peer-names.md, row 5). */
function ordered(form: NameFormId, settings: BlockSettings): BlockSettings {
  if (form !== "wg-cmd") return settings;
  const first = settings.filter(([key]) => key === "PresharedKey");
  return [...first, ...settings.filter(([key]) => key !== "PresharedKey")];
}

/** The number a new peer gets where the convention counts: one more than the highest. */
const NUMBER: Readonly<Record<string, RegExp>> = {
  "wg-easy": /^#\s*Client: .* \((\d{1,9})\)\s*$/,
  "easy-wg-quick": /^#\s*(\d{1,9}): /,
};

function nextNumber(conf: Conf, form: NameFormId): { number: number } | Record<never, never> {
  const pattern = NUMBER[form];
  if (!pattern) return {};
  let highest: number | null = null;
  for (const peer of conf.peers) {
    for (let at = peer.from - 1; at < peer.line - 1; at++) {
      const found = pattern.exec((conf.lines[at] as string).slice(0, 1000))?.[1];
      if (found !== undefined) highest = Math.max(highest ?? 0, Number(found));
    }
  }
  return highest === null ? {} : { number: highest + 1 };
}
