/**
 * How a key made here gets to the device: by a kept file, or by the code on a screen of its own, or in plain lines
 * after asking. Where there is no way, it is said before anything is written.
 */
import { type CodeWindow, savings } from "../app/code.ts";
import type { Outcome, Plan } from "../plans/plan.ts";
import type { CodeDrawing } from "../qr/fit.ts";
import { whyPlain } from "../terminal/abilities.ts";
import { visible } from "../text/visible.ts";
import { watchCommand } from "../waiting/about.ts";
import { byteText } from "../wireguard/conf.ts";
import { askedAbilities } from "./asked-terminal.ts";
import { type CodeShown, drawingIn, plainWindow, savingText, sentences } from "./code-screen.ts";
import type { Context } from "./command.ts";

export type CodeWay = "screen" | "plain" | "none";

/**
 * A terminal without an alternate screen, and a screen reader, get plain lines; a pipe gets nothing. `fed`: standard
 * input has been read to its end as the client's file.
 */
export function codeWay({ tty, options, size }: Context, fed = false): CodeWay {
  if (!tty.stdout) return "none";
  // Fed by another program the terminal itself is asked for keys.
  if (!tty.stdin) return fed ? "screen" : "none";
  const why = whyPlain(process.env, size);
  return options.plain || why === "dumb" || why === "reader" ? "plain" : "screen";
}

/** Asks the terminal what it can show, where a code is going to have a screen of its own there. */
export async function lookAhead(context: Context): Promise<void> {
  if (codeWay(context) === "screen") await askedAbilities(context);
}

export interface CodeAhead {
  readonly drawing: CodeDrawing;
  /** Where it does not fit: without what it would, in sentences. */
  readonly without: readonly string[];
}

/**
 * What of a code will be drawn in the end, before anything is written. On a screen of its own the terminal's pictures
 * count: it is asked for them where blocks alone would not fit, or always (`sure`).
 */
export async function codeAhead(code: string, context: Context, way: CodeWay, sure = false): Promise<CodeAhead> {
  const { words } = context;
  const judged = (window: CodeWindow): CodeAhead => ({
    drawing: drawingIn(window, code),
    without: savings(window, code, true).map((saving) => savingText(saving, words)),
  });
  if (way !== "screen") return judged(plainWindow(context));
  const ahead = sure ? null : judged(context);
  if (ahead !== null && ahead.drawing.kind !== "too-small") return ahead;
  return judged({ ...context, abilities: await askedAbilities(context) });
}

/** Whether the device's file lies on this machine afterwards. */
export function isKept({ files, clientFile }: Plan): boolean {
  return clientFile !== undefined || files.some(({ kind }) => kind === "create");
}

/**
 * Why nobody would ever get the key that was made for this plan, and what would help; null where somebody does. `way`:
 * how the code is going to be shown.
 */
export async function keyWouldBeLost(plan: Plan, context: Context, way = codeWay(context)): Promise<string | null> {
  if (isKept(plan)) return null;
  const { usage } = context.words.commands;
  if (plan.code === null) return /^PresharedKey/m.test(plan.clientText) ? usage.presharedWouldBeLost : null;
  if (way === "none") return usage.nobodyGetsTheKey;
  const { drawing, without } = await codeAhead(plan.code, context, way, true);
  if (drawing.kind === "drawn") return null;
  const why =
    drawing.kind === "cannot"
      ? [...sentences(drawing, { path: null, text: plan.code }, context.words), usage.nobodyGetsTheKey]
      : [usage.codeWouldNotFit({ needs: drawing.needs, has: drawing.has })];
  return [...why, ...without].join("\n");
}

/** What is shown of a plan that was carried out; null where its key is not known here. */
export function codeOf(plan: Plan, clientFile: string | null): CodeShown | null {
  if (plan.code === null) return null;
  return {
    text: plan.code,
    file: byteText(plan.clientText),
    tunnelName: plan.tunnelName,
    path: clientFile === null ? null : visible(clientFile),
    onlyHere: clientFile === null,
  };
}

/** What tells whether the device connects, for somebody who sits there: once the interface knows it. */
export function sayWatch({ peer }: Plan, { loaded }: Outcome, { tty, words, options, err }: Context): void {
  if (loaded !== "loaded" || !tty.stderr || options.demo) return;
  err(`${words.waiting.watch.whether}\n  ${visible(watchCommand(peer.name, options.interface))}\n`);
}

/** The code, the way this terminal can show it. */
export async function handOverCode(code: CodeShown, context: Context, fed = false): Promise<void> {
  const way = codeWay(context, fed);
  if (way === "screen") await (await import("./show-code.ts")).showCode(code, context);
  if (way !== "plain") return;
  const [{ offerCode }, { asker }] = await Promise.all([import("../prompts/code.ts"), import("../prompts/asker.ts")]);
  await offerCode(context, code, await asker(context));
}
