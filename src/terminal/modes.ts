/**
 * The bytes that take a terminal over and give it back (ink.md §4). Nothing else in the program writes such a byte.
 */

const ESC = "\u001b";

/**
 * The alternate screen, bracketed paste, no cursor, everything wiped: where there is no alternate screen, what stood
 * there goes to the scrollback and is not lost.
 */
export const ENTER = `${ESC}[?1049h${ESC}[?2004h${ESC}[?25l${ESC}[H${ESC}[2J`;

/**
 * Wipes the screen and leaves nothing of it in the scrollback. `ESC[2J` would: where the alternate screen is switched
 * off, as it is in GNU screen unless asked for, screen, PuTTY and VTE keep what it wipes. Erasing from the second row
 * on, and then the first, they let go.
 */
export const WIPE = `${ESC}[2;1H${ESC}[J${ESC}[H${ESC}[K`;

/** Everything that was set, unset, in an order that leaves the main screen as it was found, and no secret on it. */
export const LEAVE = `${ESC}[?2004l${ESC}[?2026l${ESC}[?7h${ESC}[?25h${ESC}[0m${WIPE}${ESC}[?1049l`;

/** A frame drawn between these two is shown whole or not at all, where the terminal knows how. */
export const BEGIN_FRAME = `${ESC}[?2026h`;
export const END_FRAME = `${ESC}[?2026l`;

/** No wrapping while a line may reach the last column. */
export const WRAP_OFF = `${ESC}[?7l`;
export const WRAP_ON = `${ESC}[?7h`;

export const ERASE_REST = `${ESC}[K`;
export const PLAIN = `${ESC}[m`;

/** Row and column count from 1. */
export function place(row: number, column: number): string {
  return `${ESC}[${row};${column}H`;
}

export function column(column: number): string {
  return `${ESC}[${column}G`;
}
