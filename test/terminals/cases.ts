/** Which terminal is tried with which font, theme, window and drawing. */
import { EMULATORS, type Emulator, type Look, type ThemeName } from "./emulators.ts";
import type { Multiplexer } from "./inside.ts";

/** Real terminals that CI has: a minute of work. The rest is for whoever changes a drawing or the probe. */
export const FAST = process.env["WG_WIZARD_TERMINALS"] === "fast";

export interface Case {
  readonly emulator: Emulator;
  readonly look: Look;
  readonly multiplexer?: Multiplexer;
  /** `--qr`: a drawing that is asked for; null for the program's own choice. */
  readonly drawing: string | null;
  /** Whether a code stands there at all: 80x24 has room for none that is made of blocks. */
  readonly shown: boolean;
  /** Whether both decoders have to read it off the plain screenshot: where the program chose, in a font that fills its cells. */
  readonly both: boolean;
  /** What is special about it. */
  readonly note?: string;
}

/** Room for the half block of the payload's code (version 10), for its full block, and the size that everybody has. */
const ROOMY = { columns: 100, rows: 45 };
const HUGE = { columns: 140, rows: 72 };
const SMALL = { columns: 80, rows: 24 };

const ALL_THEMES: readonly ThemeName[] = ["dark", "light", "base16-light"];

/** Those that show pictures of pixels, so that 80x24 is enough, and which protocols. */
const PICTURES: Readonly<Record<string, readonly string[]>> = {
  "xterm -ti vt340": ["sixel"],
  Konsole: ["kitty", "iterm", "sixel"],
  kitty: ["kitty"],
  mlterm: ["sixel"],
  "xterm.js (addon-image)": ["iterm", "sixel"],
};

/** Those that draw sextants themselves, in cells that are at most twice as high as wide. */
const SEXTANTS: Readonly<Record<string, readonly string[]>> = { kitty: ["Liberation Mono"] };

function ofEmulator(emulator: Emulator): Case[] {
  const { name, fonts } = emulator;
  const [font = ""] = fonts;
  const protocols = PICTURES[name] ?? [];
  const dark = { font, theme: "dark" } as const;
  const themes = emulator.themes ?? (FAST ? (["dark", "base16-light"] as const) : ALL_THEMES);
  const roomy = (FAST ? [font] : fonts).flatMap((one) =>
    themes.map((theme) => ({
      emulator,
      look: { ...ROOMY, font: one, theme },
      drawing: null,
      shown: true,
      both: one === font,
    })),
  );
  const small = { emulator, look: { ...SMALL, ...dark }, drawing: null, shown: protocols.length > 0, both: true };
  if (FAST) return [...roomy, small];
  const blocks = ["half", "half-top", "full"].flatMap((drawing) =>
    fonts.map((one) => ({
      emulator,
      look: { ...(drawing === "full" ? HUGE : ROOMY), ...dark, font: one },
      drawing,
      shown: true,
      both: drawing === "full",
    })),
  );
  const pictures = protocols.map((drawing) => ({
    emulator,
    look: { ...ROOMY, ...dark },
    drawing,
    shown: true,
    both: true,
  }));
  const sextants = (SEXTANTS[name] ?? []).map((one) => ({
    emulator,
    look: { ...SMALL, ...dark, font: one },
    drawing: "sextant",
    shown: true,
    both: false,
  }));
  return [...roomy, small, ...blocks, ...pictures, ...sextants];
}

const XTERM = EMULATORS[0] as Emulator;

function inXterm(multiplexer: Multiplexer): Case[] {
  const look = { ...ROOMY, font: "DejaVu Sans Mono" };
  const themes = FAST ? (["base16-light"] as const) : ALL_THEMES;
  return themes.map((theme) => ({
    emulator: XTERM,
    look: { ...look, theme },
    multiplexer,
    drawing: null,
    shown: true,
    both: true,
  }));
}

/** An xterm that takes every byte for a Latin letter, while the server's locale says UTF-8: blanks alone are drawn. */
const LATIN: Case = {
  emulator: {
    ...XTERM,
    command: (look) => XTERM.command(look).flatMap((word) => (word === "-fa" ? ["+u8", "-fa"] : [word])),
  },
  look: { ...HUGE, font: "DejaVu Sans Mono", theme: "dark" },
  drawing: null,
  shown: true,
  both: true,
  note: "without UTF-8",
};

/** An xterm that programs may ask to fill the clipboard: as Debian has it, it refuses in silence. */
export const ALLOWING: Emulator = {
  ...XTERM,
  command: (look) => XTERM.command(look).toSpliced(1, 0, "-xrm", "XTerm*disallowedWindowOps: 20,21,SetXprop"),
};

export const CASES: readonly Case[] = [
  ...EMULATORS.filter(({ fast }) => !FAST || fast).flatMap(ofEmulator),
  ...inXterm("tmux"),
  ...inXterm("screen"),
  LATIN,
];

export function nameOf({ emulator, look, multiplexer, drawing, note }: Case): string {
  const inside = multiplexer === undefined ? emulator.name : `${multiplexer} in ${emulator.name}`;
  const { columns, rows, font, theme } = look;
  return `${inside}, ${font}, ${theme}, ${columns}x${rows}${drawing === null ? "" : `, ${drawing}`}${note === undefined ? "" : `, ${note}`}`;
}
