/**
 * What the program reads, writes and runs on a gateway, seen by strace, held against the README's list; and where its
 * keys go.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type Call, type Traced, traced } from "../crash/strace.ts";
import { has, isRoot, unlessHere } from "../host/folder.ts";
import { wgWizard } from "../pty/programs.ts";
import { type Running, running } from "./interface.ts";
import { ANNA, CONF, OWN, PRESHARED, type SecretServer, secretServer } from "./server.ts";

const here = isRoot && has("strace") && has("flock") && has("wg");
const SEEN = [
  "execve",
  "open",
  "openat",
  "?openat2",
  "creat",
  "mkdir",
  "chmod",
  "fchmod",
  "fchmodat",
  "write",
  "pwrite64",
  "writev",
  "sendto",
  "connect",
  "?rename",
  "renameat",
  "?renameat2",
  "?link",
  "linkat",
  "?unlink",
  "unlinkat",
];

const NEW_PRESHARED = "bEtIG7nwHpNrsyWFYCyYyhyhd0sCoJ7hUhcYgRPlKUc=";
const OTHER_PEER = "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=";

let bin = "";
let scratch = "";
let baseline: ReadonlySet<string> = new Set();
let server: SecretServer;
let interfaces: Running;

beforeAll(async () => {
  if (unlessHere(here)) return;
  scratch = mkdtempSync(join(tmpdir(), "wg-wizard-traces-"));
  bin = await wgWizard();
  const nothing = await traced([process.execPath, "-e", "require('node:fs').promises.stat('/')"], {
    scratch,
    calls: SEEN,
  });
  baseline = new Set(nothing.calls.flatMap(({ paths }) => paths));
});
afterAll(() => {
  if (scratch !== "") rmSync(scratch, { recursive: true, force: true });
});
beforeEach(async () => {
  interfaces = await running({ own: OWN, peer: ANNA, preshared: PRESHARED });
  server = secretServer(interfaces.name);
});
afterEach(async () => {
  server.remove();
  await interfaces.stop();
});

/** The program's run on that server; `list` and `add` are what a gateway sees most. */
function run(args: readonly string[]): Promise<Traced> {
  return traced([process.execPath, bin, ...args, "-i", server.conf], { scratch, calls: SEEN, strings: 65_536 });
}

const ADD = ["add", "bob", "--yes", "--psk", "yes"] as const;
const APPLY = ["apply", "--yes"] as const;

/** Another preshared key for anna than the interface has, and a peer with a LAN that it does not know. */
const DIFFERENT = `${CONF.replace(PRESHARED, NEW_PRESHARED)}
[Peer]
PublicKey = ${OTHER_PEER}
PresharedKey = ${PRESHARED}
AllowedIPs = 10.77.0.9/32, 192.168.7.0/24
`;

/**
 * The README's list "On a gateway": a phrase of it, and what it covers. A row whose phrase the README lacks is a
 * difference too.
 */
interface Row {
  readonly phrase: string;
  readonly covers: (path: string, server: SecretServer) => boolean;
}

const READS: readonly Row[] = [
  { phrase: "the interface's file", covers: (path, { conf }) => path === conf },
  { phrase: "the folder it lies in", covers: (path, { folder }) => path === folder },
  { phrase: "`clients/` beside it", covers: (path, { folder }) => /^\/clients(\/|$)/.test(path.slice(folder.length)) },
  { phrase: "`backups/`", covers: (path, { folder }) => /^\/backups(\/|$)/.test(path.slice(folder.length)) },
  { phrase: "`configs/`", covers: (path, { folder }) => /^\/configs(\/|$)/.test(path.slice(folder.length)) },
  { phrase: "`/root`", covers: (path) => /^\/root(\/(clients|configs)?)?(\/[^/]+\.conf)?$/.test(path) },
  { phrase: "`/proc/self/mountinfo`", covers: (path) => path === "/proc/self/mountinfo" },
  {
    phrase: "a temporary file beside it",
    covers: (path, { folder }) => dirname(path) === folder && path.slice(folder.length).startsWith("/."),
  },
  { phrase: "`/proc/sys/net`", covers: (path) => path.startsWith("/proc/sys/net/") },
  { phrase: "`/proc/net/udp`", covers: (path) => /^\/proc\/net\/udp6?$/.test(path) },
  { phrase: "`/proc/net/route`", covers: (path) => path === "/proc/net/route" },
  { phrase: "`/proc/net/ipv6_route`", covers: (path) => path === "/proc/net/ipv6_route" },
  { phrase: "`/sys/class/net/INTERFACE/mtu`", covers: (path) => /^\/sys\/class\/net\/[^/]+\/mtu$/.test(path) },
  { phrase: "`/proc/net/dev`", covers: (path) => path === "/proc/net/dev" },
  { phrase: "`/proc/PID/environ`", covers: (path) => /^\/proc\/\d+\/environ$/.test(path) },
  { phrase: "`/proc/PID/stat`", covers: (path) => /^\/proc\/\d+\/stat$/.test(path) },
];

const WRITES: readonly Row[] = [
  {
    phrase: "a temporary file beside it",
    covers: (path, { folder }) => dirname(path) === folder && path.slice(folder.length).startsWith("/."),
  },
  { phrase: "the interface's file", covers: (path, { conf }) => path === conf },
  { phrase: "`backups/`", covers: (path, { folder }) => /^\/backups(\/|$)/.test(path.slice(folder.length)) },
  { phrase: "`clients/` beside it", covers: (path, { folder }) => /^\/clients(\/|$)/.test(path.slice(folder.length)) },
  { phrase: "in `/run` of who holds the lock", covers: (path) => /^\/run\/wg-wizard-\d+-\d+\.json$/.test(path) },
];

/** What a program is run with, by its path's end. */
const RUNS: readonly { readonly phrase: string; readonly line: RegExp }[] = [
  { phrase: "`wg show`", line: /^\/usr\/bin\/wg show \S+ dump$/ },
  { phrase: "`wg addconf`", line: /^\/usr\/bin\/wg addconf \S+ \/dev\/stdin$/ },
  { phrase: "`wg set`", line: /^\/usr\/bin\/wg set \S+ / },
  { phrase: "`ip route`", line: /^\/usr\/s?bin\/ip -[46] route (?:show dev|add|del) / },
  {
    phrase: "`sh` with `cat`",
    line: /^(?:\/usr)?\/bin\/(?:sh -c trap \S+ INT HUP; export WG_ENDPOINT_RESOLUTION_RETRIES=5; cat \| exec \S+ \S+ wg \S.*|cat ?)$/,
  },
  { phrase: "`wg --version`", line: /^\/usr\/bin\/wg --version$/ },
  { phrase: "`bash --version`", line: /^\/usr\/bin\/bash --version$/ },
  { phrase: "`ip -j route`", line: /^\/usr\/s?bin\/ip -j -[46] route show table all$/ },
  { phrase: "`ip -j link`", line: /^\/usr\/s?bin\/ip -j link show$/ },
  { phrase: "`nft list ruleset`", line: /^\/usr\/s?bin\/nft (?:-j )?list ruleset$/ },
  { phrase: "`iptables-save`", line: /^\/usr\/s?bin\/ip6?tables-save ?$/ },
  { phrase: "`flock`", line: /^\/usr\/bin\/flock -x -n 3$/ },
  { phrase: "`cp`", line: /^\/usr\/bin\/cp --attributes-only --preserve=all -- \S+ \S+$/ },
  { phrase: "`logger`", line: /^\/usr\/bin\/logger .*$/ },
];

/** Threads of our own: those that never became another program. */
function own(calls: readonly Call[]): Call[] {
  const [first] = calls;
  const others = new Set(calls.filter(({ name }) => name === "execve").map(({ thread }) => thread));
  return calls.filter(({ thread }) => thread === first?.thread || !others.has(thread));
}

function gateway(): string {
  const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
  return (/\n## On a gateway\n(.*?)\n## /s.exec(readme)?.[1] ?? "").replace(/\s+/g, " ");
}

/** What Node and the C library look at of their own accord: memory, the time zone, who has which user number. */
const RUNTIME = /^\/(?:proc\/sys\/vm\/overcommit_memory|etc\/(?:localtime|nsswitch\.conf|passwd)|dev\/(?:null|tty))$/;

const writesTo = ({ name, text }: Call) =>
  name !== "execve" && (!/^open/.test(name) || /O_WRONLY|O_RDWR|O_CREAT/.test(text));

/** What no row covers, and rows in use whose phrase the README lacks. */
function differences(paths: Iterable<string>, rows: readonly Row[], verb: string): string[] {
  const said = gateway();
  const found = new Set<string>();
  for (const path of new Set(paths)) {
    if (baseline.has(path) || path.startsWith(dirname(bin)) || !path.startsWith("/") || RUNTIME.test(path)) continue;
    const row = rows.find(({ covers }) => covers(path, server));
    if (row === undefined) found.add(`it ${verb} ${path.replace(server.folder, "…")}`);
    else if (!said.includes(row.phrase)) found.add(`it ${verb} ${row.phrase}, and the README does not say so`);
  }
  return [...found];
}

function executed(calls: readonly Call[]): string[] {
  return calls.slice(1).flatMap(({ name, text, result }) => {
    if (name !== "execve" || !result.startsWith("0")) return [];
    const [program = ""] = /"[^"]*"/.exec(text) ?? [];
    const list = /\[(.*?)\]/.exec(text)?.[1] ?? "";
    const args = [...list.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, one = ""]) => one).slice(1);
    return [`${program.slice(1, -1)} ${args.join(" ")}`];
  });
}

describe.skipIf(unlessHere(here))("on a gateway (needs root, strace, wg, flock)", () => {
  test.each([
    ["list", ["list"]],
    ["add", ADD],
    ["apply", APPLY],
    ["check", ["check"]],
  ] as const)("%s opens, writes and runs what the README says, and nothing else", async (_, args) => {
    if (args === APPLY) server.write(DIFFERENT);
    const { calls, status, err } = await run(args);
    // The interface that answers here takes every command and stays as it is.
    expect(status, err).toBe(args === ADD || args === APPLY ? 3 : 0);
    const ours = own(calls);
    const reads = ours.filter((call) => /^open/.test(call.name) && !writesTo(call));
    const writes = ours.filter(
      (call) => writesTo(call) && !/^(?:write|pwrite64|writev|sendto|connect|fchmod)$/.test(call.name),
    );
    const said = gateway();
    const runs = executed(calls).flatMap((line) => {
      const row = RUNS.find((one) => one.line.test(line));
      if (row === undefined) return [`it runs ${line}`];
      return said.includes(row.phrase) ? [] : [`it runs ${row.phrase}, and the README does not say so`];
    });
    expect(executed(calls).join("\n")).toContain("wg show");
    expect([
      ...differences(
        reads.flatMap(({ paths }) => paths),
        READS,
        "reads",
      ),
      ...differences(
        writes.flatMap(({ paths }) => paths),
        WRITES,
        "writes",
      ),
      ...new Set(runs),
    ]).toEqual([]);
  });

  test.each([
    ["list", ["list"]],
    ["add", ADD],
    ["show", ["show", "anna"]],
    ["apply", APPLY],
    ["check", ["check"]],
  ] as const)("%s opens no connection", async (_, args) => {
    if (args === APPLY) server.write(DIFFERENT);
    const { calls } = await run(args);
    expect(own(calls).filter(({ name }) => name === "connect")).toEqual([]);
  });

  test("what the interface is told of keys goes through a pipe, and nowhere else", async () => {
    server.write(DIFFERENT);
    const { calls, out, err } = await run(APPLY);
    const secrets = server.secrets();
    expect(secrets).toEqual(expect.arrayContaining([PRESHARED, NEW_PRESHARED]));
    const holds = (text: string) => secrets.some((secret) => text.includes(secret));
    expect(executed(calls).join("\n")).toContain("preshared-key /dev/stdin");
    expect(calls.filter(({ name, text }) => name === "execve" && holds(text))).toEqual([]);
    expect(holds(out) || holds(err)).toBe(false);
    const written = own(calls).filter(({ name, text }) => /^(?:p?write|writev|sendto)/.test(name) && holds(text));
    expect(written.length).toBeGreaterThan(0);
    expect(written.filter((call) => !isPiped(call))).toEqual([]);
  });

  test("no key stands in an argument or an environment, and none is written to anything but a file of mode 0600", async () => {
    const { calls, out, err } = await run(ADD);
    const secrets = server.secrets();
    expect(secrets.length).toBeGreaterThan(6);
    const programs = calls.filter(({ name }) => name === "execve");
    expect(programs.length).toBeGreaterThan(2);
    const holds = (text: string) => secrets.some((secret) => text.includes(secret));
    expect(programs.filter(({ text }) => holds(text))).toEqual([]);
    expect(holds(out) || holds(err)).toBe(false);

    const modes = modesOf(calls);
    const written = own(calls).filter(({ name, text }) => /^(?:p?write|writev|sendto)/.test(name) && holds(text));
    expect(written.length).toBeGreaterThan(2);
    const piped = written.filter(isPiped);
    expect(piped.length).toBeGreaterThan(0);
    const wrong = written.filter(
      (call) => !piped.includes(call) && !modes.some(({ path, narrow }) => narrow && call.text.includes(`<${path}>`)),
    );
    expect(wrong.map(({ name, paths }) => `${name} to ${paths.join()}`)).toEqual([]);
    expect(modes.filter(({ narrow }) => !narrow)).toEqual([]);
  });
});

/** The standard input of a program that was started: nobody else can read it. */
function isPiped({ text }: Call): boolean {
  return /^\d+<(?:UNIX|unix|socket|pipe)\b/.test(text);
}

/** Every file that was made or whose mode was set, and whether nobody else could read it at that moment. */
function modesOf(calls: readonly Call[]): { path: string; narrow: boolean }[] {
  return own(calls).flatMap(({ name, text, paths, result }) => {
    const makes = /^(?:mkdir|fchmod|chmod|creat)/.test(name) || /\bO_CREAT\b/.test(text);
    const mode = /, 0([0-7]+)(?:, \w+)?$/.exec(text)?.[1];
    if (!makes || mode === undefined || result.startsWith("-1")) return [];
    return paths.map((path) => ({ path, narrow: (Number.parseInt(mode, 8) & 0o077) === 0 }));
  });
}
