/**
 * Standard input for a line that is asked for while the terminal still owes answers: what it says at last is taken out on
 * the way, and never stands in the line as if it had been typed.
 */
import { Transform, type TransformCallback } from "node:stream";
import { createSorter } from "./replies.ts";

/** Milliseconds that a lone Esc is kept for, while it may be the beginning of an answer. */
const LATE = 50;

/** What readline needs of a terminal's input, in front of the real one. */
export class TypedInput extends Transform {
  readonly isTTY = true;
  #input: NodeJS.ReadStream;
  #sorter = createSorter();
  #joined = false;

  constructor(input: NodeJS.ReadStream) {
    super();
    this.#input = input;
  }

  setRawMode(on: boolean): this {
    this.#input.setRawMode(on);
    return this;
  }

  override resume(): this {
    if (!this.#joined) this.#input.pipe(this);
    this.#joined = true;
    return super.resume();
  }

  /** Between two lines the input is somebody else's, or nobody's, so that the program can end. */
  override pause(): this {
    if (this.#joined) this.#input.unpipe(this).pause();
    this.#joined = false;
    return super.pause();
  }

  override _transform(chunk: Buffer | string, _encoding: string, done: TransformCallback): void {
    const { keys } = this.#sorter.push(chunk.toString());
    if (this.#sorter.doubts()) setTimeout(() => this.push(this.#sorter.release()), LATE);
    done(null, keys);
  }
}
