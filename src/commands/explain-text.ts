/** What `explain` prints, as lines of text: the list of keys, one key in all its places, a file line by line. */
import { absenceOf, type NoteId, type NoteSubject, noteOf, type Role } from "../notes/note.ts";
import { readerOf } from "../notes/reader.ts";
import { hookTexts, lineText, quoteTexts } from "../panes/told.ts";
import { standingLines } from "../plans/standing-lines.ts";
import { deviceSubject, standingSubject } from "../plans/standing-sides.ts";
import { visible } from "../text/visible.ts";
import { fit, width, wrap } from "../text/width.ts";
import type { Conf, Peer } from "../wireguard/conf.ts";
import { type Fault, faultsOf } from "../wireguard/grammar.ts";
import { withoutKeys } from "../wireguard/secret.ts";
import { VOCABULARY, type Word } from "../wireguard/vocabulary.ts";
import type { Words } from "../words/words.ts";

const ROLES = ["server", "client"] as const;
const HEADERS = { interface: "[Interface]", peer: "[Peer]" } as const;

/** Nobody in particular: the notes speak of "the device". */
const ANYBODY: NoteSubject = {
  name: null,
  interfaceName: "wg0",
  addresses: "",
  lan: "",
  traffic: null,
  endpoint: null,
  listenPort: null,
  dns: "",
  mtu: null,
  keepalive: 25,
};

/** Every key in a line, and the sentence that carries them all. */
export function overviewText(words: Words, columns: number): string[] {
  const said = words.commands.explain;
  const sections = (["interface", "peer"] as const).flatMap((section) => [
    "",
    ...wrap(`${HEADERS[section]}  ${said.section[section]}`, columns),
    ...VOCABULARY.filter((word) => word.section === section).flatMap(({ key }) =>
      hanging(fit(key, 22), words.notes.keys[key] ?? "", columns),
    ),
  ]);
  return [words.notes.law, ...sections, "", ...wrap(said.more, columns)];
}

/** A key in every place where it can stand, where it is missing, and what the programs say of it. */
export function keyText({ key, section, reader }: Word, words: Words, columns: number): string[] {
  const said = words.commands.explain;
  const founding = key === "PersistentKeepalive";
  const length = founding ? "full" : "long";
  const lines = [`${key}  ${said.keyHead({ section: HEADERS[section], reader })}`, `  ${words.notes.keys[key] ?? ""}`];
  if (founding) lines.push("", ...foundingText(words, columns));
  const tell = (head: string, id: NoteId | null) => {
    if (id !== null) lines.push("", head, ...indented(words.notes.lines[id][length](ANYBODY), columns));
  };
  for (const role of ROLES) {
    tell(`${words.notes.place[role]}, ${HEADERS[section]}`, noteOf(`${role}-${section}`, key));
    const absence = absenceOf(`${role}-${section}`, key);
    // A note for several keys is told at the first of them.
    tell(words.notes.left[role], absence?.endsWith("/no-others") && !FIRST.has(key) ? null : absence);
  }
  lines.push("", said.says);
  for (const { when, says } of quoteTexts(key, words))
    lines.push(...indented(when, columns), ...indented(says, columns, 4));
  return lines;
}

const FIRST: ReadonlySet<string> = new Set(["ListenPort", "Endpoint"]);

/** The founding question: the answer in short, both files as they should be, and the answer in parts. */
function foundingText({ notes }: Words, columns: number): string[] {
  const { question, short, parts } = notes.founding;
  return [
    question,
    ...indented(short, columns),
    "",
    ...example(notes.place).map((line) => `  ${line}`),
    ...parts.flatMap(({ head, text }) => ["", `  ${head}`, ...indented(text, columns, 4)]),
  ];
}

/** The two files of the founding note side by side: the one on the left lacks the line on purpose. */
function example(place: Readonly<Record<Role, string>>): string[] {
  const server = [place.server, "[Peer]", "PublicKey = …", "AllowedIPs = 10.77.0.2/32"];
  const client = [
    place.client,
    "[Peer]",
    "PublicKey = …",
    "AllowedIPs = 0.0.0.0/0, ::/0",
    "Endpoint = 203.0.113.5:47770",
    "PersistentKeepalive = 25",
  ];
  return client.map((line, at) => `${fit(server[at] ?? "", 34)}${line}`);
}

/** The file line by line, each with its note: the full one where it comes first, then the brief one. No secrets. */
export function confText(conf: Conf, fileName: string | null, words: Words, columns: number): string[] {
  const said = words.commands.explain;
  const { role, sign } = readerOf(conf);
  const faults = faultsOf(conf);
  const secret = conf.interface.privateKey;
  const digits = Math.max(2, String(conf.lines.length).length);
  const indent = digits + 3;
  const told = new Set<NoteId>();
  const noteText = (note: NoteId, subject: NoteSubject) => {
    const length = told.has(note) ? "brief" : "full";
    told.add(note);
    return visible(words.notes.lines[note][length](subject));
  };
  return [
    ...wrap(said.readAs[role]({ file: fileName ?? said.input, because: said.signs[sign] }), columns),
    ...wrap(words.notes.law, columns),
    "",
    ...standingLines(conf, role).flatMap(({ line, peer }) => {
      const drawn = lineText(line, words);
      // Where a line is not what it should be, whatever looks like a key may be a secret one.
      const broken = faults.filter((fault) => fault.line === line.number);
      const doubtful = line.note === null || broken.length > 0 || (secret !== null && drawn.includes(secret));
      const text = doubtful && !line.secret ? withoutKeys(drawn) : drawn;
      if (text === "") return [""];
      const mark = line.kind === "absent" ? "·" : String(line.number ?? "");
      return [
        `${mark.padStart(digits + 1)}  ${text}`,
        ...broken.flatMap((fault) => faultText(fault, words, columns, indent)),
        ...hookTexts(line, words).flatMap((act) => hanging(`${" ".repeat(indent)}- `, act, columns)),
        ...(line.note === null ? [] : indented(noteText(line.note, subjectFor(peer, conf, role)), columns, indent)),
      ];
    }),
  ];
}

function faultText({ id, values, says, refusedBy }: Fault, words: Words, columns: number, indent: number): string[] {
  const sentence = (words.troubles.faults[id] as (values: unknown) => string)(values);
  const program = refusedBy === "wg-quick" ? refusedBy : "wg";
  const quoted = says === null ? [] : [words.screens.notices.says({ program, says })];
  return [sentence, ...quoted].flatMap((text, at) =>
    hanging(`${" ".repeat(indent)}${at === 0 ? "! " : "  "}`, visible(text), columns),
  );
}

function subjectFor(peer: Peer | null, conf: Conf, role: Role): NoteSubject {
  if (role === "client") return deviceSubject(conf);
  return peer === null ? ANYBODY : standingSubject(peer, conf, null, "");
}

function indented(text: string, columns: number, by = 2): string[] {
  return wrap(text, columns - by).map((line) => `${" ".repeat(by)}${line}`);
}

/** A head, and a text whose further lines hang below its first one. */
function hanging(head: string, text: string, columns: number): string[] {
  const by = width(head);
  return wrap(text, Math.max(20, columns - by)).map((line, at) => `${at === 0 ? head : " ".repeat(by)}${line}`);
}
