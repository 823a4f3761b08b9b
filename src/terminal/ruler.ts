/**
 * The size of a cell measured again whenever the window changes: zooming changes both at once, and a picture made for
 * the old cell would be cut off in the new window. So whoever draws hears of the new size when the new cell is known.
 */
import type { Size } from "../app/state.ts";
import type { TerminalGifts } from "../qr/terminal.ts";
import { CELL_AGAIN, cellOf } from "./probe.ts";
import type { Reply } from "./replies.ts";

/** Milliseconds that a terminal is given which has answered the same question before. */
const PATIENCE = 300;

export interface RulerParts {
  send(bytes: string): void;
  size(): Size;
  /** Calls once after so many milliseconds; gives what calls it off. */
  after(milliseconds: number, act: () => void): () => void;
  /** Called with the cell as it is now; null where the terminal did not say in time. */
  measured(cell: TerminalGifts["cell"]): void;
}

export interface Ruler {
  measure(): void;
  take(reply: Reply): void;
  asking(): boolean;
  stop(): void;
}

export function createRuler({ send, size, after, measured }: RulerParts): Ruler {
  /** Rounds that were asked and not answered to the end: while a window is dragged there are several. */
  let rounds = 0;
  let replies: Reply[] = [];
  let callOff: () => void = () => undefined;

  function end(cell: TerminalGifts["cell"]): void {
    rounds = 0;
    replies = [];
    callOff();
    measured(cell);
  }

  return {
    measure() {
      callOff();
      callOff = after(PATIENCE, () => end(null));
      rounds++;
      send(CELL_AGAIN);
    },
    take(reply) {
      if (rounds === 0) return;
      if (reply.kind !== "da1") {
        replies.push(reply);
        return;
      }
      rounds--;
      if (rounds === 0) end(cellOf(replies, size()));
      else replies = [];
    },
    asking: () => rounds > 0,
    stop() {
      rounds = 0;
      replies = [];
      callOff();
    },
  };
}
