/**
 * What Ink writes its frames to (ink.md §2): each frame is compared with the one that stands on the screen, and only
 * what differs is sent. Knows frames and sizes; who enters and leaves the screen is terminal.ts's business.
 */
import { EventEmitter } from "node:events";
import type { Size } from "../app/state.ts";
import { type Cells, cellsOf, difference } from "./cells.ts";
import { BEGIN_FRAME, END_FRAME, ERASE_REST, PLAIN, place, WIPE, WRAP_OFF, WRAP_ON } from "./modes.ts";

/** A picture on top of the frames: made of pixels, with a graphics protocol, so that no line can carry it. */
export interface PlacedPicture {
  /** Its upper left cell, from 1, and the rows it covers; the frames are blank there. */
  readonly row: number;
  readonly column: number;
  readonly rows: number;
  /** What draws it with the cursor in that cell; what takes it away where wiping the screen does not. */
  readonly show: string;
  readonly remove: string;
}

export class Screen extends EventEmitter {
  readonly isTTY = false;
  readonly writable = true;
  columns: number;
  rows: number;
  #send: (bytes: string) => void;
  /** The lines that stand on the screen; null where nothing is known of it. */
  #shown: string[] | null = null;
  #open = false;
  #picture: PlacedPicture | null = null;
  /** What takes away the picture that stands on the screen; "" where none does. */
  #remove = "";

  constructor(size: Size, send: (bytes: string) => void) {
    super();
    this.columns = size.columns;
    this.rows = size.rows;
    this.#send = send;
  }

  /** From now on frames are drawn; the first one whole. */
  open(): void {
    this.#open = true;
    this.#shown = null;
  }

  /** From now on frames are swallowed: the terminal is somebody else's. Gives what takes the picture off it. */
  shut(): string {
    this.#open = false;
    const bytes = this.#remove;
    this.#remove = "";
    return bytes;
  }

  /** The picture that stands on the next frame and those after it; null for none. Where it changes, that frame is drawn whole. */
  place(picture: PlacedPicture | null): void {
    if (samePicture(picture, this.#picture)) return;
    this.#picture = picture;
    this.forget();
  }

  /** Draws the next frame whole; whoever has disturbed the screen calls it. */
  forget(): void {
    this.#shown = null;
  }

  /** The window has another size: the next frame is drawn whole. Ink draws it when it is told by `emit("resize")`. */
  resize(size: Size): void {
    this.columns = size.columns;
    this.rows = size.rows;
    // It was made for the other size; whoever draws the next frame says what stands on it.
    this.#picture = null;
    this.forget();
  }

  /** A frame: lines joined by LF. Control strings without a line of text, which Ink sends beside frames, are dropped. */
  write(frame: string | Uint8Array, encoding?: unknown, done?: unknown): boolean {
    const text = String(frame);
    if (this.#open && text !== "" && !NO_FRAME.test(text)) this.#draw(text);
    const answer = typeof encoding === "function" ? encoding : done;
    if (typeof answer === "function") answer();
    return true;
  }

  end(): this {
    return this;
  }

  #draw(frame: string): void {
    const lines = frame.split("\n").slice(0, this.rows);
    const shown = this.#shown;
    const picture = this.#picture;
    let bytes = shown === null ? this.#remove + PLAIN + WIPE : "";
    if (shown === null) this.#remove = "";
    let risky = false;
    let disturbed = shown === null;
    for (let row = 0; row < Math.max(lines.length, shown?.length ?? 0); row++) {
      const after = lines[row] ?? "";
      const before = shown?.[row] ?? "";
      if (after === before) continue;
      disturbed ||= picture !== null && row + 1 >= picture.row && row + 1 < picture.row + picture.rows;
      // On an empty screen there is nothing to compare with.
      const [from, to] = shown === null ? [null, null] : [cellsOf(before), cellsOf(after)];
      // What was cut off at the last column (a frame of the size before) cannot be erased from behind it.
      const cutOff = (from?.signs.length ?? 0) > this.columns;
      if (from !== null && to !== null && !cutOff) {
        const { bytes: change, last } = changed(from, to, row + 1);
        bytes += change;
        risky ||= last >= this.columns;
      } else {
        // Erased first: behind a line that ends in the last column, erasing the rest would erase that column.
        bytes += `${place(row + 1, 1)}${before === "" ? "" : ERASE_REST}${after.trimEnd()}${PLAIN}`;
        risky = true;
      }
    }
    this.#shown = lines;
    if (picture !== null && disturbed) {
      bytes += place(picture.row, picture.column) + picture.show;
      this.#remove = picture.remove;
    }
    if (bytes === "") return;
    this.#send(BEGIN_FRAME + (risky ? WRAP_OFF + bytes + WRAP_ON : bytes) + END_FRAME);
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control sequences are what it is for
const NO_FRAME = /^(?:\u001b\[[?>=]?[\d;]*[A-Za-ln-z])+$/;

function samePicture(one: PlacedPicture | null, other: PlacedPicture | null): boolean {
  if (one === null || other === null) return one === other;
  return one.row === other.row && one.column === other.column && one.rows === other.rows && one.show === other.show;
}

function changed(before: Cells, after: Cells, row: number): { readonly bytes: string; readonly last: number } {
  const { bytes, from, last } = difference(before, after);
  return from === 0 ? { bytes: "", last: 0 } : { bytes: place(row, from) + bytes, last };
}
