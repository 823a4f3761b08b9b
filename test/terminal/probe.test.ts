/** What follows from a terminal's answers: the table of the terminals that were asked. */
import { describe, expect, it } from "vitest";
import type { Abilities } from "../../src/app/state.ts";
import type { TerminalGifts } from "../../src/qr/terminal.ts";
import { createProbe, type Hints } from "../../src/terminal/probe.ts";
import { createSorter } from "../../src/terminal/replies.ts";
import { ANSWERS } from "./answers.ts";

const E = "\u001b";
const SIZE = { columns: 80, rows: 24 };
const UTF8: Abilities = { utf8: true, colours: 16, console: false };

interface Asked {
  readonly questions: readonly string[];
  readonly gifts: TerminalGifts | null;
}

/** Asks as the program does; each round of questions is answered by the next text. */
function asked(hints: Hints, rounds: readonly string[]): Asked {
  let gifts: TerminalGifts | null = null;
  const probe = createProbe(
    hints,
    () => SIZE,
    (found) => {
      expect(gifts).toBeNull();
      gifts = found;
    },
  );
  const sorter = createSorter();
  const questions = [probe.questions];
  for (const round of rounds) {
    let next = "";
    for (const reply of sorter.push(round).replies) next += probe.take(reply);
    if (next !== "") questions.push(next);
  }
  return { questions, gifts };
}

function hints(variables: Hints["variables"], abilities: Partial<Abilities> = {}): Hints {
  return { variables, abilities: { ...UTF8, ...abilities } };
}

const answersOf = (name: string) => ANSWERS.find((one) => one.name === name) as (typeof ANSWERS)[number];

function giftsOf(name: string, variables: Hints["variables"] = {}, abilities: Partial<Abilities> = {}): TerminalGifts {
  const { term, first, second = "" } = answersOf(name);
  const { gifts } = asked(hints({ TERM: term, ...variables }, abilities), [first, second]);
  if (gifts === null) throw new Error("it never ended");
  return gifts;
}

const NOTHING = { graphics: null, cell: null, sextants: false, grows: false, multiplexer: null } as const;
const cell = (width: number, height: number) => ({ width, height });

describe("what each terminal can show", () => {
  it.each([
    ["xterm 379", { ...NOTHING, maker: "xterm" }],
    ["xterm -ti vt340", { ...NOTHING, maker: "xterm", graphics: "sixel", cell: cell(8, 15) }],
    [
      "Konsole 22.12",
      { ...NOTHING, maker: "konsole", graphics: "kitty", cell: cell(8, 18), sextants: true, grows: true },
    ],
    ["kitty 0.26", { ...NOTHING, maker: "kitty", graphics: "kitty", cell: cell(9, 20), sextants: true }],
    ["mlterm 3.9", { ...NOTHING, maker: "mlterm", graphics: "sixel", cell: cell(10, 22), grows: true }],
    ["VTE 0.70", { ...NOTHING, maker: "vte", cell: cell(10, 23), sextants: true, grows: true }],
    ["PuTTY 0.78", { ...NOTHING, maker: "putty", cell: cell(7, 15), grows: true }],
    ["urxvt 9.30", { ...NOTHING, maker: "urxvt", cell: cell(8, 15), grows: true }],
    ["qterminal 1.2", { ...NOTHING, maker: "qterminal" }],
    ["zutty 0.14", { ...NOTHING, maker: "zutty" }],
    ["st 0.9", { ...NOTHING, maker: "st" }],
    ["alacritty 0.11", { ...NOTHING, maker: "alacritty", cell: cell(9, 21) }],
    ["xterm.js 6", { ...NOTHING, maker: "xterm.js" }],
    ["xterm.js 6 with addon-image", { ...NOTHING, maker: "xterm.js", graphics: "sixel", cell: cell(8, 16) }],
    ["tmux 3.3a", { ...NOTHING, maker: "tmux", multiplexer: "tmux" }],
    ["screen 4.9", { ...NOTHING, maker: "screen", multiplexer: "screen", colours: 16 }],
  ] as const)("%s", (name, expected) => {
    expect(giftsOf(name)).toEqual({ utf8: true, console: false, colours: 256, ...expected });
  });

  it("colours that nobody wants to see are there all the same: a code is made of them", () => {
    expect(giftsOf("PuTTY 0.78", { NO_COLOR: "1" }, { colours: 0 }).colours).toBe(256);
  });

  it.each(ANSWERS.filter(({ second }) => second === undefined))("$name is asked a single round", ({ term, first }) => {
    expect(asked(hints({ TERM: term }), [first]).questions).toHaveLength(1);
  });

  it.each([
    ["an older VTE has no sextants of its own", `${E}[>65;6800;1c${E}[?65;1;9c`, { sextants: false, grows: true }],
    ["Terminal.app grows", `${E}[>1;95;0c${E}[?1;2c`, { maker: "apple", grows: true }],
    ["iTerm2 draws its own images", `${E}[>0;95;0c${E}[?62;4c`, { maker: "iterm2", graphics: "iterm" }],
    ["mintty draws iTerm2's", `${E}[>77;30704;0c${E}[?64;1;2;4c`, { maker: "mintty", graphics: "iterm" }],
    ["Windows Terminal draws sixel", `${E}[>0;10;1c${E}[?61;4;6;7c`, { maker: "windows-terminal", graphics: "sixel" }],
    ["nobody that is known: the 16 colours of its TERM", `${E}[>99;1;0c${E}[?1;2c`, { maker: null, colours: 16 }],
    ["a level of 4 is no sixel", `${E}[?4c`, { graphics: null }],
  ] as const)("%s", (_name, first, expected) => {
    expect(asked(hints({ TERM: "xterm" }), [first]).gifts).toMatchObject(expected);
  });

  it("ssh forwards LC_TERMINAL: iTerm2, also where it does not name itself", () => {
    expect(asked(hints({ TERM: "xterm", LC_TERMINAL: "iTerm2" }), [`${E}[?1;2c`]).gifts?.graphics).toBe("iterm");
  });

  it("a terminal that answers is believed before the variables", () => {
    expect(giftsOf("PuTTY 0.78", { LC_TERMINAL: "iTerm2", TERM: "xterm-kitty" })).toMatchObject({
      maker: "putty",
      graphics: null,
      sextants: false,
    });
  });
});

describe("kitty's question, which PuTTY, urxvt, qterminal and zutty print", () => {
  it.each(ANSWERS)(
    "$name: asked only where the terminal named itself as one that takes it",
    ({ name, term, first }) => {
      const { questions } = asked(hints({ TERM: term }), [first]);
      expect(questions.join("").includes("\u001b_G")).toBe(name.startsWith("Konsole") || name.startsWith("kitty"));
    },
  );

  it("is not asked inside tmux and screen, whatever stands around them", () => {
    for (const inside of [{ TMUX: "/tmp/tmux-0/default,1,0" }, { STY: "1.pts-0" }]) {
      const { questions, gifts } = asked(hints({ TERM: "xterm-kitty", ...inside }), [answersOf("kitty 0.26").first]);
      expect(questions).toHaveLength(1);
      expect(gifts).toMatchObject({ graphics: null, cell: null, sextants: false, grows: false });
      expect(gifts?.multiplexer).toBe("TMUX" in inside ? "tmux" : "screen");
    }
  });

  it("an answer other than OK is a no", () => {
    const { first } = answersOf("kitty 0.26");
    const { gifts } = asked(hints({ TERM: "xterm-kitty" }), [first, `${E}_Gi=31;EINVAL${E}\\${E}[?62;c`]);
    expect(gifts?.graphics).toBeNull();
  });
});

describe("the multiplexer", () => {
  it.each([
    ["TMUX", { TERM: "xterm-256color", TMUX: "/tmp/tmux-0/default,1,0" }, "tmux"],
    ["STY", { TERM: "xterm-256color", STY: "1234.pts-0" }, "screen"],
    ["TERM=tmux-256color, over ssh from inside one", { TERM: "tmux-256color" }, "tmux"],
    ["TERM=screen-256color", { TERM: "screen-256color" }, "screen"],
    ["none", { TERM: "xterm-256color" }, null],
  ] as const)("is told by %s", (_name, variables, expected) => {
    expect(asked(hints(variables), [`${E}[?1;2c`]).gifts?.multiplexer).toBe(expected);
  });

  it("screen inside tmux is screen: it stands nearest", () => {
    expect(giftsOf("screen 4.9", { TMUX: "/tmp/tmux-0/default,1,0" }).multiplexer).toBe("screen");
  });
});

describe("UTF-8", () => {
  const answered = (column: number, locale: boolean, variables: Hints["variables"]) =>
    asked(hints({ TERM: "xterm", ...variables }, { utf8: locale }), [`${E}[1;${column}R${E}[?1;2c`]).gifts?.utf8;

  it.each([
    [2, true, true, true],
    [2, false, true, false],
    [4, true, false, false],
    [4, false, false, false],
  ])("column %i, locale says %s: %s outside a multiplexer, %s inside one", (column, locale, outside, inside) => {
    expect(answered(column, locale, {})).toBe(outside);
    expect(answered(column, locale, { TMUX: "x,1,0" })).toBe(inside);
  });

  it("is the locale's where the terminal does not say", () => {
    for (const utf8 of [true, false]) {
      expect(asked(hints({ TERM: "xterm" }, { utf8 }), [`${E}[?1;2c`]).gifts?.utf8).toBe(utf8);
    }
  });
});

describe("terminals that must not be asked", () => {
  it.each([
    ["the Linux console", { TERM: "linux" }, { console: true }, 16],
    ["a serial line", { TERM: "vt102" }, {}, 16],
    ["no TERM", {}, {}, 0],
  ])("%s: nothing is written, and what TERM says is told at once", (_name, variables, abilities, colours) => {
    let gifts: TerminalGifts | null = null;
    const probe = createProbe(
      hints(variables, abilities),
      () => SIZE,
      (found) => {
        gifts = found;
      },
    );
    expect(probe.questions).toBe("");
    probe.giveUp();
    expect(gifts).toMatchObject({ ...NOTHING, colours });
    expect(probe.late()).toBe(false);
  });
});

describe("a terminal that never answers", () => {
  it("what its variables say is told when the wait is given up, and late answers change nothing", () => {
    const found: TerminalGifts[] = [];
    const probe = createProbe(
      hints({ TERM: "xterm-256color" }),
      () => SIZE,
      (gifts) => found.push(gifts),
    );
    expect(probe.asking()).toBe(true);
    probe.giveUp();
    expect(probe.asking()).toBe(false);
    expect(probe.late()).toBe(true);
    expect(probe.take({ kind: "version", text: "kitty(0.26.5)" })).toBe("");
    expect(probe.take({ kind: "da1", numbers: [62] })).toBe("");
    expect(probe.late()).toBe(false);
    probe.giveUp();
    expect(found).toEqual([{ ...NOTHING, utf8: true, console: false, colours: 256, maker: null }]);
  });

  it("what came before the wait ended counts", () => {
    const found: TerminalGifts[] = [];
    const probe = createProbe(
      hints({ TERM: "xterm" }),
      () => SIZE,
      (gifts) => found.push(gifts),
    );
    for (const reply of createSorter().push(`${E}[>0;136;0c`).replies) probe.take(reply);
    probe.giveUp();
    expect(found[0]).toMatchObject({ maker: "putty", grows: true });
  });
});
