/** The smallest program on src/terminal: shows what was typed, its size, and how it can be made to fail. */
import { spawn } from "node:child_process";
import { Box, render, Text, useApp, useInput, usePaste } from "ink";
import { type ReactElement, useSyncExternalStore } from "react";
import type { Event } from "../../src/app/events.ts";
import { eventsOf, pasteEvent } from "../../src/app/input.ts";
import { abilitiesOf } from "../../src/terminal/abilities.ts";
import { openTerminal, type Suspend } from "../../src/terminal/terminal.ts";

interface State {
  readonly log: readonly string[];
  readonly size: string;
  readonly broken: boolean;
  /** What the terminal said of itself. */
  readonly gifts: string;
  readonly told: string;
}

/** Asked by those tests alone that are about asking. */
const asks = process.argv.includes("--ask");
const hints = { variables: process.env, abilities: abilitiesOf(process.env, true) };
const terminal = openTerminal(asks ? { hints } : {});
let state: State = { log: [], size: "", broken: false, gifts: "", told: "" };
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

const PICTURE = { row: 4, column: 1, rows: 2, show: "\u001b_Gpicture\u001b\\", remove: "\u001b_Gremove\u001b\\" };

function handle(event: Event): void {
  change({ log: [...state.log, named(event)] });
  if (event.type !== "key") return;
  if (event.key === "ctrl-c") finish(130);
  if (event.key === "ctrl-z") void terminal.stop(suspend);
  if (event.key === "ctrl-g")
    void terminal.grow({ columns: 80, rows: 40 }).then((grown) => change({ told: `grown: ${grown}` }));
  if (event.key === "ctrl-r") terminal.ungrow();
  if (event.key === "ctrl-y") terminal.copy("the text");
  if (event.key === "ctrl-b") void terminal.printBelow(suspend, ["the code", "below"]);
  if (event.key === "ctrl-l") void terminal.lend(suspend, readsTwoLines);
  if (event.key === "ctrl-o") {
    change({ told: "pictured" });
  }
  if (event.key === "ctrl-x") change({ broken: true });
  if (event.key === "ctrl-t")
    setTimeout(() => {
      throw new Error("a timer failed");
    }, 1);
  if (event.key === "ctrl-p") void Promise.reject(new Error("a promise failed"));
}

/** Another program that has the terminal for a while, and is in no hurry to read. */
function readsTwoLines(): Promise<void> {
  const child = spawn("bash", ["-c", 'echo lent; sleep 0.3; read a; read b; echo "got $a and $b."; sleep 0.3'], {
    stdio: "inherit",
  });
  return new Promise((resolve) => child.on("close", () => resolve()));
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
  if (now.told === "pictured") terminal.screen.place(PICTURE);
  if (now.broken) throw new Error("a screen failed");
  return (
    <Box flexDirection="column">
      <Text>tiny {now.size}</Text>
      <Text>keys: {now.log.join(" ")}</Text>
      {now.gifts === "" ? null : <Text>{now.gifts}</Text>}
      {now.told === "" ? null : <Text>{now.told}</Text>}
    </Box>
  );
}

const say = ({ columns, rows }: { columns: number; rows: number }) => change({ size: `${columns}x${rows}` });
terminal.onResize(say);
say(terminal.size());
terminal.enter();
if (asks)
  terminal.onGifts(({ maker, graphics, utf8, cell }) => {
    change({ gifts: `gifts: ${maker} ${graphics} utf8=${utf8} ${cell?.width}x${cell?.height}.` });
  });
const ink = render(<Tiny />, terminal.ink);
ink.waitUntilExit().catch((error: unknown) => {
  terminal.close();
  console.error(error);
  process.exit(1);
});
