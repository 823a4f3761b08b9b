/**
 * The window made larger for a while, where the terminal does that when it is asked (terminal-qr.md §5.3), and given
 * back its own size afterwards.
 */
import type { Size } from "../app/state.ts";

/** Milliseconds after which a terminal that has not grown will not: measured ones take less than 100. */
const PATIENCE = 500;

export interface GrowingParts {
  send(bytes: string): void;
  size(): Size;
  /** Calls once after so many milliseconds; gives what calls it off. */
  after(milliseconds: number, act: () => void): () => void;
}

export interface Growing {
  /** Asks for a window of this size at least; whether it changed at all. Never asks for less than there is. */
  grow(wanted: Size): Promise<boolean>;
  /** The window has another size. */
  resized(): void;
  /** What asks for the size before the first `grow`; "" where nothing grew, or somebody has changed the size since. */
  giveBack(): string;
}

export function createGrowing({ send, size, after }: GrowingParts): Growing {
  /** The size to go back to, and the one that was reached. */
  let grown: { readonly from: Size; readonly to: Size } | null = null;
  let waiting: { readonly from: Size; answer(changed: boolean): void } | null = null;

  return {
    grow(wanted) {
      const from = size();
      const rows = Math.max(wanted.rows, from.rows);
      const columns = Math.max(wanted.columns, from.columns);
      if (waiting !== null) return Promise.resolve(false);
      if (rows === from.rows && columns === from.columns) return Promise.resolve(false);
      return new Promise((resolve) => {
        const callOff = after(PATIENCE, () => waiting?.answer(false));
        waiting = {
          from,
          answer(changed) {
            waiting = null;
            callOff();
            if (changed) grown = { from: grown?.from ?? from, to: size() };
            resolve(changed);
          },
        };
        send(sizeRequest({ rows, columns }));
      });
    },
    resized() {
      if (waiting !== null && !same(size(), waiting.from)) waiting.answer(true);
    },
    giveBack() {
      if (grown === null) return "";
      const { from, to } = grown;
      grown = null;
      return same(size(), to) ? sizeRequest(from) : "";
    },
  };
}

function sizeRequest({ rows, columns }: Size): string {
  return `\u001b[8;${rows};${columns}t`;
}

function same(one: Size, other: Size): boolean {
  return one.rows === other.rows && one.columns === other.columns;
}
