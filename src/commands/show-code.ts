/**
 * A QR code on the alternate screen until somebody leaves it, so that no private key stays in the scrollback. Drawn anew
 * whenever the window changes; its keys are those of the program's own screen, and every other one leaves. Where the key
 * is nowhere else, four leave and the others do nothing.
 */
import { type CodeWindow, isWhole } from "../app/code.ts";
import { actOnCode, CODE_KEYS, type CodeWish, unwarned } from "../app/code-keys.ts";
import { type CodeTold, UNTOUCHED } from "../app/handing.ts";
import { latinOf } from "../app/latin.ts";
import { failureOf } from "../host/failures.ts";
import { handOut } from "../host/hand-out.ts";
import { later } from "../terminal/keyboard.ts";
import { openTerminal, type Terminal } from "../terminal/terminal.ts";
import { readable } from "../wireguard/conf.ts";
import { tunnelNameOf } from "../wizard/tunnel-name.ts";
import { answerOf, keepAnswer } from "./asked-terminal.ts";
import { type CodeView, codeLines } from "./code-lines.ts";
import type { CodeShown } from "./code-screen.ts";
import type { Context } from "./command.ts";

/** As the screen begins. */
export function codeView(shown: CodeShown): CodeView {
  // The files that `f` makes have a name in any case.
  const tunnelName = shown.tunnelName === "" ? tunnelNameOf("") : shown.tunnelName;
  const plan = { code: shown.text, clientText: readable(shown.file), tunnelName };
  return { ...UNTOUCHED, plan, shown, asText: false, held: false, deaf: true, keysShown: false, refusal: null };
}

export interface Pressed {
  readonly view: CodeView;
  readonly wish: CodeWish | null;
  readonly left: boolean;
}

const CTRL_C = "\u0003";

/** What ends a screen whose key is nowhere else: no key that is hit by chance. */
const LEAVES: ReadonlySet<string> = new Set(["\r", "\n", "q", "\u001b", CTRL_C]);

/**
 * Milliseconds from the moment a screen, or a warning on it, stands there until its keys are heard: before that they were
 * meant for what stood there earlier. Longer where leaving loses the key.
 */
const MOMENT = 500;
const MOMENT_ONLY_HERE = 1000;

/** One key, as the terminal sends it. `window`: null until the code stands there. `alone`: what was told stood in its place. */
export function pressed(window: CodeWindow | null, before: CodeView, key: string, alone = false): Pressed {
  const still = (view: CodeView): Pressed => ({ view, wish: null, left: false });
  // Ctrl-C ends at any time where that loses nothing. Where it loses the key it has to wait like the others, two seconds
  // at most: typed ahead, it was meant to end something else.
  if (window === null || before.deaf) {
    return { view: before, wish: null, left: key === CTRL_C && !before.shown.onlyHere };
  }
  const letter = latinOf(key);
  const binding = CODE_KEYS.find((one) => one.key === key) ?? CODE_KEYS.find((one) => one.key === letter);
  const view = { ...before, refusal: null, told: unwarned(before.told, binding?.command ?? null) };
  if (key !== CTRL_C && view.keysShown) return still({ ...view, keysShown: false });
  if (binding) {
    const why = binding.when(window, view);
    if (why !== true) return still({ ...view, refusal: why });
    const { code, wish } = actOnCode(binding.command, window, view);
    return { view: { ...view, ...code }, wish, left: false };
  }
  if (key === "?") return still({ ...view, keysShown: true });
  if (alone && !view.held && key !== CTRL_C) return still({ ...view, told: null });
  if (view.shown.onlyHere) {
    if (!LEAVES.has(letter)) return still(view);
    // Two keys hit at once are one wish: the warning is to be read first.
    if (!isWhole(window, view) && !view.held) return still({ ...view, held: true, deaf: true, keysShown: false });
  }
  return { view, wish: null, left: true };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control sequences are what it takes apart
const KEY = /\u001b\[200~.*?(?:\u001b\[201~|$)|\u001b+(?:\[[0-?]*[ -/]*[@-~]?|O[ -~]?|[^\u001b])?|./gsu;

/** The keys that came in one packet: an arrow, a letter with Alt, a pasted text are one each, and none of them is Esc. */
export function keysIn(packet: string): readonly string[] {
  return packet.match(KEY) ?? [];
}

/**
 * Takes the terminal until somebody leaves. Standard output must be a terminal, and the keys must come from one. Rejects
 * where something went wrong that nobody expected.
 */
export async function showCode(shown: CodeShown, context: Context): Promise<void> {
  const { variables, words } = context;
  const known = answerOf(context);
  const terminal = openTerminal({ hints: { variables, abilities: context.abilities }, ...(known && { gifts: known }) });
  let callOff = null as (() => void) | null;
  try {
    await new Promise<void>((resolve, reject) => {
      let view = codeView(shown);
      let window: CodeWindow | null = null;
      let alone = false;

      const look = (now: Partial<CodeWindow>) => {
        window = { abilities: context.abilities, size: terminal.size(), ...window, ...now };
        const screen = codeLines(window, view, words);
        alone = screen.alone;
        terminal.screen.place(screen.picture && { column: 1, ...screen.picture });
        terminal.screen.write(screen.lines.join("\n"));
        if (view.deaf) callOff ??= later(shown.onlyHere ? MOMENT_ONLY_HERE : MOMENT, listen);
      };
      const listen = () => {
        callOff = null;
        view = { ...view, deaf: false };
        look({});
      };
      const type = (packet: string) => {
        for (const key of keysIn(packet)) {
          const step = pressed(window, view, key, alone);
          if (step.left) return resolve();
          view = step.view;
          if (step.wish) perform(step.wish, shown, terminal, context).then(tell, reject);
          if (window !== null) look({});
        }
      };
      const tell = (told: CodeTold | null) => {
        if (told !== null) view = { ...view, told };
        look({});
      };

      terminal.onKeys(type);
      terminal.onResize((size) => window && look({ size }));
      terminal.enter();
      terminal.onGifts((gifts) => {
        keepAnswer(context, gifts);
        look({ abilities: { ...context.abilities, gifts } });
      });
    });
  } finally {
    callOff?.();
    terminal.close();
  }
}

/** Does what a key asked for; gives what is to be told of it. */
async function perform(
  wish: CodeWish,
  { file }: CodeShown,
  terminal: Terminal,
  context: Context,
): Promise<CodeTold | null> {
  switch (wish.type) {
    case "grow-terminal":
      return wish.size === null || (await terminal.grow(wish.size)) ? null : { id: "did-not-grow" };
    case "save-picture":
      try {
        return { id: "handed-out", handedOut: await handOut(await context.host(), { ...wish.handOut, file }) };
      } catch (error) {
        return { id: "not-handed-out", failure: failureOf(error, wish.handOut.name).failure };
      }
    case "copy-text":
      terminal.copy(wish.text);
      return null;
    case "print-below":
      await terminal.printBelow((work) => work(), [...wish.lines, context.words.code.printed]);
      return null;
  }
}
