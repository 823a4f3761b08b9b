/** How an English note is told: with the peer's name where there is room for it, else of "the device". */
import type { NoteSubject } from "../../../notes/note.ts";
import { BRIEF, FULL, fitting } from "../../fitting.ts";
import type { NoteSentences } from "../../notes.ts";

/** The peer in a sentence; `It` begins one. */
interface Who {
  readonly it: string;
  readonly It: string;
}

const DEVICE: Who = { it: "the device", It: "The device" };

type Sentence = string | ((who: Who, subject: NoteSubject) => string);

/** The three lengths of one note. */
export function note(brief: Sentence, full: Sentence, long: Sentence): NoteSentences {
  const ways = ({ name }: NoteSubject): [Who, ...Who[]] =>
    name === null ? [DEVICE] : [{ it: name, It: name }, DEVICE];
  const say = (sentence: Sentence, who: Who, subject: NoteSubject) =>
    typeof sentence === "string" ? sentence : sentence(who, subject);
  return {
    brief: (subject) => fitting(BRIEF, ways(subject), (who) => say(brief, who, subject)),
    full: (subject) => fitting(FULL, ways(subject), (who) => say(full, who, subject)),
    long: (subject) => say(long, ways(subject)[0], subject),
  };
}

export const LAW = "A file tells the machine that reads it what to do.";

/** Whether the peer has more than one address. */
export const several = ({ addresses }: NoteSubject) => addresses.includes(",");
