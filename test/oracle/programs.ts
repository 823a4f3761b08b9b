/**
 * The two real programs, asked about many files at once. A start of `wg-quick` costs more than its work, so one bash
 * reads the installed script up to its dispatch (`up`, `down`, …) and then calls the script's own `parse_options` and
 * `cmd_strip` in a subshell for each file; what it leaves goes to the real `wg setconf`, as in `wg-quick up`. That the
 * plain executable says the same is asked separately (`plainly`).
 */
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { startUapi } from "./uapi.ts";

/** What wg-quick kept for itself: its variables after it has read a file. Byte text. */
export interface Kept {
  readonly ADDRESSES: readonly string[];
  readonly DNS: readonly string[];
  readonly DNS_SEARCH: readonly string[];
  readonly MTU: readonly string[];
  readonly TABLE: readonly string[];
  readonly PRE_UP: readonly string[];
  readonly POST_UP: readonly string[];
  readonly PRE_DOWN: readonly string[];
  readonly POST_DOWN: readonly string[];
  readonly SAVE_CONFIG: readonly string[];
}

export interface Stripped {
  readonly accepted: boolean;
  readonly stderr: string;
  /** What is left for `wg`; whatever was printed where the file is refused. */
  readonly text: string;
}

export interface Verdict {
  readonly quick: Stripped;
  /** Empty lists where wg-quick refused the file. */
  readonly kept: Kept;
  /** Null where wg-quick refused the file: `wg` is never asked then. `sent` is what it told the interface. */
  readonly wg: { readonly accepted: boolean; readonly stderr: string; readonly sent: string } | null;
}

export interface Programs {
  /** What both say of each of these byte texts, one after the other, as `wg-quick up` does it. */
  ask(texts: readonly string[]): Promise<readonly Verdict[]>;
  /** What the executable `wg-quick strip` says of each. */
  plainly(texts: readonly string[]): Promise<readonly Stripped[]>;
  stop(): Promise<void>;
}

/** Most files of one question; as many folders lie ready. */
export const MOST = 40;

const VARIABLES = "ADDRESSES DNS DNS_SEARCH MTU TABLE PRE_UP POST_UP PRE_DOWN POST_DOWN SAVE_CONFIG";

/** Everything before this line of the script is functions and empty variables; behind it the arguments are looked at. */
const INSERTION_POINT = "# ~~ function override insertion point ~~\n";

/**
 * $1 is the folder, $2 the interface. A line of stdin is a question: how, and of how many files. An answer of two
 * statuses comes for each file. There is no network, so that no name is ever looked up outside; the working folder is
 * empty, because an Address with `*` is a pattern to wg-quick.
 */
const SHELL = `
oracle_folder=$1 oracle_interface=$2
shift 2
source "$oracle_folder/wg-quick"
set +e
cd "$oracle_folder/empty" || exit 1
oracle_kept() {
  local -n oracle_list
  for oracle_list in ${VARIABLES}; do printf '%s\\0' "\${#oracle_list[@]}" "\${oracle_list[@]}"; done
}
while read -r oracle_how oracle_count; do
  for ((oracle_at = 0; oracle_at < oracle_count; oracle_at++)); do
    oracle_file=$oracle_folder/$oracle_at/wg0
    if [[ $oracle_how == plainly ]]; then
      wg-quick strip "$oracle_file.conf" >"$oracle_file.out" 2>"$oracle_file.err" </dev/null
      echo $? 1
      continue
    fi
    (
      set -e
      parse_options "$oracle_file.conf"
      cmd_strip >"$oracle_file.out"
      oracle_kept >"$oracle_file.kept"
    ) 2>"$oracle_file.err" </dev/null
    oracle_quick=$? oracle_wg=1
    if [[ $oracle_quick -eq 0 ]]; then
      wg setconf "$oracle_interface" "$oracle_file.out" >/dev/null 2>"$oracle_file.said" </dev/null
      oracle_wg=$?
    fi
    echo $oracle_quick $oracle_wg
  done
done`;

/** The installed script up to its dispatch. */
function functionsOfWgQuick(): string {
  const path = "/usr/sbin:/usr/bin:/sbin:/bin"
    .split(":")
    .map((folder) => join(folder, "wg-quick"))
    .find(isThere);
  if (path === undefined) throw new Error("wg-quick is not installed");
  const script = readFileSync(path, "latin1");
  const end = script.indexOf(INSERTION_POINT);
  if (end < 0) throw new Error(`${path} has no insertion point for functions`);
  return script.slice(0, end);
}

function isThere(path: string): boolean {
  try {
    return readFileSync(path).length > 0;
  } catch {
    return false;
  }
}

export async function startPrograms(): Promise<Programs> {
  const uapi = await startUapi();
  const folder = mkdtempSync(join(tmpdir(), "wg-programs-"));
  const file = (at: number, end: string) => join(folder, String(at), `wg0.${end}`);
  const read = (at: number, end: string) => readFileSync(file(at, end), "latin1");
  writeFileSync(join(folder, "wg-quick"), Buffer.from(functionsOfWgQuick(), "latin1"));
  for (const name of ["empty", ...Array.from({ length: MOST }, (_, at) => String(at))]) mkdirSync(join(folder, name));

  const child = spawn("unshare", ["-n", "bash", "--norc", "-c", SHELL, "wg-quick", folder, uapi.name], {
    stdio: ["pipe", "pipe", "inherit"],
    env: { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LC_ALL: "C", WG_ENDPOINT_RESOLUTION_RETRIES: "0" },
  });
  let waiting: { readonly count: number; readonly lines: string[]; give(lines: string[]): void; fail(): void } | null =
    null;
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (!waiting) return;
    waiting.lines.push(line);
    if (waiting.lines.length < waiting.count) return;
    const { give, lines } = waiting;
    waiting = null;
    give(lines);
  });
  child.once("exit", () => waiting?.fail());

  const statuses = async (how: "ask" | "plainly", texts: readonly string[]): Promise<[quick: number, wg: number][]> => {
    if (texts.length > MOST) throw new Error(`no more than ${MOST} files at once`);
    for (const [at, text] of texts.entries())
      writeFileSync(file(at, "conf"), Buffer.from(text, "latin1"), { mode: 0o600 });
    const lines = await new Promise<string[]>((give, failed) => {
      waiting = { count: texts.length, lines: [], give, fail: () => failed(new Error("the shell has ended")) };
      child.stdin.write(`${how} ${texts.length}\n`);
    });
    return lines.map((line) => line.split(" ").map(Number) as [number, number]);
  };
  const stripped = (at: number, status: number): Stripped => ({
    accepted: status === 0,
    stderr: read(at, "err"),
    text: status === 0 ? read(at, "out") : "",
  });
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(act: () => Promise<Result>): Promise<Result> => {
    const next = turn.then(act);
    turn = next.catch(() => undefined);
    return next;
  };

  return {
    ask: (texts) =>
      inTurn(async () => {
        uapi.clear();
        const all = await statuses("ask", texts);
        // Each `wg` that succeeds has sent one request; they came in the order of the files.
        const requests = uapi
          .received()
          .split(/^set=1\n/m)
          .slice(1);
        if (requests.length !== all.filter(([, wg]) => wg === 0).length)
          throw new Error("the interface was told something by a wg that failed, or nothing by one that did not");
        let next = 0;
        return all.map(([quick, wg], at) => ({
          quick: stripped(at, quick),
          kept: keptOf(quick === 0 ? read(at, "kept") : ""),
          wg:
            quick === 0
              ? { accepted: wg === 0, stderr: read(at, "said"), sent: wg === 0 ? (requests[next++] as string) : "" }
              : null,
        }));
      }),
    plainly: (texts) =>
      inTurn(async () => (await statuses("plainly", texts)).map(([status], at) => stripped(at, status))),
    stop: async () => {
      child.stdin.end();
      if (child.exitCode === null && child.signalCode === null) await new Promise((ended) => child.once("exit", ended));
      await uapi.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Of each variable: how many entries, then the entries, all ended by NUL. */
function keptOf(printed: string): Kept {
  const parts = printed.split("\0");
  let next = 0;
  const lists = VARIABLES.split(" ").map((name) => {
    const count = Number(parts[next++] ?? 0);
    const entries = parts.slice(next, next + count);
    next += count;
    return [name, entries];
  });
  return Object.fromEntries(lists) as Kept;
}
