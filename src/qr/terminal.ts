/**
 * What a terminal can show, as it was found out once at the start: the one thing that the choice of a drawing knows of it.
 * The probe (terminal/) fills it, the ladder (qr/fit.ts) reads it.
 */

/** A graphics protocol that the terminal answered to, or that its name promises (terminal-qr.md §4.2). */
export type Graphics = "kitty" | "iterm" | "sixel";

/** What stands between the program and the terminal: it draws no pictures and keeps its own idea of the screen. */
export type Multiplexer = "tmux" | "screen";

export interface TerminalGifts {
  /** Block elements arrive as they are; inside a multiplexer both ends must say so. */
  readonly utf8: boolean;
  /** TERM=linux: its fonts have `█` but neither `▄` nor `▀` (terminal-qr.md §5.2). */
  readonly console: boolean;
  /** 256: the fixed palette entries 16 and 231 are there. 16: only the theme's own. 0: no colour codes at all. */
  readonly colours: 0 | 16 | 256;
  readonly multiplexer: Multiplexer | null;
  /** The best protocol of those it knows (kitty before iterm before sixel); null inside a multiplexer. */
  readonly graphics: Graphics | null;
  /** A cell's size in pixels; null where the terminal did not say. */
  readonly cell: { readonly width: number; readonly height: number } | null;
  /** The terminal draws sextants (U+1FB00) itself, whatever the font has. */
  readonly sextants: boolean;
  /** `CSI 8 ; rows ; columns t` is known to make the window grow. */
  readonly grows: boolean;
  /** Who made the terminal, lower case, as far as it said: "xterm", "vte", "putty", "apple", "konsole", "kitty", …. */
  readonly maker: string | null;
}

/** What is known of a terminal that was not asked: no pictures, no sizes, no promises. */
export const UNKNOWN_GIFTS: TerminalGifts = {
  utf8: true,
  console: false,
  colours: 256,
  multiplexer: null,
  graphics: null,
  cell: null,
  sextants: false,
  grows: false,
  maker: null,
};
