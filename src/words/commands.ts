/** What the scriptable and the plain way in say: help, usage errors, questions with yes and no, results. */
import type { Role } from "../notes/note.ts";
import type { ReaderSign } from "../notes/reader.ts";
import type { Notice, PastKind, Plan } from "../plans/plan.ts";
import type { UnfinishedFile } from "../plans/undo.ts";
import type { SectionKind } from "../wireguard/vocabulary.ts";
import type { WhyNotRotated } from "../wizard/rotating.ts";

export type CommandName =
  | "list"
  | "add"
  | "rotate"
  | "show"
  | "explain"
  | "qr"
  | "watch"
  | "undo"
  | "apply"
  | "check"
  | "learn"
  | "help";

/** Options of single subcommands. */
export type OptionName =
  | "json"
  | "yes"
  | "dry-run"
  | "wait"
  | "timeout"
  | "secrets"
  | "finish"
  | "skip"
  | "mend"
  | "png"
  | "svg";

/** Options that every way in takes. */
export type GlobalOptionName = "interface" | "lang" | "plain" | "demo" | "no-color" | "qr" | "help" | "version";

type Sentence<Values> = (values: Values) => string;

export interface HelpWords {
  /** "Usage:" before the first line. */
  readonly usage: string;
  /** Headings. */
  readonly commands: string;
  readonly options: string;
  readonly answers: string;
  readonly everywhere: string;
  readonly examples: string;
  /** What the program is, in a sentence. */
  readonly about: string;
  /** What the call without any subcommand does. */
  readonly bare: string;
  /** One line each, for the list of commands. */
  readonly summary: Readonly<Record<CommandName, string>>;
  /** What else one has to know, below the summary in the command's own help. */
  readonly more: Readonly<Record<CommandName, readonly string[]>>;
  readonly option: Readonly<Record<OptionName, string>>;
  readonly global: Readonly<Record<GlobalOptionName, string>>;
  /** Where the help of one command is found. */
  readonly each: string;
}

export interface UsageWords {
  readonly unknownCommand: Sentence<{ readonly command: string }>;
  readonly unknownOption: Sentence<{ readonly option: string; readonly command: string }>;
  readonly needsValue: Sentence<{ readonly option: string }>;
  readonly takesNoValue: Sentence<{ readonly option: string }>;
  readonly badNumber: Sentence<{ readonly option: string; readonly value: string }>;
  readonly missingArgument: Sentence<{ readonly argument: string }>;
  readonly oneTooMany: Sentence<{ readonly argument: string }>;
  readonly severalInterfaces: string;
  readonly severalPeers: Sentence<{ readonly text: string }>;
  readonly noPeer: Sentence<{ readonly text: string; readonly path: string }>;
  /** Headline of all that is missing or refused; the lines follow. */
  readonly answersMissing: string;
  /** `reason`: why nothing is suggested, or what may be given. */
  readonly missingFlag: Sentence<{ readonly flag: string; readonly reason: string }>;
  /** The flag's line where a suggestion was there, but had to be looked at first. */
  readonly doubtfulFlag: Sentence<{ readonly flag: string; readonly suggestion: string; readonly reason: string }>;
  readonly refusedFlag: Sentence<{ readonly flag: string; readonly reason: string }>;
  readonly notAsked: Sentence<{ readonly flag: string }>;
  readonly needsYes: string;
  readonly nobodyGetsTheKey: string;
  readonly presharedWouldBeLost: string;
  readonly codeWouldNotFit: Sentence<{ readonly needs: Extent; readonly has: Extent }>;
  readonly twoOnStdout: string;
  readonly badPresharedFile: Sentence<{ readonly path: string }>;
}

interface Extent {
  readonly rows: number;
  readonly columns: number;
}

export interface ListWords {
  readonly columns: {
    readonly name: string;
    readonly addresses: string;
    readonly handshake: string;
    /** Whether the running interface agrees. */
    readonly difference: string;
    readonly key: string;
  };
  readonly none: string;
  readonly unnamed: string;
  readonly disabled: string;
  readonly up: string;
  readonly never: string;
  readonly port: Sentence<{ readonly port: number }>;
}

export interface AddWords {
  readonly exists: Sentence<{ readonly name: string; readonly line: number; readonly same: boolean }>;
  /** The file has lines that `wg` would refuse; they follow. */
  readonly faults: Sentence<{ readonly path: string }>;
  readonly steps: string;
  readonly warnings: string;
  readonly confirm: Readonly<Record<Plan["kind"], Sentence<{ readonly name: string }>>>;
  readonly nothingWritten: string;
  readonly failed: string;
  readonly skipped: string;
  readonly written: Readonly<Record<Plan["kind"], Sentence<{ readonly name: string; readonly path: string }>>>;
  /** It is the demo: where the file lies, and that its interface is only played. */
  readonly demo: Sentence<{ readonly path: string }>;
  readonly clientAt: Sentence<{ readonly path: string }>;
  readonly backupAt: Sentence<{ readonly path: string }>;
  readonly changedLookAgain: string;
  /** Above the diff of what somebody else changed. */
  readonly changedMeanwhile: Sentence<{ readonly path: string }>;
}

/** Taking back; `name` is the peer's, `when` in UTC. */
export interface UndoWords {
  readonly none: Sentence<{ readonly path: string }>;
  readonly changed: Sentence<{ readonly path: string }>;
  /** Above the diff of what was changed since; `whole`: the change itself is in it too. */
  readonly since: Sentence<{ readonly whole: boolean }>;
  readonly gone: Sentence<{ readonly path: string }>;
  readonly title: Readonly<Record<PastKind, Sentence<Past>>>;
  readonly confirm: Readonly<Record<PastKind, Sentence<Past>>>;
  readonly done: Readonly<Record<PastKind, Sentence<Past & { readonly path: string }>>>;
  readonly nothingDone: string;
  /** Without a terminal somebody has to have said yes. */
  readonly needsYes: string;
}

/** A change that stopped in the middle. */
export interface UnfinishedWords {
  readonly what: Readonly<Record<PastKind, Sentence<Past>>>;
  readonly states: Readonly<Record<UnfinishedFile, string>>;
  /** What to type, where nobody can be asked. */
  readonly type: string;
  readonly ask: string;
  readonly finish: string;
  readonly takeBack: string;
  /** Everything stays as it is, and nobody is asked again. */
  readonly leave: string;
  readonly later: string;
  readonly finished: string;
  readonly takenBack: string;
  readonly left: string;
  /** `--finish` was given, and there is nothing to finish. */
  readonly none: Sentence<{ readonly path: string }>;
}

interface Past {
  readonly name: string;
  readonly when: string;
}

export interface RotateWords {
  /** An answer that is given, though the device's file has it and keeps it. */
  readonly stays: Sentence<{ readonly flag: string }>;
  readonly cannot: Readonly<Record<WhyNotRotated, Sentence<{ readonly name: string }>>>;
}

export interface CodeWords {
  readonly ask: string;
  /** Before that question, where no file is kept. */
  readonly onlyWay: string;
  /** In the review: the code comes after the steps, and fits. */
  readonly willFit: Sentence<Extent>;
  readonly willNotFit: Sentence<{ readonly needs: Extent; readonly has: Extent }>;
  readonly scan: Sentence<{ readonly tunnelName: string }>;
  /** The last of the keys below it. */
  readonly leave: string;
  /** The same where something is told in place of the code. */
  readonly back: string;
  readonly tooSmall: Sentence<{ readonly needs: Extent; readonly has: Extent }>;
  /** The other way onto the device. */
  readonly file: Sentence<{ readonly path: string }>;
  /** Into a pipe go pictures alone. */
  readonly needsTerminal: string;
  /** Why a key that was never kept cannot come back, and how the peer gets a new one. */
  readonly noClientFile: Sentence<{ readonly name: string }>;
  /** Before the command that does it, and as a question to somebody at a terminal. */
  readonly newKeys: Sentence<{ readonly name: string }>;
  readonly newKeysNow: Sentence<{ readonly name: string }>;
  readonly notAscii: Sentence<{ readonly path: string; readonly key: string }>;
  /** A picture was written. */
  readonly saved: Sentence<{ readonly path: string }>;
  readonly onePicture: string;
  readonly noPrivateKey: Sentence<{ readonly path: string }>;
  readonly notAClientFile: Sentence<{ readonly path: string }>;
}

export interface ShowWords {
  /** What takes out a keepalive that the server sends. */
  readonly offer: string;
  /** Said where the client's file is not kept on this machine. */
  readonly unknown: Sentence<{ readonly name: string; readonly folder: string }>;
}

export interface ExplainWords {
  /** Over the list of keys: what the section describes. */
  readonly section: Readonly<Record<SectionKind, string>>;
  /** Below the list. */
  readonly more: string;
  /** Beside a key: its section, and the program that reads it. */
  readonly keyHead: Sentence<{ readonly section: string; readonly reader: string }>;
  /** Over what the programs say. */
  readonly says: string;
  /** Whose file it is taken for, and why. */
  readonly readAs: Readonly<Record<Role, Sentence<{ readonly file: string; readonly because: string }>>>;
  readonly signs: Readonly<Record<ReaderSign, string>>;
  /** In place of a file's name. */
  readonly input: string;
  readonly unknownKey: Sentence<{ readonly text: string; readonly nearest: string | null }>;
}

export interface PromptWords {
  readonly what: string;
  readonly add: string;
  readonly show: string;
  readonly apply: string;
  readonly undo: string;
  readonly leave: string;
  readonly which: string;
  readonly whichInterface: string;
  /** The last of the offered answers: none of them. */
  readonly another: string;
  /** Before the reason for a suggestion. */
  readonly suggested: Sentence<{ readonly source: string }>;
  readonly warning: Sentence<{ readonly text: string }>;
  readonly yesOrNo: string;
  readonly yes: string;
  readonly no: string;
  readonly needsTerminal: string;
  /** After the reason why no server was opened. */
  readonly demo: string;
  /** Above the first question: what Enter and Ctrl-C do. */
  readonly keys: string;
}

export interface CommandWords {
  readonly help: HelpWords;
  readonly usage: UsageWords;
  readonly list: ListWords;
  readonly add: AddWords;
  readonly undo: UndoWords;
  readonly unfinished: UnfinishedWords;
  /** What was met while something was written, neither a failure nor part of the plan. */
  readonly notices: { readonly [Id in Notice["id"]]: Sentence<Extract<Notice, { readonly id: Id }>> };
  /** Above the diff of what somebody wrote into the old file. */
  readonly lateText: string;
  readonly rotate: RotateWords;
  readonly code: CodeWords;
  readonly show: ShowWords;
  readonly explain: ExplainWords;
  readonly prompts: PromptWords;
  /** Before the demo's list where no server was found and nobody sits at a terminal. */
  readonly demoInstead: string;
}
