/**
 * The keys of a code's screen, the program's own or a command's: another drawing, a larger window, a smaller code, the
 * picture and the file in the person's home, the text on the screen, in the clipboard or the code below the program.
 * What lets the key out of the screen is asked for twice.
 */
import { drawingFor } from "../qr/fit.ts";
import { modulesOf } from "../qr/modules.ts";
import { pngOf } from "../qr/png.ts";
import { byteText } from "../wireguard/conf.ts";
import type { WhyNot } from "./allowed.ts";
import { type CodeWindow, codeSpace, codeText, drawingAfter, giftsOf, roomierSize, savingsOf } from "./code.ts";
import type { CommandId } from "./command-id.ts";
import type { CodeTold, Showing } from "./handing.ts";
import type { EffectSeed } from "./updated.ts";

export type CodeCommand = Extract<
  CommandId,
  "grow" | "save-picture" | "as-text" | "next-drawing" | "leave-out" | "copy" | "print"
>;

/** What is asked of the terminal or the machine. */
export type CodeWish = Extract<
  EffectSeed,
  { readonly type: "grow-terminal" | "save-picture" | "copy-text" | "print-below" }
>;

export interface Handed {
  /** What changes on the screen. */
  readonly code: Partial<Omit<Showing, "plan">>;
  readonly wish: CodeWish | null;
}

interface CodeKey {
  readonly command: CodeCommand;
  readonly key: string;
  /** Its weight in the footer; 0 stands only behind `?`. */
  readonly shown: number;
  readonly when: (window: CodeWindow, code: Showing) => true | WhyNot;
  readonly act: (window: CodeWindow, code: Showing) => Handed;
}

const always = (): true => true;
const only = (code: Handed["code"]): Handed => ({ code, wish: null });

export const CODE_KEYS: readonly CodeKey[] = [
  {
    command: "grow",
    key: "e",
    shown: 90,
    // Where the terminal is known to grow when it is asked, and a larger window would show the code better.
    when: (window, code) => {
      if (!giftsOf(window.abilities).grows) return "does-not-grow";
      return roomierSize(window, code) === null ? "large-enough" : true;
    },
    act: (window, code) => {
      const size = roomierSize(window, code);
      return { code: { told: null }, wish: size && { type: "grow-terminal", size } };
    },
  },
  { command: "save-picture", key: "f", shown: 80, when: always, act: (_window, code) => savePicture(code) },
  {
    command: "as-text",
    key: "t",
    shown: 70,
    when: always,
    act: (_window, { asText }) => only({ asText: !asText, held: false, told: null }),
  },
  {
    command: "next-drawing",
    key: "s",
    shown: 0,
    when: (window, code) => (drawingAfter(window, code) === null ? "one-drawing" : true),
    act: (window, code) => only({ drawing: drawingAfter(window, code), told: null, asText: false }),
  },
  {
    command: "leave-out",
    key: "d",
    shown: 0,
    when: (window, code) => (code.saving !== null || savingsOf(window, code).length > 0 ? true : "fits"),
    act: leaveOut,
  },
  { command: "copy", key: "c", shown: 0, when: always, act: (_window, code) => copy(code) },
  {
    command: "print",
    key: "p",
    shown: 0,
    when: (_window, { plan }) => (plan.code === null ? "no-code" : true),
    act: print,
  },
];

/** What this key does to the code that is shown in this window. */
export function actOnCode(command: CodeCommand, window: CodeWindow, code: Showing): Handed {
  return CODE_KEYS.find((key) => key.command === command)?.act(window, code) ?? only({});
}

const WARNED: Readonly<Partial<Record<CodeTold["id"], CodeCommand>>> = { "warn-copy": "copy", "warn-print": "print" };

/** What is told once this command was given: of a warning nothing more, unless it is the command that it warns of. */
export function unwarned(told: CodeTold | null, command: string | null): CodeTold | null {
  const answer = told && WARNED[told.id];
  return answer && answer !== command ? null : told;
}

/** From one saving to the next, and back to the whole code. */
function leaveOut(window: CodeWindow, code: Showing): Handed {
  const savings = savingsOf(window, code);
  const at = savings.findIndex(({ ids }) => ids.join() === code.saving?.ids.join());
  return only({ saving: savings[at + 1] ?? null, told: null, asText: false });
}

/** Pixels of a module in the picture that is saved. */
const SCALE = 8;

function savePicture(code: Showing): Handed {
  const text = codeText(code);
  const modules = text === null ? null : modulesOf(text);
  const picture = modules === null ? null : bytesAsText(pngOf(modules, SCALE));
  const handOut = { name: code.plan.tunnelName, picture, file: byteText(code.plan.clientText) };
  return { code: { told: null }, wish: { type: "save-picture", handOut } };
}

function copy({ told, plan }: Showing): Handed {
  if (told?.id !== "warn-copy") return only({ told: { id: "warn-copy" } });
  return { code: { told: { id: "copied" } }, wish: { type: "copy-text", text: plan.clientText } };
}

/** Blocks only, as wide as the window and as high as they need: what is below the program can be scrolled. */
function print(window: CodeWindow, code: Showing): Handed {
  const text = codeText(code);
  if (text === null) return only({});
  if (code.told?.id !== "warn-print") return only({ told: { id: "warn-print" } });
  const space = codeSpace(window, { ...window.size, rows: 1000 });
  const drawing = drawingFor(modulesOf(text), { ...space, gifts: { ...space.gifts, graphics: null } });
  if (drawing.kind === "too-small") return only({ told: { id: "too-narrow", columns: drawing.needs.columns } });
  if (drawing.kind !== "drawn") return only({});
  return { code: { told: null }, wish: { type: "print-below", lines: drawing.lines } };
}

/** One character a byte. */
function bytesAsText(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}
