/**
 * Both files as the answers make them, growing while the questions are asked: a line appears when its answer is known.
 * The same rows become the plan.
 */
import { SERVER_HALF } from "../notes/note.ts";
import type { Conf, Edit } from "../wireguard/conf.ts";
import type { World } from "../wireguard/world.ts";
import { followedBy } from "../wizard/followed.ts";
import type { Answers, QuestionId } from "../wizard/question.ts";
import { serverIn } from "../wizard/rotating.ts";
import { answered, type Counterparts, clientSide } from "./client-side.ts";
import type { Side, Sides, ViewLine } from "./plan.ts";
import { rotatedOwnEdits } from "./rotated.ts";
import { rotatedFileRows } from "./rotated-block.ts";
import { type Made, type ServerChange, serverChange } from "./server-side.ts";
import { subjectOf } from "./subject.ts";

export type { Made } from "./server-side.ts";

/** Both files for the answers so far. Keys stand in them as suggested until it is decided otherwise. */
export function sidesOf(answers: Partial<Answers>, world: World, made: Made): Sides {
  const keys = { ...made, presharedKey: runningKey(answers, world) ?? made.presharedKey };
  return sidesFrom(answers, world, keys, serverChange(answers, world, keys));
}

/** The preshared key that the interface has for a peer that is written into the file; null for any other. A secret. */
export function runningKey(answers: Partial<Answers>, world: World): string | null {
  return answers.psk?.kind === "running" ? (followedBy(answers, world).adopted?.presharedKey ?? null) : null;
}

/** Both files, the server's change being worked out already. */
export function sidesFrom(answers: Partial<Answers>, world: World, made: Made, change: ServerChange): Sides {
  const server = followedBy(answers, world);
  const counterparts = counterpartsOf(world.conf, change.side.lines, change.moved);
  const file = server.rotating?.file ?? null;
  return {
    server: change.side,
    client:
      file === null
        ? clientSide(answers, server, made, counterparts)
        : {
            path: file.path,
            fileName: file.path.split("/").at(-1) ?? "",
            lines: ownLines(answers, server, made, counterparts),
          },
    subject: subjectOf(answers, server),
  };
}

/** The device's own file, which stands there already and gets new keys. */
function ownLines(
  answers: Partial<Answers>,
  world: World,
  made: Made,
  counterparts: Counterparts,
): readonly ViewLine[] {
  const file = world.rotating?.file;
  return file
    ? rotatedFileRows(file.conf, ownEdits(answers, world, made)).map((line) => answered(line, counterparts))
    : [];
}

/** The edits of the device's own file; none where it does not stand there already. */
export function ownEdits({ keys, psk }: Partial<Answers>, world: World, made: Made): readonly Edit[] {
  const file = world.rotating?.file;
  const server = file && serverIn(file.conf, world);
  if (!file || !server) return [];
  return rotatedOwnEdits(file.conf, server, {
    privateKey: keys?.kind === "given" ? null : made.pair.privateKey,
    presharedKey: psk?.kind === "none" ? null : made.presharedKey,
  });
}

/** How many lines come into the file. */
export function newLines(side: Side): number {
  return side.lines.filter((line) => line.kind === "new").length;
}

/** How many lines of the file go. */
export function goneLines(side: Side): number {
  return side.lines.filter((line) => line.kind === "gone").length;
}

/** Lines that a question decides beside those that name it as theirs. */
const ALSO_DECIDES: Partial<Record<QuestionId, readonly string[]>> = {
  lan: ["server-peer/AllowedIPs"],
  save: ["server-interface/clients-dial"],
};

/** Whether this question decides this line. */
export function decides(question: QuestionId, line: ViewLine): boolean {
  return line.question === question || (line.note !== null && (ALSO_DECIDES[question]?.includes(line.note) ?? false));
}

/** The first line of each side that a question decides: the one to keep in sight, and whose note is shown. */
export function decidedLines(
  question: QuestionId,
  sides: Sides,
): { readonly server: number | null; readonly client: number | null } {
  const at = (lines: readonly ViewLine[]) => {
    const found = lines.findIndex((line) => line.kind !== "gone" && decides(question, line));
    return found < 0 ? null : found;
  };
  return { server: at(sides.server.lines), client: at(sides.client.lines) };
}

/** The server's halves that stand above what is shown of its file; `moved` tells where a line of it comes to stand. */
export function counterpartsOf(
  conf: Conf,
  lines: readonly ViewLine[],
  moved: (line: number) => number = (line) => line,
): Counterparts {
  const found: { -readonly [Key in keyof Counterparts]: Counterparts[Key] } = {};
  for (const pair of ["server-identity", "port"] as const) {
    if (lines.some((line) => line.pair === pair)) continue;
    const setting = conf.interface.settings.find((own) => own.key === SERVER_HALF[pair]);
    if (setting) found[pair] = { line: moved(setting.line), key: setting.key };
  }
  return found;
}
