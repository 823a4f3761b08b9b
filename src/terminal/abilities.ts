/** What this terminal can show, told by its variables alone: nothing is asked of it, so that nothing has to be awaited. */
import type { Abilities, Size } from "../app/state.ts";

type Variables = Readonly<Record<string, string | undefined>>;

/** Terminals with 256 colours whose TERM does not say so. */
const RICH = /256|direct|kitty|ghostty|alacritty|foot|wezterm/;

/** `colour` false: no colour was asked for (`--no-color`). NO_COLOR counts when it is not empty (no-color.org). */
export function abilitiesOf(variables: Variables, colour: boolean): Abilities {
  const locale = variables["LC_ALL"] || variables["LC_CTYPE"] || variables["LANG"] || "";
  const none = !colour || Boolean(variables["NO_COLOR"]) || variables["FORCE_COLOR"] === "0";
  return {
    utf8: /utf-?8/i.test(locale),
    colours: none ? 0 : coloursOf(variables),
    console: variables["TERM"] === "linux",
  };
}

/** How many colours there are, whether they are wanted or not: a code's black and white are no ornament. */
export function coloursOf(variables: Variables): Abilities["colours"] {
  const term = variables["TERM"] ?? "";
  if (term === "" || term === "dumb") return 0;
  return /^(truecolor|24bit)$/.test(variables["COLORTERM"] ?? "") || RICH.test(term) ? 256 : 16;
}

/** The smallest window in which the screens are drawn; below it the prompts ask in plain lines. */
export const SMALLEST: Size = { columns: 60, rows: 16 };

/** Why the screens are no way in here; null where they are one. */
export function whyPlain(variables: Variables, size: Size): "dumb" | "reader" | "small" | null {
  const term = variables["TERM"] ?? "";
  if (term === "" || term === "dumb") return "dumb";
  if (said(variables["INK_SCREEN_READER"]) || said(variables["ACCESSIBLE"])) return "reader";
  if (size.columns < SMALLEST.columns || size.rows < SMALLEST.rows) return "small";
  return null;
}

function said(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0" && value !== "false";
}

/** The window's size; 80x24 where there is no window. */
export function sizeOf(stream: { readonly columns?: number; readonly rows?: number }): Size {
  return { columns: stream.columns || 80, rows: stream.rows || 24 };
}
