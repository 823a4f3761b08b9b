/**
 * `npm run bench`: how quick the program is, as ratios against `node -e 0` in the same run, because milliseconds say more
 * about the machine than about the program. What is measured is the processor's time (user and system, all threads), the
 * least of many runs that take turns with the bare node's: what other programs do meanwhile hardly shows in it.
 *
 * Prints a table in Markdown. `npm run bench -- --readme [--date 2026-11-22] [--machine NAME]` also writes it into the
 * README between its marks.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { KEYS, pause, type Session, start } from "../../test/pty/harness.ts";
import { bundle } from "./bundle.ts";

const ROUNDS = 21;
/** The list of 10,000 peers and wg-quick take long: fewer runs tell enough. */
const LONG_ROUNDS = 7;
const folder = mkdtempSync(join(tmpdir(), "wg-wizard-bench-"));
const bin = join(folder, "dist", "wg-wizard.cjs");
const README = "README.md";

/** What a shell has; variables that slow every node down, as NODE_EXTRA_CA_CERTS does, would flatter the ratios. */
const ENVIRONMENT = { PATH: process.env["PATH"] ?? "", HOME: folder, LANG: "en_US.UTF-8", TERM: "xterm-256color" };

interface Row {
  readonly what: string;
  readonly measured: string;
  readonly bound: string;
}

const { values: options } = parseArgs({
  options: { readme: { type: "boolean" }, date: { type: "string" }, machine: { type: "string" } },
});

try {
  await bundle(join(folder, "dist"));
  const rows = [...commands(), ...(await firstFrame()), ...(await keysToFrames()), ...(await bytes()), tarball()];
  const table = tableOf(rows);
  console.log(table);
  if (options.readme) writeFileSync(README, withTable(readFileSync(README, "utf8"), table));
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function tableOf(rows: readonly Row[]): string {
  const machine = options.machine ?? `${cpus()[0]?.model.trim() ?? "an unknown processor"} x ${cpus().length}`;
  const date = options.date ?? new Date().toISOString().slice(0, 10);
  return [
    `Node ${process.versions.node}, ${machine}, ${date}; processor time, the least of ${ROUNDS} runs.`,
    "",
    "| what | measured | bound |",
    "| --- | --- | --- |",
    ...rows.map(({ what, measured, bound }) => `| ${what} | ${measured} | ${bound} |`),
  ].join("\n");
}

function withTable(readme: string, table: string): string {
  const marks = /(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/;
  if (!marks.test(readme)) throw new Error(`${README} has no <!-- bench --> … <!-- /bench -->`);
  return readme.replace(marks, (_all, open, close) => `${open}${table}\n${close}`);
}

/** A server's file with so many peers. */
function serverWith(peers: number): string {
  const path = join(folder, `wg${peers}.conf`);
  const blocks = Array.from({ length: peers }, (_, index) =>
    [
      "[Peer]",
      `# friendly_name = peer-${index}`,
      `PublicKey = ${randomBytes(32).toString("base64")}`,
      `AllowedIPs = 10.1.${index >> 8}.${index & 255}/32`,
    ].join("\n"),
  );
  const head = `[Interface]\nAddress = 10.0.0.1/8\nListenPort = 51820\nPrivateKey = ${randomBytes(32).toString("base64")}`;
  writeFileSync(path, `${[head, ...blocks].join("\n\n")}\n`, { mode: 0o600 });
  return path;
}

/** Milliseconds of processor time, the least of so many rounds in which the calls take turns. */
function least(rounds: number, calls: readonly (readonly string[])[]): number[] {
  const times = calls.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < rounds; round++) {
    for (const [index, call] of calls.entries()) times[index] = Math.min(times[index] ?? 0, processorTime(call));
  }
  return times;
}

/** User and system time of one run, as bash counts it. */
function processorTime(call: readonly string[]): number {
  const script = 'TIMEFORMAT="%3U %3S"; time "$@" </dev/null >/dev/null 2>/dev/null';
  const { stderr } = spawnSync("bash", ["-c", script, "bash", ...call], { encoding: "utf8", env: ENVIRONMENT });
  const [user = Number.NaN, system = Number.NaN] = stderr.trim().split(" ").map(Number);
  return (user + system) * 1000;
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}

function commands(): Row[] {
  const node = process.execPath;
  const many = serverWith(10_000);
  const empty = [node, "-e", "0"];
  const json = [node, bin, "list", "--json", "-i", many];
  const [base = 1, help = 0, list = 0] = least(ROUNDS, [
    empty,
    [node, bin, "--help"],
    [node, bin, "list", "-i", serverWith(100)],
  ]);
  const [longBase = 1, long = 0, strip = 0] = least(LONG_ROUNDS, [empty, json, ["wg-quick", "strip", many]]);
  return [
    { what: "`--help`", measured: times(help / base), bound: "1.15 x `node -e 0`" },
    { what: "`list`, 100 peers", measured: times(list / base), bound: "1.6 x" },
    { what: "`list --json`, 10,000 peers", measured: times(long / longBase), bound: "3 x" },
    { what: "the same against `wg-quick strip`", measured: times(long / strip), bound: "below 1 x" },
  ];
}

function times(ratio: number): string {
  return `${ratio.toFixed(2)} x`;
}

/** From the start to a frame on the terminal, and what stands in memory then. */
async function firstFrame(): Promise<Row[]> {
  const figures = { base: [] as number[], opening: [] as number[], peers: [] as number[] };
  const memory = { base: [] as number[], peers: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    const bare = start([process.execPath, "-e", "console.log('ready'); setTimeout(() => {}, 5000)"], WINDOW);
    await writes(bare, "ready");
    figures.base.push(spentBy(bare.pid));
    memory.base.push(resident(bare.pid));
    await bare.close();
    const session = start([process.execPath, bin, "--demo"], WINDOW);
    await writes(session, "wg-wizard");
    figures.opening.push(spentBy(session.pid));
    await writes(session, "anton_sevnet");
    figures.peers.push(spentBy(session.pid));
    memory.peers.push(resident(session.pid));
    await session.close();
  }
  const base = Math.min(...figures.base);
  return [
    { what: "first frame, 120x40, demo", measured: times(Math.min(...figures.opening) / base), bound: "2.6 x" },
    { what: "the demo's peers on the screen", measured: times(Math.min(...figures.peers) / base), bound: "" },
    {
      what: "resident memory then",
      measured: times(percentile(memory.peers, 50) / percentile(memory.base, 50)),
      bound: "1.85 x",
    },
  ];
}

const WINDOW = { columns: 120, rows: 40 } as const;

/** Milliseconds of processor time that the process has used so far, all its threads. */
function spentBy(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  const times = readdirSync(tasks).map((task) =>
    Number(readFileSync(`${tasks}/${task}/schedstat`, "utf8").split(" ")[0]),
  );
  return times.reduce((sum, time) => sum + time, 0) / 1e6;
}

/** Waits until this text was written. */
async function writes(session: Session, text: string): Promise<void> {
  while (!session.written().includes(text)) await turn();
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function resident(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
}

/** From the key to the first bytes of its frame: the best of three series, because here other programs do show. */
async function keysToFrames(): Promise<Row[]> {
  const session = start([process.execPath, bin, "-i", serverWith(10_000)], WINDOW);
  const series: number[] = [];
  try {
    await session.waitFor("peer-0");
    for (let count = 0; count < 3; count++) {
      const waits: number[] = [];
      for (let key = 0; key < 200; key++) {
        const before = session.written().length;
        const begun = process.hrtime.bigint();
        session.type(key % 10 === 9 ? KEYS.pageDown : KEYS.down);
        while (session.written().length === before) await turn();
        waits.push(Number(process.hrtime.bigint() - begun) / 1e6);
        await pause(5);
      }
      series.push(percentile(waits, 95));
    }
  } finally {
    await session.close();
  }
  const best = Math.min(...series);
  return [{ what: "key to frame, 10,000 peers, p95", measured: `${best.toFixed(1)} ms`, bound: "12 ms" }];
}

async function bytes(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [columns, height] of [
    [80, 24],
    [120, 40],
  ] as const) {
    const session = start([process.execPath, bin, "--demo"], { columns, rows: height });
    const spent = async (key: string) => {
      const before = session.written().length;
      session.type(key);
      await session.settle();
      return Buffer.byteLength(session.written().slice(before));
    };
    try {
      await session.waitFor("anton_sevnet");
      await session.settle();
      const down = await spent(KEYS.down);
      await spent("/");
      await spent("ol");
      const typed = await spent("d");
      await spent(KEYS.esc);
      await spent("a");
      await spent("le");
      const letter = await spent("n");
      await spent("\r");
      await spent(KEYS.backspace);
      const last = await spent("7");
      rows.push(
        { what: `bytes for a letter where one line changes, ${columns}x${height}`, measured: `${typed}`, bound: "120" },
        { what: `bytes for Down in the table, ${columns}x${height}`, measured: `${down}`, bound: "800" },
        {
          what: `bytes for a letter of the name, both files change, ${columns}x${height}`,
          measured: `${letter}`,
          bound: "800",
        },
        { what: `bytes for a digit of the address, ${columns}x${height}`, measured: `${last}`, bound: "800" },
      );
    } finally {
      await session.close();
    }
  }
  return rows;
}

function tarball(): Row {
  const [packed] = JSON.parse(
    execFileSync("npm", ["pack", "--dry-run", "--json", "--ignore-scripts"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }),
  ) as {
    size: number;
  }[];
  return { what: "what npx downloads", measured: `${Math.round((packed?.size ?? 0) / 1000)} kB`, bound: "350 kB" };
}
