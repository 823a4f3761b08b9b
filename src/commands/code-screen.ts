/**
 * A QR code alone on the alternate screen until a key is pressed, so that no private key stays in the scrollback. Drawn
 * anew whenever the window changes; a code that does not fit whole is not drawn at all.
 */
import type { Size } from "../app/state.ts";
import { type CodeDrawing, drawingFor } from "../qr/fit.ts";
import type { Modules } from "../qr/modules.ts";
import { cut, wrap } from "../text/width.ts";
import type { Words } from "../words/words.ts";
import type { Context } from "./command.ts";

/** The row below the code that says what to do. */
const HINT_ROWS = 1;

export interface CodeShown {
  readonly modules: Modules | null;
  /** The name that the device is told, and the file's path where one is kept. */
  readonly tunnelName: string;
  readonly path: string | null;
}

/** What can be drawn in a window of this size, the hint's row kept free. */
export function drawingIn(size: Size, modules: Modules | null, context: Context): CodeDrawing {
  const drawing = drawingFor(modules, { ...context.abilities, rows: size.rows - HINT_ROWS, columns: size.columns });
  if (drawing.kind !== "too-small") return drawing;
  return { ...drawing, needs: { ...drawing.needs, rows: drawing.needs.rows + HINT_ROWS }, has: size };
}

/** The lines of the whole screen. */
export function codeScreen(size: Size, code: CodeShown, context: Context): readonly string[] {
  const drawing = drawingIn(size, code.modules, context);
  const { words } = context;
  if (drawing.kind === "drawn") {
    const hint = `${words.commands.code.scan({ tunnelName: code.tunnelName })} ${words.commands.code.leave}`;
    return [...drawing.lines, cut(hint, size.columns)];
  }
  const lines = [...sentences(drawing, code, words), "", words.commands.code.leave];
  return lines.flatMap((line) => wrap(line, size.columns)).slice(0, size.rows);
}

/** Why there is no picture, and the other way onto the device. */
export function sentences(drawing: Exclude<CodeDrawing, { kind: "drawn" }>, code: CodeShown, words: Words): string[] {
  const said = words.commands.code;
  const why = drawing.kind === "cannot" ? said.tooLong : said.tooSmall({ needs: drawing.needs, has: drawing.has });
  return code.path === null ? [why] : [why, said.file({ path: code.path })];
}

/** Takes the terminal until a key is pressed. Standard input and output must be terminals. */
export async function showCode(code: CodeShown, context: Context): Promise<void> {
  const [{ openTerminal }, { WIPE, place, PLAIN }] = await Promise.all([
    import("../terminal/terminal.ts"),
    import("../terminal/modes.ts"),
  ]);
  const terminal = openTerminal();
  const { stdin, stdout } = process;
  const draw = (size: Size) => {
    const lines = codeScreen(size, code, context);
    stdout.write(PLAIN + WIPE + lines.map((line, at) => place(at + 1, 1) + line).join(""));
  };
  try {
    terminal.enter();
    terminal.onResize(draw);
    draw(terminal.size());
    await new Promise<void>((pressed) => {
      stdin.once("data", () => pressed());
      stdin.resume();
    });
  } finally {
    stdin.pause();
    terminal.close();
  }
}
