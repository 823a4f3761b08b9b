/**
 * What one comment line says of names by its own look: the marks of the conventions in it. Knows nothing of the lines
 * around it.
 */
import { trimBlanks } from "../bytes.ts";
import { type Convention, MARKED } from "./conventions.ts";

const AROUND = MARKED.filter(({ place }) => place === "around");

const BY_BEGINNING = new Map<string, readonly Convention[]>();

/** The marked conventions whose comments can begin with this character, best first. */
function beginningWith(sign: string): readonly Convention[] {
  const known = BY_BEGINNING.get(sign);
  if (known) return known;
  const rows = MARKED.filter(({ begins }) => begins === "" || begins.includes(sign));
  BY_BEGINNING.set(sign, rows);
  return rows;
}

/** Longer comments name nobody: a name has at most 64 characters, and a comment can be 200 kB. */
const LONGEST = 1000;

/** What a comment says by its own look. */
export interface Mark {
  readonly convention: Convention;
  /** The row's place in MARKED: lower is better. */
  readonly rank: number;
  /** Byte text. */
  readonly name: string;
}

const RANK = new Map(MARKED.map((convention, at) => [convention, at]));

const NONE: readonly Mark[] = [];

/** The first character behind `#` and blanks, in lower case; empty where there is none. */
function signOf(comment: string): string {
  let at = 0;
  while (comment.charAt(at) === "#") at++;
  if (at === 0) return "";
  while (comment.charAt(at) === " " || comment.charAt(at) === "\t") at++;
  return comment.charAt(at).toLowerCase();
}

/** The marks that a comment can be, by every convention that knows it, best first. */
export function marksIn(comment: string): readonly Mark[] {
  if (comment.length > LONGEST) return [];
  const sign = signOf(comment);
  if (sign === "") return NONE;
  const marks: Mark[] = [];
  for (const convention of beginningWith(sign)) {
    if (convention.holds !== undefined && !comment.includes(convention.holds)) continue;
    const found = convention.pattern.exec(comment);
    if (!found) continue;
    const name = trimBlanks((convention.read ? convention.read(found) : found[1]) ?? "");
    if (name !== "") marks.push({ convention, rank: RANK.get(convention) as number, name });
  }
  return marks;
}

/** The name of the block that this comment ends, by whichever convention marks around; null where it ends none. */
export function endMarkIn(comment: string): { readonly id: string; readonly name: string } | null {
  if (comment.length > LONGEST || !/end/i.test(comment)) return null;
  for (const { id, end } of AROUND) {
    const name = end?.exec(comment)?.[1];
    if (name !== undefined) return { id, name };
  }
  return null;
}

/** Whether the comment starts a block that is marked around, beyond doubt. */
export function isStartMark(comment: string): boolean {
  return /begin/i.test(comment) && marksIn(comment).some(({ convention }) => convention.place === "around");
}
