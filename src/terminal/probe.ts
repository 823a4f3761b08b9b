/**
 * What this terminal can show, found out by asking it: once, on the alternate screen, in the same write that enters it,
 * so that nothing waits for it and nothing of it can stay. The round ends with the answer that every terminal gives
 * (DA1), or after a second; what comes later is swallowed by the keyboard (replies.ts). terminal-qr.md §4.2.
 */
import type { Abilities, Size } from "../app/state.ts";
import type { Graphics, Multiplexer, TerminalGifts } from "../qr/terminal.ts";
import { coloursOf } from "./abilities.ts";
import { type Maker, makerOf } from "./makers.ts";
import type { Reply } from "./replies.ts";

type Variables = Readonly<Record<string, string | undefined>>;

/** What is known before anything is asked. `variables`: ours, and those that sudo dropped. */
export interface Hints {
  readonly variables: Variables;
  readonly abilities: Abilities;
}

/** Milliseconds that all the answers together are waited for. */
export const PATIENCE = 1000;

/**
 * Families whose members were seen to take the questions in silence. The Linux console prints a part of them, and real
 * serial terminals nobody has tried: those are told by TERM alone.
 */
const ASKABLE =
  /^(?:xterm|vte|gnome|konsole|screen|tmux|rxvt|putty|mlterm|kitty|foot|alacritty|st-|stterm|wezterm|contour|rio|ghostty|mintty|nsterm)/;

const ESC = "\u001b";
const VERSION = `${ESC}[>0q`;
const DA2 = `${ESC}[>c`;
const CELL = `${ESC}[16t${ESC}[14t`;
const DA1 = `${ESC}[c`;
/**
 * One column wide where it arrives as UTF-8, three where each of its bytes is taken for a letter. `▄` would not do: its
 * bytes hold a control character. Erased at once.
 */
const UTF8 = `\r\u28ff${ESC}[6n\r${ESC}[K`;
/** A picture of one dot, to be judged and not shown (kitty's `a=q`). PuTTY and urxvt print it: only for those known to take it. */
const KITTY = `${ESC}_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA${ESC}\\`;
/** The largest sixel image: xterm's is its window, and it tells its cell in no other way. */
const IMAGE = `${ESC}[?2;1;0S`;

export interface Probe {
  /** What the first round writes; "" where nothing may be asked. */
  readonly questions: string;
  /** Takes an answer; gives what is to be asked next. */
  take(reply: Reply): string;
  /** Whether answers are still awaited. */
  asking(): boolean;
  /** Whether some may still come although nobody awaits them. */
  late(): boolean;
  /** Ends the wait, with what has come so far. */
  giveUp(): void;
}

/** `size`: the window's, when the answers come. `done` is called once, with everything that was found out. */
export function createProbe(hints: Hints, size: () => Size, done: (gifts: TerminalGifts) => void): Probe {
  const replies: Reply[] = [];
  let round: 1 | 2 | "over" = 1;
  let owed = false;

  function end(): void {
    if (round === "over") return;
    round = "over";
    done(giftsOf(replies, hints, size()));
  }

  function next(): string {
    const more = round === 1 ? secondRound(replies, hints) : "";
    if (more === "") end();
    else round = 2;
    return more;
  }

  return {
    questions: mayAsk(hints) ? VERSION + DA2 + CELL + UTF8 + DA1 : "",
    take(reply) {
      if (round === "over") {
        owed &&= reply.kind !== "da1";
        return "";
      }
      replies.push(reply);
      return reply.kind === "da1" ? next() : "";
    },
    asking: () => round !== "over",
    late: () => owed,
    giveUp() {
      owed ||= round !== "over" && mayAsk(hints);
      end();
    },
  };
}

/** Asks for the cell's size again, which every zoom changes; ends with DA1 as the first round does. */
export const CELL_AGAIN = CELL + DA1;

/** A cell's size in pixels from one round's answers, without fractions: rather a dot too small than cut off. Null: not told. */
export function cellOf(replies: readonly Reply[], size: Size): TerminalGifts["cell"] {
  const cell = sized(replies, "cell");
  if (cell !== null) return cell;
  const whole = sized(replies, "area") ?? sized(replies, "image");
  if (whole === null) return null;
  const width = Math.floor(whole.width / size.columns);
  const height = Math.floor(whole.height / size.rows);
  return width > 0 && height > 0 ? { width, height } : null;
}

function sized(replies: readonly Reply[], kind: "cell" | "area" | "image"): TerminalGifts["cell"] {
  for (const reply of replies) {
    if (reply.kind === kind && reply.width > 0 && reply.height > 0) return { width: reply.width, height: reply.height };
  }
  return null;
}

function mayAsk({ variables, abilities }: Hints): boolean {
  return !abilities.console && ASKABLE.test(variables["TERM"] ?? "");
}

/** What only some may be asked, and only outside multiplexers. */
function secondRound(replies: readonly Reply[], hints: Hints): string {
  const maker = makerIn(replies, hints);
  if (multiplexerIn(maker, hints) !== null) return "";
  const questions = (maker?.kitty ? KITTY : "") + (maker?.name === "xterm" && sixelIn(replies) ? IMAGE : "");
  return questions === "" ? "" : questions + DA1;
}

/** Everything that follows from the answers and the variables. */
export function giftsOf(replies: readonly Reply[], hints: Hints, size: Size): TerminalGifts {
  const { abilities } = hints;
  const maker = makerIn(replies, hints);
  const multiplexer = multiplexerIn(maker, hints);
  const direct = multiplexer === null;
  return {
    utf8: !abilities.console && utf8In(replies, abilities.utf8, direct),
    console: abilities.console,
    // Whoever names itself has the 256, also PuTTY, which says TERM=xterm; GNU screen only where its TERM says so.
    colours: maker !== null && multiplexer !== "screen" ? 256 : coloursOf(hints.variables),
    multiplexer,
    graphics: direct ? graphicsIn(replies, maker) : null,
    cell: direct ? cellOf(replies, size) : null,
    sextants: direct && maker?.sextants === true,
    grows: direct && maker?.grows === true,
    maker: maker?.name ?? null,
  };
}

function makerIn(replies: readonly Reply[], { variables }: Hints): Maker | null {
  const text = (kind: "version" | "da2") => {
    const reply = replies.find((one) => one.kind === kind);
    return reply?.kind === kind ? reply.text : "";
  };
  return makerOf({
    version: text("version"),
    da2: text("da2"),
    term: variables["TERM"] ?? "",
    lcTerminal: variables["LC_TERMINAL"] ?? "",
  });
}

/** What answers stands nearest; TMUX and STY reach a terminal that was started from inside one as well: no pictures there. */
function multiplexerIn(maker: Maker | null, { variables }: Hints): Multiplexer | null {
  if (maker?.name === "tmux" || maker?.name === "screen") return maker.name;
  const term = variables["TERM"] ?? "";
  if (variables["TMUX"] || term.startsWith("tmux")) return "tmux";
  return variables["STY"] || term.startsWith("screen") ? "screen" : null;
}

/** Outside a multiplexer the terminal alone decides; inside one it answers for itself, and the locale for what is around it. */
function utf8In(replies: readonly Reply[], locale: boolean, direct: boolean): boolean {
  const cursor = replies.find((reply) => reply.kind === "cursor");
  if (cursor?.kind !== "cursor") return locale;
  return cursor.column === 2 && (direct || locale);
}

function graphicsIn(replies: readonly Reply[], maker: Maker | null): Graphics | null {
  const kitty = maker?.kitty === true && replies.some((reply) => reply.kind === "graphics" && reply.text === "OK");
  if (kitty) return "kitty";
  if (maker?.iterm === true) return "iterm";
  return sixelIn(replies) ? "sixel" : null;
}

/** DA1 lists 4 where sixel is drawn; its first number is the kind of terminal and no ability. */
function sixelIn(replies: readonly Reply[]): boolean {
  return replies.some((reply) => reply.kind === "da1" && reply.numbers.slice(1).includes(4));
}
