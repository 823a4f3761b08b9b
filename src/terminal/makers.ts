/**
 * Terminals that are known, by how they name themselves, and what is known of them (terminal-qr.md §4.1, §4.3, §5.3). A
 * table; whoever is not in it gets no promises. Pure.
 */

/** What a terminal said of itself, or the admin's own end said for it. */
export interface Names {
  /** XTVERSION's text, and the secondary device attributes as "65;7006;1"; "" where it did not answer. */
  readonly version: string;
  readonly da2: string;
  /** Survives ssh, unlike TERM_PROGRAM and COLORTERM. */
  readonly term: string;
  /** `LC_TERMINAL`: iTerm2's, forwarded with the locale. */
  readonly lcTerminal: string;
}

export interface Maker {
  readonly name: string;
  /** `CSI 8 ; rows ; columns t` makes the window grow. */
  readonly grows?: true;
  /** Draws sextants itself, whatever the font has. */
  readonly sextants?: true;
  /** May be asked for kitty's graphics protocol: others print the question. */
  readonly kitty?: true;
  /** Draws iTerm2's images, which cannot be asked for. */
  readonly iterm?: true;
}

interface Row extends Maker {
  readonly version?: RegExp;
  readonly da2?: RegExp;
  readonly term?: RegExp;
  readonly lcTerminal?: RegExp;
}

/** DA2 begins with the kind of terminal that is played, then comes the version; which of them are whose: §4.1. */
const ROWS: readonly Row[] = [
  { name: "tmux", version: /^tmux/, da2: /^84;/ },
  { name: "screen", da2: /^83;/ },
  { name: "kitty", version: /^kitty/, term: /^xterm-kitty/, sextants: true, kitty: true },
  { name: "ghostty", version: /^ghostty/i, term: /ghostty/, sextants: true, kitty: true },
  { name: "wezterm", version: /^WezTerm/, term: /^wezterm/, sextants: true, kitty: true, iterm: true },
  { name: "konsole", version: /^Konsole/, da2: /^1;115;0$/, grows: true, sextants: true, kitty: true, iterm: true },
  { name: "iterm2", version: /^iTerm2/, da2: /^0;95;0$/, lcTerminal: /^iTerm2$/, iterm: true },
  { name: "foot", version: /^foot/, term: /^foot/, sextants: true },
  { name: "contour", version: /^contour/, term: /^contour/, sextants: true },
  { name: "rio", version: /^rio/i, term: /^rio/, iterm: true },
  { name: "mintty", version: /^mintty/, da2: /^77;/, iterm: true },
  { name: "xterm", version: /^XTerm/ },
  { name: "mlterm", version: /^mlterm/, da2: /^24;2\d\d;0$/, term: /^mlterm/, grows: true },
  { name: "vte", da2: /^65;(?:[7-9]\d{3}|\d{5,});/, grows: true, sextants: true },
  { name: "vte", version: /^VTE/, da2: /^65;\d{4};|^1;[2-6]\d{3};0$/, grows: true },
  { name: "putty", da2: /^0;136;0$/, term: /^putty/, grows: true },
  { name: "urxvt", da2: /^85;/, term: /^rxvt-unicode/, grows: true },
  { name: "apple", da2: /^1;95;0$/, term: /^nsterm/, grows: true },
  { name: "alacritty", da2: /^0;\d{3,};1$/, term: /^alacritty/ },
  { name: "windows-terminal", da2: /^0;10;1$/ },
  { name: "xterm.js", da2: /^0;276;0$/ },
  { name: "qterminal", da2: /^0;115;0$/ },
  { name: "zutty", da2: /^64;0;0$/ },
  { name: "st", term: /^st(?:term)?(?:-|$)/ },
  { name: "xterm", da2: /^(?:0|1|2|18|19|24|41|6[0-5]);[2-9]\d\d;0$/ },
];

/** Whose terminal it is: by what it says first, by the variables only where it says nothing. Null: nobody's that is known. */
export function makerOf(names: Names): Maker | null {
  for (const way of ["version", "da2", "lcTerminal", "term"] as const) {
    const said = names[way];
    const row = said === "" ? undefined : ROWS.find((one) => one[way]?.test(said));
    if (row !== undefined) return row;
  }
  return null;
}
