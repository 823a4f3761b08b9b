// biome-ignore-all lint/suspicious/noControlCharactersInRegex: control sequences are what it is for
/**
 * What a terminal answers when it is asked about itself, told apart from what is typed: both come by the same line,
 * joined and cut anywhere. Pure. The shapes are ctlseqs.txt's (xterm) and, for pictures, kitty's graphics protocol.
 */

/** One answer, its numbers as they came. */
export type Reply =
  /** Primary device attributes: every terminal answers, so this one ends a round of questions. */
  | { readonly kind: "da1"; readonly numbers: readonly number[] }
  /** Secondary: what it is and which version, as "65;7006;1". */
  | { readonly kind: "da2"; readonly text: string }
  /** XTVERSION: "Konsole 22.12.3", "kitty(0.26.5)". */
  | { readonly kind: "version"; readonly text: string }
  /** Pixels of one cell (16t), of the whole text area (14t), of the largest sixel image (XTSMGRAPHICS). */
  | { readonly kind: "cell" | "area" | "image"; readonly width: number; readonly height: number }
  /** Where the cursor stands, from 1. */
  | { readonly kind: "cursor"; readonly row: number; readonly column: number }
  /** What kitty's graphics protocol was answered with: "OK" where it is there. */
  | { readonly kind: "graphics"; readonly text: string }
  /** An answer that tells nothing here. */
  | { readonly kind: "other" };

interface Shape {
  readonly whole: RegExp;
  /** Beginnings that are cut off at the end of what has come, and that no key begins with. */
  readonly begun: RegExp;
  read(parts: readonly string[]): Reply;
}

const SHAPES: readonly Shape[] = [
  {
    whole: /^\u001b\[\?([\d;]*)c/,
    begun: /^\u001b\[\?[\d;]*$/,
    read: ([numbers = ""]) => ({ kind: "da1", numbers: numbers.split(";").filter(Boolean).map(Number) }),
  },
  {
    whole: /^\u001b\[>([\d;]*)c/,
    begun: /^\u001b\[>[\d;]*$/,
    read: ([text = ""]) => ({ kind: "da2", text }),
  },
  {
    whole: /^\u001bP>\|([^\u001b]*)\u001b\\/,
    begun: /^\u001bP>(?:\|[^\u001b]*\u001b?)?$/,
    read: ([text = ""]) => ({ kind: "version", text }),
  },
  {
    whole: /^\u001b\[([46]);(\d+);(\d+)t/,
    begun: /^\u001b\[[46];[\d;]*$/,
    read: ([which, height, width]) => ({
      kind: which === "6" ? "cell" : "area",
      width: Number(width),
      height: Number(height),
    }),
  },
  {
    whole: /^\u001b\[(\d+);(\d+)R/,
    begun: /^\u001b\[\d+;\d*$/,
    read: ([row, column]) => ({ kind: "cursor", row: Number(row), column: Number(column) }),
  },
  {
    whole: /^\u001b\[\?2;0;(\d+);(\d+)S/,
    begun: /^\u001b\[\?2;0;[\d;]*$/,
    read: ([width, height]) => ({ kind: "image", width: Number(width), height: Number(height) }),
  },
  { whole: /^\u001b\[\?[\d;]*S/, begun: /^\u001b\[\?[\d;]*$/, read: () => ({ kind: "other" }) },
  {
    whole: /^\u001b_G([^\u001b]*)\u001b\\/,
    begun: /^\u001b_G[^\u001b]*\u001b?$/,
    read: ([text = ""]) => ({ kind: "graphics", text: text.replace(/^[^;]*;?/, "") }),
  },
];

/** Beginnings of answers that may as well be keys: Esc alone, Alt with a letter, an arrow that is cut in two. */
const DOUBTFUL = /^\u001b(?:\[\d*|P|_)?$/;

/** No answer is longer; what begins like one and never ends is handed on as it came. */
const LONGEST = 256;

/** Takes what comes in, in pieces, and gives apart what was typed and what the terminal answered. */
export interface Sorter {
  /** `keys`: what was typed, in its order. A beginning that may become an answer is kept for the next piece. */
  push(piece: string): { readonly keys: string; readonly replies: readonly Reply[] };
  /** Whether a beginning is kept that may be a key that somebody waits for. */
  doubts(): boolean;
  /** Hands over a kept beginning as typed, where it may be that. */
  release(): string;
}

export function createSorter(): Sorter {
  let kept = "";
  return {
    push(piece) {
      // Nearly every piece is plain letters.
      if (kept === "" && !piece.includes("\u001b")) return { keys: piece, replies: [] };
      let text = kept + piece;
      kept = "";
      let keys = "";
      const replies: Reply[] = [];
      for (let at = text.indexOf("\u001b"); at >= 0; at = text.indexOf("\u001b")) {
        keys += text.slice(0, at);
        text = text.slice(at);
        const found = replyAt(text);
        if (found !== null) {
          replies.push(found.reply);
          text = text.slice(found.length);
        } else if (text.length < LONGEST && (DOUBTFUL.test(text) || begunIn(text))) {
          kept = text;
          return { keys, replies };
        } else {
          keys += "\u001b";
          text = text.slice(1);
        }
      }
      return { keys: keys + text, replies };
    },
    doubts: () => DOUBTFUL.test(kept),
    release() {
      if (!DOUBTFUL.test(kept)) return "";
      const keys = kept;
      kept = "";
      return keys;
    },
  };
}

function replyAt(text: string): { readonly reply: Reply; readonly length: number } | null {
  for (const { whole, read } of SHAPES) {
    const match = whole.exec(text);
    if (match !== null) return { reply: read(match.slice(1)), length: match[0].length };
  }
  return null;
}

function begunIn(text: string): boolean {
  return SHAPES.some(({ begun }) => begun.test(text));
}
