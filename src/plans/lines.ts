/** How the rows of the two files are made: one small maker for each kind, so that no field is ever forgotten. */
import { type NoteId, PAIR_OF } from "../notes/note.ts";
import { secretIn } from "../wireguard/secret.ts";
import type { QuestionId } from "../wizard/question.ts";
import type { ViewLine } from "./plan.ts";

const BARE: ViewLine = {
  kind: "new",
  text: "",
  number: null,
  note: null,
  pair: null,
  counterpart: null,
  question: null,
  key: null,
  value: null,
  secret: false,
  unknown: false,
  describes: null,
  absent: [],
};

/** Keys whose values are never drawn unless asked for. */
const SECRET_KEYS: ReadonlySet<string> = new Set(["privatekey", "presharedkey"]);

/** The settings of a server's block that a question decides: their notes, and the question. */
export const SETTING_ROWS = {
  PublicKey: ["server-peer/PublicKey", "keys"],
  PresharedKey: ["server-peer/PresharedKey", "psk"],
  AllowedIPs: ["server-peer/AllowedIPs", "address"],
} as const;

/** Any line that comes or goes, made of what differs from an empty one. */
export function lineOf(fields: Partial<ViewLine>): ViewLine {
  const pair = fields.note ? (PAIR_OF[fields.note] ?? null) : null;
  return { ...BARE, pair, ...fields };
}

/** `Key = value`, new. */
export function settingLine(key: string, value: string, note: NoteId, question: QuestionId | null): ViewLine {
  const secret = SECRET_KEYS.has(key.toLowerCase());
  return lineOf({ text: `${key} = ${value}`, key, value, note, question, secret });
}

/** A header, new. */
export function headerLine(text: string, note: NoteId, describes: "peer" | "server"): ViewLine {
  return lineOf({ text, note, describes });
}

/** The empty row that stands for keys which are left out on purpose. */
export function absentLine(keys: readonly string[], note: NoteId, question: QuestionId | null = null): ViewLine {
  return lineOf({ kind: "absent", absent: keys, note, question });
}

/**
 * A line that stands in the file already. A secret in it stays one, also in a line that is switched off by a comment
 * or kept in one (`#[disabled] PresharedKey = …`, `# -WGP- PrivateKey: …`), or in a hook.
 */
export function contextLine(text: string, number: number): ViewLine {
  const secret = secretIn(text);
  if (secret !== null) {
    const key = text.slice(0, text.lastIndexOf(secret)).replace(/\s*[:=]?\s*$/, "");
    return lineOf({ kind: "context", text, number, key, value: secret, secret: true });
  }
  const parts = /^\s*([A-Za-z]+)\s*=\s*([^#]*[^#\s])/.exec(text);
  return lineOf({ kind: "context", text, number, key: parts?.[1] ?? null, value: parts?.[2] ?? null });
}
