/** Real terminals, as Debian has them: how each is started with a size, a font and colours. A table. */
import { LAUNCHER } from "./chromium/build.ts";
import type { Settings } from "./chromium/settings.ts";

export interface Look {
  readonly columns: number;
  readonly rows: number;
  readonly font: string;
  readonly theme: ThemeName;
}

export type ThemeName = "dark" | "light" | "base16-light";

export interface Theme {
  readonly ground: string;
  readonly ink: string;
  /** The first 16 colours. */
  readonly palette: readonly string[];
}

const TANGO =
  "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff";
const VSCODE =
  "000000 cd3131 107c10 949800 0451a5 bc05bc 0598bc 555555 666666 cd3131 14ce14 b5ba00 0451a5 bc05bc 0598bc a5a5a5";
/** base16's light schemes turn the palette round: 0 is light and 7 is dark, so that "white on black" is black on white. */
const BASE16 =
  "f8f8f8 ab4642 a1b56c f7ca88 7cafc2 ba8baf 86c1b9 383838 b8b8b8 ab4642 a1b56c f7ca88 7cafc2 ba8baf 86c1b9 181818";

export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  dark: { ground: "#101010", ink: "#d0d0d0", palette: colours(TANGO) },
  light: { ground: "#ffffff", ink: "#333333", palette: colours(VSCODE) },
  "base16-light": { ground: "#f8f8f8", ink: "#383838", palette: colours(BASE16) },
};

export interface Emulator {
  readonly name: string;
  /** The program in Debian, and what it needs beside itself. */
  readonly needs: readonly string[];
  /** Started in CI too. */
  readonly fast?: true;
  /** Takes OSC 4, 10 and 11; where not, `command` sets the colours, as far as that goes. */
  readonly osc: boolean;
  /** Those it can be made to wear; absent: all. */
  readonly themes?: readonly ThemeName[];
  readonly fonts: readonly string[];
  /** Files in the home of whoever starts it, by their paths, where the command line cannot say it. */
  readonly home?: (look: Look) => Readonly<Record<string, string>>;
  /** The command line before that of the program inside. */
  command(look: Look): readonly string[];
}

const DEJAVU = "DejaVu Sans Mono";
const LIBERATION = "Liberation Mono";

function xterm(...more: readonly string[]): Emulator["command"] {
  return ({ columns, rows, font }) => [
    "xterm",
    ...more,
    ...["-fa", font, "-fs", "9", "-geometry", `${columns}x${rows}+0+0`, "+sb", "-e"],
  ];
}

/** xterm.js as a page gets it, in Chromium; VS Code and most terminals in a browser are made of it. */
function xtermJs(more: Partial<Settings> = {}): Emulator["command"] {
  return ({ columns, rows, font }) => {
    const settings: Settings = { columns, rows, font, lineHeight: 1, renderer: "dom", images: false, ...more };
    return [process.execPath, LAUNCHER, JSON.stringify(settings)];
  };
}

export const EMULATORS: readonly Emulator[] = [
  { name: "xterm", needs: ["xterm"], fast: true, osc: true, fonts: [DEJAVU, LIBERATION], command: xterm() },
  { name: "xterm -ti vt340", needs: ["xterm"], fast: true, osc: true, fonts: [DEJAVU], command: xterm("-ti", "vt340") },
  {
    name: "urxvt",
    needs: ["urxvt"],
    fast: true,
    osc: true,
    fonts: [DEJAVU],
    command: ({ columns, rows, font }) => [
      "urxvt",
      ...["-fn", `xft:${font}:size=9`, "-geometry", `${columns}x${rows}+0+0`, "+sb", "-e"],
    ],
  },
  {
    name: "PuTTY (pterm)",
    needs: ["pterm"],
    fast: true,
    osc: false,
    fonts: [DEJAVU],
    command: ({ columns, rows, font, theme }) => [
      "pterm",
      ...["-fn", `client:${font} 9`, "-geometry", `${columns}x${rows}+0+0`],
      ...putty(THEMES[theme]),
      "-e",
    ],
  },
  {
    name: "VTE (xfce4-terminal)",
    needs: ["xfce4-terminal", "dbus-run-session"],
    osc: true,
    fonts: [DEJAVU],
    command: ({ columns, rows, font }) => [
      ...["dbus-run-session", "--", "xfce4-terminal", "--disable-server", "--hide-menubar", "--hide-toolbar"],
      ...["--hide-scrollbar", "--hide-borders", "--font", `${font} 9`, "--geometry", `${columns}x${rows}+0+0`, "-x"],
    ],
  },
  {
    name: "Konsole",
    needs: ["konsole", "dbus-run-session"],
    osc: true,
    home: () => ({ ".config/konsolerc": "[KonsoleWindow]\nRememberWindowSize=false\n" }),
    fonts: [DEJAVU],
    command: ({ columns, rows, font, theme }) => [
      ...["dbus-run-session", "--", "konsole", "--separate", "--nofork", "--hide-menubar", "--hide-tabbar"],
      ...[
        "-p",
        "ShowTerminalSizeHint=false",
        "-p",
        `TerminalColumns=${columns}`,
        "-p",
        `TerminalRows=${rows}`,
        "-p",
        `Font=${font},9`,
      ],
      ...["-p", `ColorScheme=${theme === "dark" ? "WhiteOnBlack" : "BlackOnWhite"}`, "-p", "ScrollBarPosition=2", "-e"],
    ],
  },
  {
    name: "kitty",
    needs: ["kitty"],
    osc: true,
    fonts: [DEJAVU, LIBERATION],
    command: ({ columns, rows, font }) => [
      ...[
        "kitty",
        "--config",
        "NONE",
        "-o",
        `initial_window_width=${columns}c`,
        "-o",
        `initial_window_height=${rows}c`,
      ],
      ...["-o", "remember_window_size=no", "-o", `font_family=${font}`, "-o", "font_size=9"],
      ...["-o", "cursor_blink_interval=0", "-o", "update_check_interval=0"],
    ],
  },
  {
    name: "alacritty",
    needs: ["alacritty"],
    osc: true,
    fonts: [DEJAVU],
    command: ({ columns, rows, font }) => [
      ...["alacritty", "-o", `window.dimensions.columns=${columns}`, "-o", `window.dimensions.lines=${rows}`],
      ...["-o", `font.normal.family=${font}`, "-o", "font.size=9", "-e"],
    ],
  },
  {
    name: "mlterm",
    needs: ["mlterm"],
    osc: true,
    fonts: [DEJAVU],
    command: ({ columns, rows }) => [
      "mlterm",
      "--fontsize",
      "12",
      "--border",
      "0",
      "-g",
      `${columns}x${rows}+0+0`,
      "-e",
    ],
  },
  {
    name: "qterminal",
    needs: ["qterminal", "dbus-run-session"],
    osc: true,
    themes: ["dark"],
    fonts: [DEJAVU],
    home: ({ columns, rows, font }) => ({
      ".config/qterminal.org/qterminal.ini": [
        "[General]",
        `fontFamily=${font}`,
        "fontSize=9",
        "HideTabBarWithOneTab=true",
        "MenuVisible=false",
        "ScrollbarPosition=0",
        "[MainWindow]",
        "pos=@Point(0 0)",
        `size=@Size(${columns * 7 + 12} ${rows * 15 + 12})`,
        "",
      ].join("\n"),
    }),
    command: () => ["dbus-run-session", "--", "qterminal", "-e"],
  },
  {
    name: "zutty",
    needs: ["zutty"],
    osc: true,
    fonts: [DEJAVU],
    command: ({ columns, rows }) => ["zutty", "-geometry", `${columns}x${rows}`, "-e"],
  },
  {
    name: "st",
    needs: ["st"],
    osc: true,
    fonts: [DEJAVU],
    command: ({ columns, rows, font }) => [...["st", "-f", `${font}:size=9`, "-g", `${columns}x${rows}+0+0`, "-e"]],
  },
  { name: "xterm.js", needs: ["chromium"], fast: true, osc: true, fonts: [DEJAVU, LIBERATION], command: xtermJs() },
  {
    name: "xterm.js (addon-image)",
    needs: ["chromium"],
    osc: true,
    fonts: [DEJAVU],
    command: xtermJs({ images: true }),
  },
  {
    name: "xterm.js (line height 1.2)",
    needs: ["chromium"],
    osc: true,
    fonts: [DEJAVU],
    command: xtermJs({ lineHeight: 1.2 }),
  },
  {
    name: "xterm.js WebGL (line height 1.2)",
    needs: ["chromium"],
    osc: true,
    fonts: [DEJAVU],
    command: xtermJs({ lineHeight: 1.2, renderer: "webgl" }),
  },
];

/** What makes a terminal that takes OSC 4, 10 and 11 look like this. */
export function themeBytes({ ground, ink, palette }: Theme): string {
  const entries = palette.map((colour, at) => `\u001b]4;${at};${colour}\u001b\\`);
  return `${entries.join("")}\u001b]10;${ink}\u001b\\\u001b]11;${ground}\u001b\\`;
}

/** PuTTY's colours: ink, bold ink, ground, bold ground, cursor text, cursor, then the palette in pairs of dull and bright. */
function putty({ ground, ink, palette }: Theme): string[] {
  const order = [0, 8, 1, 9, 2, 10, 3, 11, 4, 12, 5, 13, 6, 14, 7, 15];
  const all = [ink, ink, ground, ground, ground, ink, ...order.map((at) => palette[at] as string)];
  return all.flatMap((colour, at) => ["-xrm", `pterm.Colour${at}: ${decimal(colour)}`]);
}

function decimal(colour: string): string {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)).join(",");
}

function colours(text: string): string[] {
  return text.split(" ").map((colour) => `#${colour}`);
}
