/**
 * A QR code alone on the alternate screen until a key is pressed, so that no private key stays in the scrollback. Drawn
 * anew whenever the window changes; a code that does not fit whole is not drawn at all.
 */
import { giftsOf } from "../app/code.ts";
import type { Abilities, Size } from "../app/state.ts";
import { type CodeDrawing, drawingFor, type NoDrawing } from "../qr/fit.ts";
import { CODE_BYTES, modulesOf } from "../qr/modules.ts";
import { cut, wrap } from "../text/width.ts";
import type { Words } from "../words/words.ts";
import type { Context } from "./command.ts";

/** The row below the code that says what to do. */
const HINT_ROWS = 1;

export interface CodeShown {
  /** What the code carries, byte text; a secret. */
  readonly text: string;
  /** The name that the device is told, and the file's path where one is kept. */
  readonly tunnelName: string;
  readonly path: string | null;
}

/** What can be drawn in a window of this size, the hint's row kept free. */
export function drawingIn(size: Size, text: string, abilities: Abilities): CodeDrawing {
  const space = { rows: size.rows - HINT_ROWS, columns: size.columns, gifts: giftsOf(abilities) };
  const drawing = drawingFor(modulesOf(text), space, abilities.wish ?? null);
  if (drawing.kind !== "too-small") return drawing;
  return { ...drawing, needs: { ...drawing.needs, rows: drawing.needs.rows + HINT_ROWS }, has: size };
}

/** The same for lines that stay on the screen among others: no pictures, which would not scroll with them. */
export function plainDrawingIn(size: Size, text: string, { wish, ...abilities }: Abilities): CodeDrawing {
  const lines = wish === "kitty" || wish === "iterm" || wish === "sixel" ? undefined : wish;
  return drawingIn(size, text, {
    ...abilities,
    gifts: { ...giftsOf(abilities), graphics: null },
    ...(lines && { wish: lines }),
  });
}

interface ScreenText {
  readonly lines: readonly string[];
  /** What draws a picture in the upper left corner, on top of the lines, and what takes it away. */
  readonly show: string;
  readonly remove: string;
}

/** The whole screen. */
export function codeScreen(size: Size, code: CodeShown, words: Words, abilities: Abilities): ScreenText {
  const drawing = drawingIn(size, code.text, abilities);
  if (drawing.kind === "drawn") {
    const remark = drawing.remark ? ` (${words.code.remarks[drawing.remark]})` : "";
    const hint = `${words.commands.code.scan({ tunnelName: code.tunnelName })} ${words.commands.code.leave}${remark}`;
    const { show, remove } = drawing.picture ?? { show: "", remove: "" };
    return { lines: [...drawing.lines, cut(hint, size.columns)], show, remove };
  }
  const lines = [...sentences(drawing, code, words), "", words.commands.code.leave];
  return { lines: lines.flatMap((line) => wrap(line, size.columns)).slice(0, size.rows), show: "", remove: "" };
}

/** Why there is no picture, and the other way onto the device. */
export function sentences(drawing: NoDrawing, { path, text }: Omit<CodeShown, "tunnelName">, words: Words): string[] {
  const said = words.commands.code;
  const why =
    drawing.kind === "cannot"
      ? words.code.cannot[drawing.why]({ over: text.length - CODE_BYTES })
      : said.tooSmall({ needs: drawing.needs, has: drawing.has });
  return path === null ? [why] : [why, said.file({ path })];
}

/** Takes the terminal until a key is pressed. Standard output must be a terminal, and the keys must come from one. */
export async function showCode(code: CodeShown, context: Context): Promise<void> {
  const [{ openTerminal }, { WIPE, place, PLAIN }] = await Promise.all([
    import("../terminal/terminal.ts"),
    import("../terminal/modes.ts"),
  ]);
  const { variables, abilities, words } = context;
  const terminal = openTerminal({ hints: { variables, abilities } });
  let remove = "";
  try {
    terminal.enter();
    const pressed = new Promise<void>((resolve) => {
      terminal.onKeys(() => resolve());
    });
    const gifts = await terminal.gifts();
    let known = gifts;
    const draw = (size: Size) => {
      const screen = codeScreen(size, code, words, { ...abilities, gifts: known });
      const lines = screen.lines.map((line, at) => place(at + 1, 1) + line).join("");
      process.stdout.write(remove + PLAIN + WIPE + lines + (screen.show === "" ? "" : place(1, 1) + screen.show));
      remove = screen.remove;
    };
    terminal.onGifts((now) => {
      known = now;
      draw(terminal.size());
    });
    terminal.onResize(draw);
    await pressed;
  } finally {
    if (remove !== "") process.stdout.write(remove);
    process.stdout.write(WIPE);
    terminal.close();
  }
}
