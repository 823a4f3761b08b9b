/** Rows drawn as the program draws them, as Ink hands them over: run as it stands and bundled, by frames.test.ts. */
import { EventEmitter } from "node:events";
import { render } from "ink";
import type { Abilities, Size } from "../../src/app/state.ts";
import { Rows } from "../../src/screens/parts/rows.tsx";
import type { Row } from "../../src/text/row.ts";

/** Where Ink writes its frames; only the last one is kept. */
class Paper extends EventEmitter {
  readonly isTTY = false;
  readonly writable = true;
  columns = 80;
  rows = 24;
  frame = "";

  write(frame: string, done?: unknown): boolean {
    if (frame !== "") this.frame = frame;
    if (typeof done === "function") done();
    return true;
  }
}

export interface Drawing {
  readonly rows: readonly Row[];
  readonly size: Size;
  readonly abilities: Abilities;
}

/** The frames of these drawings, one after the other in one window that takes their sizes. */
export function framesOf(drawings: readonly Drawing[]): string[] {
  const paper = new Paper();
  const streams = { stdout: paper, stdin: new EventEmitter(), stderr: paper } as unknown as Parameters<
    typeof render
  >[1];
  const ink = render(null, {
    ...(streams as object),
    debug: true,
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  try {
    return drawings.map(({ rows, size, abilities }) => {
      [paper.columns, paper.rows] = [size.columns, size.rows];
      paper.emit("resize");
      ink.rerender(<Rows rows={rows} size={size} abilities={abilities} />);
      return paper.frame;
    });
  } finally {
    ink.unmount();
  }
}
