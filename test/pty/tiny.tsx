/** The smallest program on src/terminal: shows what was typed, its size, and how it can be made to fail. */
import { Box, render, Text, useApp, useInput, usePaste } from "ink";
import { type ReactElement, useSyncExternalStore } from "react";
import type { Event } from "../../src/app/events.ts";
import { eventsOf, pasteEvent } from "../../src/app/input.ts";
import { openTerminal, type Suspend } from "../../src/terminal/terminal.ts";

interface State {
  readonly log: readonly string[];
  readonly size: string;
  readonly broken: boolean;
}

const terminal = openTerminal();
let state: State = { log: [], size: "", broken: false };
const watchers = new Set<() => void>();
let suspend: Suspend = (work) => work();

function change(part: Partial<State>): void {
  state = { ...state, ...part };
  for (const watcher of watchers) watcher();
}

function named(event: Event): string {
  if (event.type === "letter") return event.letter;
  if (event.type === "key") return `<${event.key}>`;
  return event.type === "paste" ? `paste(${JSON.stringify(event.text)})` : event.type;
}

function handle(event: Event): void {
  change({ log: [...state.log, named(event)] });
  if (event.type !== "key") return;
  if (event.key === "ctrl-c") finish(130);
  if (event.key === "ctrl-z") void terminal.stop(suspend);
  if (event.key === "ctrl-x") change({ broken: true });
  if (event.key === "ctrl-t")
    setTimeout(() => {
      throw new Error("a timer failed");
    }, 1);
  if (event.key === "ctrl-p") void Promise.reject(new Error("a promise failed"));
}

function finish(status: number): void {
  ink.unmount();
  terminal.close();
  console.log("farewell");
  process.exit(status);
}

function Tiny(): ReactElement {
  const now = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    () => state,
  );
  suspend = useApp().suspendTerminal;
  useInput((input, key) => {
    for (const event of eventsOf(input, key)) handle(event);
  });
  usePaste((text) => handle(pasteEvent(text)));
  if (now.broken) throw new Error("a screen failed");
  return (
    <Box flexDirection="column">
      <Text>tiny {now.size}</Text>
      <Text>keys: {now.log.join(" ")}</Text>
    </Box>
  );
}

const say = ({ columns, rows }: { columns: number; rows: number }) => change({ size: `${columns}x${rows}` });
terminal.onResize(say);
say(terminal.size());
terminal.enter();
const ink = render(<Tiny />, terminal.ink);
ink.waitUntilExit().catch((error: unknown) => {
  terminal.close();
  console.error(error);
  process.exit(1);
});
