/** Draws the program's screens through Ink itself, as text: what a person would see, without colours. */
import { setTimeout as pause } from "node:timers/promises";
import { render } from "ink-testing-library";
import type { Event } from "../../src/app/events.ts";
import type { State } from "../../src/app/state.ts";
import { App } from "../../src/screens/app.tsx";
import { WORDS } from "./states.ts";

export interface Drawn {
  /** The last frame with its SGR codes. */
  raw(): string;
  /** The last frame as text: the cursor of a field at its end as `_`, blanks at the ends of lines taken off. */
  text(): string;
  write(keys: string): Promise<void>;
  readonly events: readonly Event[];
}

/** Renders the state once in a window of its own size, gives it to `look`, and takes it down whatever happens. */
export async function drawn<Result>(state: State, look: (screen: Drawn) => Result | Promise<Result>): Promise<Result> {
  const events: Event[] = [];
  const app = <App state={state} words={WORDS[state.lang]} dispatch={(event) => events.push(event)} />;
  const screen = render(app);
  try {
    Object.defineProperty(screen.stdout, "columns", { value: state.size.columns, configurable: true });
    Object.defineProperty(screen.stdout, "rows", { value: state.size.rows, configurable: true });
    screen.stdout.emit("resize");
    screen.rerender(app);
    await pause(0);
    return await look({
      raw: () => screen.lastFrame() ?? "",
      text: () => plain(screen.lastFrame() ?? ""),
      write: async (keys) => {
        screen.stdin.write(keys);
        await pause(0);
      },
      events,
    });
  } finally {
    screen.unmount();
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is taken off
const SGR = /\u001b\[[0-9;]*m/g;

/** A frame without SGR codes. */
export function plain(frame: string): string {
  return frame
    .replaceAll("\u001b[7m \u001b[27m", "_")
    .replace(SGR, "")
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}
