/**
 * Chromium with one page, driven by its DevTools protocol over two pipes: nothing listens anywhere, and it ends with
 * whoever holds the pipes. The profile is the caller's.
 */
import { spawn } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { pause } from "../../pty/harness.ts";

export interface Page {
  /** Runs it there; what it gives back, awaited. */
  evaluate(expression: string): Promise<unknown>;
  /** Puts a function there by this name, whose argument, a text, comes here. */
  expose(name: string, take: (text: string) => void): Promise<void>;
  /** Ends the browser. */
  close(): void;
  /** The browser has ended, by itself or not. */
  readonly ended: Promise<void>;
}

/** As root, without a graphics card, a window manager or services of a desktop's, and nothing outside this machine. */
const FLAGS = [
  ...["--no-sandbox", "--test-type", "--remote-debugging-pipe", "--no-first-run", "--no-default-browser-check"],
  ...["--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-dev-shm-usage", "--disable-breakpad"],
  ...["--disable-sync", "--disable-component-update", "--host-resolver-rules=MAP * ~NOTFOUND"],
  ...["--password-store=basic", "--kiosk", "--window-position=0,0", "--force-device-scale-factor=1"],
];

/** The page fits around what is in it, as a dark desktop would lie around a window. */
const EMPTY =
  "data:text/html,<!doctype html><meta charset=utf-8><style>html{background:black}body{margin:0;width:fit-content}</style>";

/** Whether it is there whole. Every window begins with another document, and what that one was told would be forgotten. */
const LOADED = 'document.URL.startsWith("data:") && document.readyState === "complete"';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Messages end with a zero byte in both directions. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly name?: string; readonly payload?: string };
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly message: string };
}

/** Opens the one page, empty, over the whole display; `profile` is a folder that it fills. */
export async function openPage(profile: string, { width, height }: Size): Promise<Page> {
  const flags = [...FLAGS, `--user-data-dir=${profile}`, `--window-size=${width},${height}`, `--app=${EMPTY}`];
  const child = spawn("chromium", flags, { stdio: ["ignore", "inherit", "inherit", "pipe", "pipe"] });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  // What is still written when it has ended goes nowhere.
  child.stdio[3]?.on("error", () => {});
  const [to, from] = [child.stdio[3] as Writable, child.stdio[4] as Readable];
  const waiting = new Map<number, (message: Message) => void>();
  const exposed = new Map<string, (text: string) => void>();
  let calls = 0;
  let rest = "";

  from.setEncoding("utf8").on("data", (text: string) => {
    const messages = (rest + text).split("\0");
    rest = messages.pop() ?? "";
    for (const message of messages) hear(JSON.parse(message));
  });
  function hear({ id, method, params, ...answer }: Message): void {
    if (id !== undefined) waiting.get(id)?.(answer);
    else if (method === "Runtime.bindingCalled") exposed.get(params?.name ?? "")?.(params?.payload ?? "");
  }
  function call(method: string, params: object, sessionId?: string): Promise<Readonly<Record<string, unknown>>> {
    const id = ++calls;
    to.write(`${JSON.stringify({ id, method, params, sessionId })}\0`);
    return new Promise((resolve, reject) => {
      waiting.set(id, ({ result, error }) => {
        waiting.delete(id);
        if (error === undefined) resolve(result ?? {});
        else reject(new Error(`${method}: ${error.message}`));
      });
    });
  }

  const session = await attached(call);
  async function evaluate(expression: string): Promise<unknown> {
    const params = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = (await call("Runtime.evaluate", params, session)) as unknown as Evaluated;
    if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
    return result.value;
  }
  while ((await evaluate(LOADED)) !== true) await pause(30);
  return {
    evaluate,
    async expose(name, take) {
      exposed.set(name, take);
      await call("Runtime.addBinding", { name }, session);
    },
    close: () => void child.kill("SIGKILL"),
    ended,
  };
}

/** The session of the one page; the first answers come before that is there. */
async function attached(call: (method: string, params: object) => Promise<Readonly<Record<string, unknown>>>) {
  for (;;) {
    const { targetInfos } = (await call("Target.getTargets", {})) as { targetInfos: readonly Target[] };
    const page = targetInfos.find(({ type }) => type === "page");
    if (page !== undefined) {
      const { sessionId } = await call("Target.attachToTarget", { targetId: page.targetId, flatten: true });
      return sessionId as string;
    }
    await pause(30);
  }
}

interface Target {
  readonly targetId: string;
  readonly type: string;
}

interface Evaluated {
  readonly result: { readonly value?: unknown };
  /** What it threw. */
  readonly exceptionDetails?: object;
}
