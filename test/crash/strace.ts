/**
 * A program run under strace: its system calls on some paths as records, and one of them made to fail or to be the
 * last one. Knows nothing of what the program is for.
 */
import { spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";

/** All that changes a file, its name or its rights; a `?` for those that not every strace knows. */
const CHANGING = [
  "?open ?creat openat ?openat2",
  "write pwrite64 writev pwritev ?pwritev2 copy_file_range sendfile",
  "fsync fdatasync ftruncate truncate fallocate",
  "?rename renameat ?renameat2 ?link linkat ?symlink symlinkat",
  "?chmod fchmod fchmodat ?chown fchown ?lchown fchownat setxattr lsetxattr fsetxattr",
  "?unlink unlinkat ?rmdir ?mkdir mkdirat",
]
  .join(" ")
  .split(" ");

/** One system call, finished or not. */
export interface Call {
  readonly thread: number;
  readonly name: string;
  /** The arguments as strace prints them. */
  readonly text: string;
  /** The files it works on; a descriptor is its file. */
  readonly paths: readonly string[];
  readonly result: string;
  readonly injected: boolean;
}

export interface Fault {
  readonly call: string;
  /** Only calls on this path are counted, and meddled with. */
  readonly path: string;
  /** Which of them, from 1, in each thread. */
  readonly nth: number;
  /** `SIGKILL`, an errno, or `delay_enter=` and `delay_exit=` with microseconds: the call waits before or after. */
  readonly with: string;
}

export interface Traced {
  /** Null where a signal ended it. */
  readonly status: number | null;
  readonly signal: string | null;
  readonly out: string;
  readonly err: string;
  readonly calls: readonly Call[];
  /** How many threads a SIGKILL has ended. */
  readonly killed: number;
  /** It did not end in time and was stopped. */
  readonly hung: boolean;
}

export interface Tracing {
  readonly fault?: Fault;
  readonly env?: Readonly<Record<string, string>>;
  readonly calls?: readonly string[];
  /** The folder for the trace itself. */
  readonly scratch: string;
  /** Bytes of a written text that the trace keeps; arguments and environments whole where it is told. */
  readonly strings?: number;
  readonly input?: string;
}

let runs = 0;

/** Runs the program to its end, for half a minute at most. */
export async function traced(command: readonly string[], tracing: Tracing): Promise<Traced> {
  const file = join(tracing.scratch, `trace-${process.pid}-${runs++}`);
  const { fault } = tracing;
  const what = fault?.with === "SIGKILL" ? "signal=SIGKILL" : isDelay(fault) ? fault?.with : `error=${fault?.with}`;
  const args = [
    // Filtered by the kernel it is quicker, but then a signal that is injected gets lost.
    ...(fault?.with === "SIGKILL" || isDelay(fault) ? [] : ["--seccomp-bpf"]),
    ...["-f", "-y", "-s", String(tracing.strings ?? 0), "-o", file],
    ...(tracing.strings === undefined ? [] : ["-v"]),
    ...["-e", `trace=${(tracing.calls ?? CHANGING).join(",")}`],
    ...(fault ? ["-P", fault.path, "-e", `inject=${fault.call}:${what}:when=${fault.nth}`] : []),
    ...command,
  ];
  const ran = await ended("strace", args, { ...tracing.env, UV_THREADPOOL_SIZE: "1" }, tracing.input);
  try {
    const trace = readFileSync(file, "utf8");
    return { ...ran, calls: callsIn(trace), killed: trace.split("+++ killed by SIGKILL").length - 1 };
  } finally {
    rmSync(file, { force: true });
  }
}

function isDelay(fault: Fault | undefined): boolean {
  return fault?.with.startsWith("delay_") ?? false;
}

export type Ended = Omit<Traced, "calls" | "killed">;

/** A program's end and what it said; stopped by SIGKILL after so many seconds. */
export function ended(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input = "",
  seconds = 30,
): Promise<Ended> {
  return new Promise((done, failed) => {
    const child = spawn(program, [...args], {
      stdio: ["pipe", "pipe", "pipe"],
      env: { PATH: process.env["PATH"], LC_ALL: "C.UTF-8", ...env },
    });
    let [out, err, hung] = ["", "", false];
    child.stdout.setEncoding("utf8").on("data", (text) => {
      out += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text) => {
      err += text;
    });
    const stop = setTimeout(() => {
      hung = true;
      child.kill("SIGKILL");
    }, seconds * 1000);
    child.once("error", failed);
    child.once("close", (status, signal) => {
      clearTimeout(stop);
      done({ status, signal, out, err, hung });
    });
    child.stdin.on("error", () => undefined);
    child.stdin.end(input);
  });
}

/** The calls of a trace in the order in which they began. */
export function callsIn(trace: string): Call[] {
  const calls: Call[] = [];
  const begun = new Map<string, { at: number; text: string }>();
  for (const line of trace.split("\n")) {
    const whole = /^(\d+) +(\w+)\((.*)$/.exec(line);
    const rest = /^(\d+) +<\.\.\. (\w+) resumed>(.*)$/.exec(line);
    if (whole) {
      const [, thread = "", name = "", text = ""] = whole;
      const cut = text.indexOf("<unfinished ...>");
      if (cut >= 0) begun.set(`${thread} ${name}`, { at: calls.length, text: text.slice(0, cut) });
      calls.push(callOf(Number(thread), name, cut < 0 ? text : text.slice(0, cut)));
    } else if (rest) {
      const [, thread = "", name = "", text = ""] = rest;
      const first = begun.get(`${thread} ${name}`);
      if (first) calls[first.at] = callOf(Number(thread), name, first.text + text);
    }
  }
  return calls;
}

function callOf(thread: number, name: string, text: string): Call {
  const end = /^(.*)\) += (.*)$/s.exec(text);
  const args = end?.[1] ?? text;
  const result = end?.[2] ?? "?";
  return { thread, name, text: args, paths: pathsIn(name, args), result, injected: result.includes("(INJECTED)") };
}

/** Calls whose first argument is an open file, and whose strings are text, not paths. */
const ON_DESCRIPTORS =
  /^(?:write|pwrite64|p?writev2?|read|pread64|copy_file_range|sendfile|fsync|fdatasync|ftruncate|fallocate|fchmod|fchown|fsetxattr)$/;

/** Paths given as such, relative ones with the folder they start from, and the files of descriptors. */
function pathsIn(name: string, args: string): string[] {
  if (ON_DESCRIPTORS.test(name)) return [...args.matchAll(/(?:^|, )\d+<(\/[^>]*)>/g)].map(([, path = ""]) => path);
  return [...args.matchAll(/(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"/g)].map(([, folder, path = ""]) =>
    resolve(folder ?? "/", path),
  );
}
