/**
 * What Ink says of the keyboard, as the program's events. Keys arrive joined over SSH: `y` and Enter in one packet are
 * one text for Ink, and two keys here. Pure.
 */
import { split } from "../text/width.ts";
import type { Event, KeyName } from "./events.ts";

/** The fields of Ink's `Key` that are read here. */
export interface Pressed {
  readonly upArrow: boolean;
  readonly downArrow: boolean;
  readonly leftArrow: boolean;
  readonly rightArrow: boolean;
  readonly pageDown: boolean;
  readonly pageUp: boolean;
  readonly home: boolean;
  readonly end: boolean;
  readonly return: boolean;
  readonly escape: boolean;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly tab: boolean;
  readonly backspace: boolean;
  readonly delete: boolean;
  readonly meta: boolean;
  readonly eventType?: "press" | "repeat" | "release";
}

const NAMED: readonly (readonly [keyof Pressed, KeyName])[] = [
  ["upArrow", "up"],
  ["downArrow", "down"],
  ["leftArrow", "left"],
  ["rightArrow", "right"],
  ["pageUp", "page-up"],
  ["pageDown", "page-down"],
  ["home", "home"],
  ["end", "end"],
  ["backspace", "backspace"],
  ["delete", "delete"],
  ["return", "enter"],
];

/**
 * The events of one call of Ink's `useInput` handler, in the order in which they were typed. Alt with a key is read as
 * Esc and then the key: over a slow line they cannot be told apart, and nothing is bound to Alt.
 */
export function eventsOf(input: string, pressed: Pressed): readonly Event[] {
  if (pressed.eventType === "release") return [];
  if (pressed.escape) return pressed.meta ? [key("esc"), key("esc")] : [key("esc")];
  if (pressed.tab) return [key(pressed.shift ? "shift-tab" : "tab")];
  const named = NAMED.find(([flag]) => pressed[flag] === true);
  if (named !== undefined) return [key(named[1])];
  if (pressed.ctrl) return input === "" ? [] : [key(`ctrl-${input === " " ? "space" : input}`)];
  const typed = split(input).flatMap(typedEvent);
  return pressed.meta && typed.length > 0 ? [key("esc"), ...typed] : typed;
}

/** Pasted text as it came: update cleans it. */
export function pasteEvent(text: string): Event {
  return { type: "paste", text };
}

const CONTROLS: Readonly<Record<string, KeyName>> = {
  "\r": "enter",
  "\n": "enter",
  "\r\n": "enter",
  "\t": "tab",
  "\b": "backspace",
  "\u007f": "backspace",
  "\u001b": "esc",
};

function typedEvent(letter: string): Event[] {
  const control = CONTROLS[letter];
  if (control !== undefined) return [key(control)];
  const code = letter.charCodeAt(0);
  if (code >= 1 && code < 27) return [key(`ctrl-${String.fromCharCode(code + 96)}`)];
  if (code < 32 || (code >= 0x80 && code < 0xa0)) return [];
  return [{ type: "letter", letter }];
}

function key(name: KeyName): Event {
  return { type: "key", key: name };
}
