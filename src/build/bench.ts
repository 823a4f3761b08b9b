/**
 * `npm run bench`: how quick the program is, as ratios against `node -e 0` in the same run, because milliseconds say more
 * about the machine than about the program. Prints a table in Markdown, ready for the README.
 */
import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { KEYS, pause, start } from "../../test/pty/harness.ts";
import { bundle } from "./bundle.ts";

const ROUNDS = 21;
const folder = mkdtempSync(join(tmpdir(), "wg-wizard-bench-"));
const bin = join(folder, "dist", "wg-wizard.cjs");

interface Row {
  readonly what: string;
  readonly measured: string;
  readonly bound: string;
}

try {
  await bundle(join(folder, "dist"));
  writeFileSync(join(folder, "dist", "package.json"), '{"type": "module"}');
  const rows = [...commands(), ...(await firstFrame()), ...(await keysToFrames()), ...(await bytes()), tarball()];
  console.log(
    `Node ${process.versions.node}, ${cpus()[0]?.model ?? "unknown"} x ${cpus().length}, ${new Date().toISOString().slice(0, 10)}\n`,
  );
  console.log("| what | measured | bound |\n| --- | --- | --- |");
  for (const { what, measured, bound } of rows) console.log(`| ${what} | ${measured} | ${bound} |`);
} finally {
  rmSync(folder, { recursive: true, force: true });
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

/** Medians of many runs, one after the other in turn, so that a busy moment hits all of them. */
function medians(calls: readonly (readonly string[])[]): number[] {
  const times = calls.map(() => [] as number[]);
  for (let round = 0; round < ROUNDS; round++) {
    for (const [index, [program = "", ...args]] of calls.entries()) {
      const begun = process.hrtime.bigint();
      spawnSync(program, args, { stdio: "ignore" });
      times[index]?.push(Number(process.hrtime.bigint() - begun) / 1e6);
    }
  }
  return times.map((list) => percentile(list, 50));
}

function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? Number.NaN;
}

function commands(): Row[] {
  const node = process.execPath;
  const many = serverWith(10_000);
  const [base = 1, help = 0, list = 0, json = 0, strip = 0] = medians([
    [node, "-e", "0"],
    [node, bin, "--help"],
    [node, bin, "list", "-i", serverWith(100)],
    [node, bin, "list", "--json", "-i", many],
    ["wg-quick", "strip", many],
  ]);
  return [
    { what: "`--help`", measured: times(help / base), bound: "1.15 x `node -e 0`" },
    { what: "`list`, 100 peers", measured: times(list / base), bound: "1.6 x" },
    { what: "`list --json`, 10,000 peers", measured: times(json / base), bound: "3 x" },
    { what: "the same against `wg-quick strip`", measured: times(json / strip), bound: "below 1 x" },
  ];
}

function times(ratio: number): string {
  return `${ratio.toFixed(2)} x`;
}

/** From the start to the first frame on the terminal, and what stands in memory then. */
async function firstFrame(): Promise<Row[]> {
  const frames: number[] = [];
  const bases: number[] = [];
  let memory = 0;
  let baseMemory = 1;
  for (let round = 0; round < ROUNDS; round++) {
    const bare = start([process.execPath, "-e", "console.log('ready'); setTimeout(() => {}, 5000)"], {
      columns: 120,
      rows: 40,
    });
    bases.push(await until(bare, "ready"));
    baseMemory = resident(bare.pid);
    await bare.close();
    const session = start([process.execPath, bin, "--demo"], { columns: 120, rows: 40 });
    frames.push(await until(session, "anton_sevnet"));
    memory = resident(session.pid);
    await session.close();
  }
  return [
    {
      what: "first frame, 120x40, demo",
      measured: times(percentile(frames, 50) / percentile(bases, 50)),
      bound: "2.6 x",
    },
    { what: "resident memory then", measured: times(memory / baseMemory), bound: "1.85 x" },
  ];
}

/** Milliseconds until this text was written. */
async function until(session: ReturnType<typeof start>, text: string): Promise<number> {
  const begun = process.hrtime.bigint();
  while (!session.written().includes(text)) await pause(0);
  return Number(process.hrtime.bigint() - begun) / 1e6;
}

function resident(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1]);
}

async function keysToFrames(): Promise<Row[]> {
  const session = start([process.execPath, bin, "-i", serverWith(10_000)], { columns: 120, rows: 40 });
  const waits: number[] = [];
  try {
    await session.waitFor("peer-0");
    for (let key = 0; key < 200; key++) {
      const before = session.written().length;
      const begun = process.hrtime.bigint();
      session.type(key % 10 === 9 ? KEYS.pageDown : KEYS.down);
      while (session.written().length === before) await pause(0);
      waits.push(Number(process.hrtime.bigint() - begun) / 1e6);
      await pause(5);
    }
  } finally {
    await session.close();
  }
  return [
    { what: "key to frame, 10,000 peers, p95", measured: `${percentile(waits, 95).toFixed(1)} ms`, bound: "12 ms" },
  ];
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
      await spent("a");
      await spent("le");
      const letter = await spent("n");
      await spent("\r");
      await spent(KEYS.backspace);
      const last = await spent("7");
      rows.push(
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
  return { what: "what npx downloads", measured: `${Math.round((packed?.size ?? 0) / 1024)} kB`, bound: "350 kB" };
}
