/**
 * The real `wg` and `wg-quick` as oracles. A small server plays the socket of a userspace WireGuard, so that
 * `wg setconf` says yes or no without any tunnel: `wg` talks to /var/run/wireguard/NAME.sock where such a socket exists.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const FOLDER = "/var/run/wireguard";

/** Why the oracles cannot be asked on this machine; null where they can. */
export function oraclesMissing(): string | null {
  if (process.platform !== "linux") return "wg-quick is read on Linux only";
  if (process.getuid?.() !== 0) return "the socket in /var/run needs root";
  for (const tool of ["wg", "wg-quick", "unshare", "bash"]) {
    if (spawnSync("sh", ["-c", `command -v ${tool}`]).status !== 0) return `${tool} is not installed`;
  }
  return spawnSync("unshare", ["-n", "true"]).status === 0 ? null : "no network namespace can be made here";
}

/** Whether a suite of oracles is skipped: never under CI, where a missing tool is a failure. */
export const SKIPPED = process.env.CI !== "true" && oraclesMissing() !== null;

export interface Uapi {
  /** The interface's name: what `wg` is called with. */
  readonly name: string;
  /** All that was sent by `set=1` since the last `clear`. */
  received(): string;
  clear(): void;
  stop(): Promise<void>;
}

let made = 0;

/** Starts a server that answers `get=1` with an empty interface and every `set=1` with `errno=0`. */
export async function startUapi(): Promise<Uapi> {
  const name = `wo${process.pid}x${made++}`.slice(0, 15);
  const path = join(FOLDER, `${name}.sock`);
  let received = "";
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    let pending = "";
    socket.setEncoding("latin1");
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => sockets.delete(socket));
    socket.on("data", (text: string) => {
      pending += text;
      for (let end = pending.indexOf("\n\n"); end >= 0; end = pending.indexOf("\n\n")) {
        const request = pending.slice(0, end + 1);
        pending = pending.slice(end + 2);
        if (request.startsWith("set=1\n")) received += request;
        socket.write("errno=0\n\n");
      }
    });
  });
  mkdirSync(FOLDER, { recursive: true, mode: 0o700 });
  await new Promise<void>((ready, failed) => {
    server.once("error", failed);
    server.listen(path, ready);
  });
  return {
    name,
    received: () => received,
    clear: () => {
      received = "";
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((closed) => server.close(() => closed()));
      rmSync(path, { force: true });
      try {
        rmdirSync(FOLDER);
      } catch {
        // another test's socket, or a real interface's, is still in it
      }
    },
  };
}

/** Runs one command after the other in one shell without any network, so that no name is ever looked up outside. */
const SHELL = `while read -r what name file; do
  case $what in
    wg) wg setconf "$name" "$file" >/dev/null 2>"$file.err" ;;
    strip) wg-quick strip "$file" >"$file.out" 2>"$file.err" ;;
  esac
  echo $?
done`;

/** A shell with the two programs, a folder for their files, and the socket they talk to. */
export interface Oracle {
  /** Whether `wg setconf` takes this byte text; `sent` is what it told the interface. */
  wgAccepts(text: string): Promise<{ readonly accepted: boolean; readonly stderr: string; readonly sent: string }>;
  /** What `wg-quick strip` makes of this byte text. */
  wgQuickStrip(text: string): Promise<{ readonly accepted: boolean; readonly stderr: string; readonly text: string }>;
  /** Both, one after the other, as `wg-quick up` does it. */
  bothAccept(text: string): Promise<{ readonly accepted: boolean; readonly stderr: string; readonly sent: string }>;
  stop(): Promise<void>;
}

export async function startOracle(): Promise<Oracle> {
  const uapi = await startUapi();
  const folder = mkdtempSync(join(tmpdir(), "wg-oracle-"));
  const child: ChildProcess = spawn("unshare", ["-n", "bash", "--norc", "-c", SHELL], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LC_ALL: "C", WG_ENDPOINT_RESOLUTION_RETRIES: "0" },
  });
  const waiting: ((status: number) => void)[] = [];
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on("line", (line) =>
    waiting.shift()?.(Number(line)),
  );
  child.once("exit", () => {
    for (const give of waiting.splice(0)) give(-1);
  });
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(act: () => Promise<Result>): Promise<Result> => {
    const next = turn.then(act);
    turn = next.catch(() => undefined);
    return next;
  };
  const run = (what: "wg" | "strip", text: string) => {
    const file = join(folder, "wg0.conf");
    writeFileSync(file, Buffer.from(text, "latin1"), { mode: 0o600 });
    return new Promise<{ accepted: boolean; stderr: string; out: string }>((give) => {
      waiting.push((status) => {
        const read = (end: string) => readFileSync(`${file}.${end}`, "latin1");
        give({ accepted: status === 0, stderr: read("err"), out: what === "strip" ? read("out") : "" });
      });
      child.stdin?.write(`${what} ${uapi.name} ${file}\n`);
    });
  };
  const wg = async (text: string) => {
    uapi.clear();
    const { accepted, stderr } = await run("wg", text);
    return { accepted, stderr, sent: uapi.received() };
  };
  const strip = async (text: string) => {
    const { accepted, stderr, out } = await run("strip", text);
    return { accepted, stderr, text: out };
  };
  return {
    wgAccepts: (text) => inTurn(() => wg(text)),
    wgQuickStrip: (text) => inTurn(() => strip(text)),
    bothAccept: (text) =>
      inTurn(async () => {
        const stripped = await strip(text);
        return stripped.accepted ? wg(stripped.text) : { ...stripped, sent: "" };
      }),
    stop: async () => {
      child.stdin?.end();
      if (child.exitCode === null) await new Promise((ended) => child.once("exit", ended));
      await uapi.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

let shared: Promise<Oracle> | null = null;

function oracle(): Promise<Oracle> {
  shared ??= startOracle();
  return shared;
}

/** Ends what the functions below have started; to be called after all tests of a file. */
export async function stopOracle(): Promise<void> {
  const started = shared;
  shared = null;
  await (await started)?.stop();
}

/** Whether the real `wg setconf` takes this byte text. */
export async function wgAccepts(text: string) {
  return (await oracle()).wgAccepts(text);
}

/** What the real `wg-quick strip` makes of this byte text. */
export async function wgQuickStrip(text: string) {
  return (await oracle()).wgQuickStrip(text);
}

/** Whether both take it, `wg-quick` first, then `wg` what it leaves. */
export async function bothAccept(text: string) {
  return (await oracle()).bothAccept(text);
}
