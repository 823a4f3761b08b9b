/**
 * The change of the server's file, and of what is edited with it, as a unified diff, with line numbers: made from the plan's edits, so it shows what
 * will be written and nothing else. Values that are secret are marked; the drawer masks them.
 */
import { type Edit, parseConf, readable } from "../wireguard/conf.ts";
import { contextLine } from "./lines.ts";
import type { FileChange, Plan } from "./plan.ts";

export interface DiffLine {
  readonly kind: "hunk" | "context" | "new" | "gone";
  /** Readable text, not cleaned or masked yet; for a hunk its head: `@@ -26,2 +26,8 @@`, or a file's. */
  readonly text: string;
  /** The line's number in the file as it was, and as it will be; null where it is in neither. */
  readonly before: number | null;
  readonly after: number | null;
  /** What of the text must not be drawn unless asked for; null where nothing is secret. */
  readonly secret: string | null;
}

/** Lines shown above and below a change. */
const CONTEXT = 3;

/** What goes, what comes, three lines around it. The server's file has no head; another one that is edited with it has. */
export function diffOf(plan: Pick<Plan, "files">): readonly DiffLine[] {
  const edits = plan.files.filter((file) => file.kind === "edit");
  return edits.flatMap((edit, at) => [...(at === 0 ? [] : headOf(edit.path)), ...hunksOf(edit)]);
}

/** The two rows that name a file. */
function headOf(path: string): DiffLine[] {
  return ["---", "+++"].map((sign) => bare(`${sign} ${path}`));
}

function bare(text: string): DiffLine {
  return { kind: "hunk", text, before: null, after: null, secret: null };
}

/** As text, the way `diff -u` prints it, secrets as dots unless asked for. Controls are not made visible here. */
export function diffText(lines: readonly DiffLine[], secretsShown: boolean): string {
  const sign = { hunk: "", context: " ", new: "+", gone: "-" };
  return lines.map((line) => `${sign[line.kind]}${secretsShown ? line.text : masked(line)}\n`).join("");
}

/** The line with its secret, if it has one, as dots. */
export function masked({ text, secret }: Pick<DiffLine, "text" | "secret">): string {
  if (secret === null) return text;
  const at = text.lastIndexOf(secret);
  return `${text.slice(0, at)}••••••••${text.slice(at + secret.length)}`;
}

/** The edits of one file in their hunks. */
export function hunksOf({
  before,
  edits,
}: Pick<Extract<FileChange, { kind: "edit" }>, "before" | "edits">): DiffLine[] {
  const { lines } = parseConf(before);
  const count = lines.at(-1) === "" ? lines.length - 1 : lines.length;
  const groups: Edit[][] = [];
  for (const edit of [...edits].sort((a, b) => a.after - b.after)) {
    const last = groups.at(-1)?.at(-1);
    if (last && edit.after - (last.after + last.remove) <= 2 * CONTEXT) groups.at(-1)?.push(edit);
    else groups.push([edit]);
  }
  let shift = 0;
  return groups.flatMap((group) => {
    const rows = hunk(lines, count, group, shift);
    shift += group.reduce((sum, edit) => sum + edit.insert.length - edit.remove, 0);
    return rows;
  });
}

/** One group of edits that stand close together, under its head. */
function hunk(lines: readonly string[], count: number, group: readonly Edit[], shift: number): DiffLine[] {
  const first = group[0] as Edit;
  const last = group.at(-1) as Edit;
  const rows: DiffLine[] = [];
  let old = Math.max(1, first.after - CONTEXT + 1);
  const from = old;
  let now = old + shift;
  const keep = (until: number) => {
    while (old <= Math.min(until, count)) rows.push(row("context", lines[old - 1] ?? "", old++, now++));
  };
  for (const edit of group) {
    keep(edit.after);
    for (let gone = 0; gone < edit.remove; gone++) rows.push(row("gone", lines[old - 1] ?? "", old++, null));
    for (const text of linesIn(edit, lines.length)) rows.push(row("new", text, null, now++));
  }
  keep(last.after + last.remove + CONTEXT);
  const olds = rows.filter((one) => one.before !== null).length;
  const news = rows.filter((one) => one.after !== null).length;
  const head = `@@ -${olds === 0 ? from - 1 : from},${olds} +${from + shift},${news} @@`;
  return [bare(head), ...rows];
}

/** The edit's lines; the empty one behind a final newline is none. */
function linesIn({ after, remove, insert }: Edit, count: number): readonly string[] {
  return after + remove >= count && insert.at(-1) === "" ? insert.slice(0, -1) : insert;
}

function row(kind: DiffLine["kind"], bytes: string, before: number | null, after: number | null): DiffLine {
  const text = readable(bytes.endsWith("\r") ? bytes.slice(0, -1) : bytes);
  const { secret, value } = contextLine(text, 0);
  return { kind, text, before, after, secret: secret ? value : null };
}
