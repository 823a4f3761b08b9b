/** How a Russian note is told: with the peer's name where there is room for it, else of «устройство». */
import type { NoteSubject } from "../../../notes/note.ts";
import { BRIEF, FULL, fitting } from "../../fitting.ts";
import type { NoteSentences } from "../../notes.ts";

/** The peer in each case; a name stands in quotes and is never declined. */
interface Who {
  readonly nom: string;
  readonly gen: string;
  readonly dat: string;
  readonly ins: string;
  /** The nominative at the beginning of a sentence. */
  readonly Nom: string;
  /** Behind the word «устройство»: which one, where that is known. */
  readonly own: string;
}

const DEVICE: Who = {
  nom: "устройство",
  gen: "устройства",
  dat: "устройству",
  ins: "устройством",
  Nom: "Устройство",
  own: "",
};

type Sentence = string | ((who: Who, subject: NoteSubject) => string);

/** The three lengths of one note. */
export function note(brief: Sentence, full: Sentence, long: Sentence): NoteSentences {
  const ways = ({ name }: NoteSubject): [Who, ...Who[]] => (name === null ? [DEVICE] : [named(name), DEVICE]);
  const say = (sentence: Sentence, who: Who, subject: NoteSubject) =>
    typeof sentence === "string" ? sentence : sentence(who, subject);
  return {
    brief: (subject) => fitting(BRIEF, ways(subject), (who) => say(brief, who, subject)),
    full: (subject) => fitting(FULL, ways(subject), (who) => say(full, who, subject)),
    long: (subject) => say(long, ways(subject)[0], subject),
  };
}

function named(name: string): Who {
  const quoted = `«${name}»`;
  return { nom: quoted, gen: quoted, dat: quoted, ins: quoted, Nom: quoted, own: ` (${quoted})` };
}

export const LAW = "Файл говорит той машине, которая его читает, что ей делать.";

/** Whether the peer has more than one address. */
export const several = ({ addresses }: NoteSubject) => addresses.includes(",");
