/**
 * The interactive program: the store, the terminal and the screens put together, from the first look at the machine to
 * the exit status. What it decides itself is only who is told when.
 */
import { render, useApp } from "ink";
import { type ReactElement, useSyncExternalStore } from "react";
import { start } from "../app/start.ts";
import type { Lang } from "../app/state.ts";
import { wanted } from "../app/wanted.ts";
import type { Context } from "../commands/command.ts";
import type { Host } from "../host/host.ts";
import { App } from "../screens/app.tsx";
import type { Screen } from "../terminal/screen.ts";
import { openTerminal, type Suspend } from "../terminal/terminal.ts";
import type { Draft } from "../wizard/question.ts";
import type { Words } from "../words/words.ts";
import { perform, type Surroundings } from "./effects.ts";
import { createStore, type Store } from "./store.ts";
import { subscriptions } from "./subscriptions.ts";

/** What the interactive program needs beside the context of every command. */
export interface TuiParts {
  /** Answers from the command line that prefill the questions. */
  readonly given: Draft;
  /** The lessons alone. */
  readonly learn: boolean;
  /** Makes the demo's server. */
  demo(): Promise<Host>;
  wordsOf(lang: Lang): Promise<Words>;
  /** Runs the sudo line in this terminal and gives its exit status. */
  becomeRoot(): Promise<number>;
}

/** Runs until the person leaves; gives the exit status. */
export async function runTui(context: Context, parts: TuiParts): Promise<number> {
  let cancelled = new AbortController();
  let work: Promise<unknown> = Promise.resolve();
  let suspend: Suspend = (act) => act();
  let demo: Promise<Host> | null = null;
  let finish: (afterwards: () => Promise<number>) => void = () => undefined;
  const finished = new Promise<() => Promise<number>>((resolve) => {
    finish = resolve;
  });

  const terminal = openTerminal({
    hints: { variables: context.variables, abilities: context.abilities },
    beforeEnd: async () => {
      cancelled.abort();
      await work;
    },
  });
  const words: Partial<Record<Lang, Words>> = { [context.options.lang]: context.words };
  const wordsIn = (lang: Lang) => words[lang] ?? context.words;
  const around: Surroundings = {
    host: () => demo ?? context.host(),
    useDemo: () => {
      // Where the demo was asked for, it is what the context has.
      demo ??= context.options.demo ? context.host() : parts.demo();
      return demo;
    },
    suspend: () => void terminal.stop(suspend),
    grow: terminal.grow,
    ungrow: terminal.ungrow,
    copy: terminal.copy,
    printBelow: (lines) => terminal.printBelow(suspend, [...lines, wordsIn(store.state().lang).code.printed]),
    becomeRoot: () => finish(parts.becomeRoot),
    get signal() {
      return cancelled.signal;
    },
    stop: () => cancelled.abort(),
    during: (change) => {
      work = change
        .catch(() => undefined)
        .then(() => {
          cancelled = new AbortController();
        });
    },
    // Thrown where nobody catches it: the terminal is given back first, then the stack is printed, exit status 1.
    crash: (error) => void setImmediate(() => throwIt(error)),
  };
  const store = createStore(
    start({
      size: terminal.size(),
      lang: context.options.lang,
      abilities: context.abilities,
      version: context.version,
      given: parts.given,
      choice: context.options.interface,
      demo: context.options.demo,
      learn: parts.learn,
    }),
    (effect, dispatch) => perform(effect, around, dispatch),
  );
  const running = subscriptions(around.host, store.dispatch, around.crash);
  store.subscribe(() => {
    const { exit } = store.state();
    if (exit !== null) finish(async () => exit);
    running.want(exit === null ? wanted(store.state()) : []);
  });

  const root = () => (
    <Root
      store={store}
      wordsIn={wordsIn}
      screen={terminal.screen}
      lending={(given) => {
        suspend = given;
      }}
    />
  );
  terminal.enter();
  const ink = render(root(), terminal.ink);
  // The other language is read when the first screen stands, long before anybody can ask for it.
  const stands = store.subscribe(() => {
    stands();
    const other: Lang = context.options.lang === "ru" ? "en" : "ru";
    setImmediate(async () => {
      words[other] = await parts.wordsOf(other);
      if (store.state().lang === other) ink.rerender(root());
    });
  });
  const unlisten = terminal.onResize((size) => store.dispatch({ type: "resized", size }));
  terminal.onGifts((gifts) => store.dispatch({ type: "gifts", gifts }));
  try {
    const broken = ink.waitUntilExit().then(() => async () => 1);
    const afterwards = await Promise.race([finished, broken]);
    await work;
    running.stop();
    unlisten();
    ink.unmount();
    terminal.close();
    return await afterwards();
  } catch (error) {
    terminal.close();
    throw error;
  }
}

function throwIt(error: unknown): never {
  throw error;
}

interface RootProps {
  readonly store: Store;
  wordsIn(lang: Lang): Words;
  readonly screen: Screen;
  lending(suspend: Suspend): void;
}

/** The tree's root: draws the store's state anew whenever it changes. */
function Root({ store, wordsIn, screen, lending }: RootProps): ReactElement {
  const state = useSyncExternalStore(store.subscribe, store.state);
  const { suspendTerminal } = useApp();
  lending(suspendTerminal);
  return (
    <App
      state={state}
      words={wordsIn(state.lang)}
      dispatch={store.dispatch}
      place={(picture) => screen.place(picture)}
    />
  );
}
