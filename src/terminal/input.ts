/** Where the keys come from: standard input, or the terminal itself where that is a pipe (`qr -`, fed by another program). */
import { openSync } from "node:fs";
import { ReadStream } from "node:tty";

/** Standard input where nothing better is found. */
export function openInput(): NodeJS.ReadStream {
  const { stdin } = process;
  if (stdin.isTTY) return stdin;
  try {
    return new ReadStream(openSync("/dev/tty", "r"));
  } catch {
    return stdin;
  }
}

/** Resolves when a line was ended, also by Ctrl-C: the terminal must be in its own mode, in which it edits lines. */
export function enterPressed(stdin: NodeJS.ReadStream): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      stdin.off("readable", arrived);
      stdin.off("end", over);
      process.off("SIGINT", over);
      resolve();
    };
    const arrived = () => {
      for (let piece = stdin.read(); piece !== null; piece = stdin.read()) {
        if (/[\r\n]/.test(String(piece))) return over();
      }
    };
    stdin.on("readable", arrived);
    stdin.on("end", over);
    process.on("SIGINT", over);
    stdin.ref();
  });
}
