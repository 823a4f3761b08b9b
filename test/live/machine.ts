/**
 * A machine of its own inside this one: its network, its processes, its /etc/wireguard, /run and /etc/hosts, seen by
 * nobody else. Its first process reads a pipe from here: when this end goes away, however it does, the kernel ends
 * every process in it, and its network and files are gone with them.
 */
import { type ChildProcess, execFile, spawn } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

export interface Ran {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  /** Standard input. */
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Statuses that are no failure of `run`; 0 unless told, and "any". */
  readonly may?: readonly number[] | "any";
}

/** A program that goes on while the test does something else. */
export interface Going {
  readonly ended: Promise<Ran>;
  /** What it has printed so far. */
  out(): string;
  err(): string;
  signal(name: NodeJS.Signals): void;
}

/** `resolvconf` stands in for the real one, which `wg-quick up` needs where a file has DNS: it keeps what it is told. */
const RESOLVCONF = `#!/bin/sh
case "$1" in -a) cat >"/run/resolvconf.$2" ;; -d) rm -f "/run/resolvconf.$2" ;; esac
`;

/** `$1`: what /etc/hosts holds. Names that are not in it are refused at once, not asked of anybody. */
const FIRST = `
set -e
mount -t sysfs none /sys
mount -t tmpfs -o mode=755 none /run
mount -t tmpfs -o mode=700 none /etc/wireguard
mkdir -m 700 /run/wireguard
mkdir /run/bin
printf '127.0.0.1 localhost\\n%s\\n' "$1" >/run/hosts
: >/run/resolv.conf
mount --bind /run/hosts /etc/hosts
mount --bind /run/resolv.conf /etc/resolv.conf
ip link set lo up
echo ready
exec cat >/dev/null
`;

const PATH = "/run/bin:/usr/sbin:/usr/bin:/sbin:/bin";

export class Machine {
  private readonly first: ChildProcess;
  /** The first process, as everybody else numbers it. */
  readonly pid: number;

  private constructor(first: ChildProcess, pid: number) {
    this.first = first;
    this.pid = pid;
  }

  /** `hosts`: lines of /etc/hosts. */
  static async start(hosts = ""): Promise<Machine> {
    const args = ["--net", "--mount", "--uts", "--ipc", "--pid", "--fork", "--kill-child", "--mount-proc"];
    const first = spawn("unshare", [...args, "sh", "-c", FIRST, "sh", hosts], { stdio: ["pipe", "pipe", "pipe"] });
    first.stdin.on("error", () => {});
    await new Promise<void>((ready, failed) => {
      let said = "";
      first.stderr.on("data", (text) => {
        said += text;
      });
      first.stdout.once("data", () => ready());
      first.once("error", failed);
      first.once("exit", () => failed(new Error(`no machine of its own can be had here: ${said}`)));
    });
    const children = readFileSync(`/proc/${first.pid}/task/${first.pid}/children`, "latin1");
    const machine = new Machine(first, Number(children.trim()));
    machine.write("/run/bin/resolvconf", RESOLVCONF, 0o755);
    return machine;
  }

  /** Runs a program to its end; rejects where it fails. */
  async run(command: readonly string[], options: RunOptions = {}): Promise<Ran> {
    const ran = await this.go(command, options).ended;
    const { may = [0] } = options;
    if (may !== "any" && !may.includes(ran.status))
      throw new Error(`${command.join(" ")}: status ${ran.status}\n${ran.out}${ran.err}`);
    return ran;
  }

  /** Several lines of a shell, up to the first that fails. */
  sh(script: string, options: RunOptions = {}): Promise<Ran> {
    return this.run(["sh", "-ec", script], options);
  }

  /** Starts a program. */
  go(command: readonly string[], { input = "", env = {} }: RunOptions = {}): Going {
    const enter = ["-t", String(this.pid), "--net", "--mount", "--uts", "--ipc", "--pid", "--", ...command];
    const child = execFile("nsenter", enter, {
      cwd: "/",
      encoding: "utf8",
      maxBuffer: 64 * 1024 * 1024,
      env: { PATH, HOME: "/root", LC_ALL: "C", WG_ENDPOINT_RESOLUTION_RETRIES: "0", ...env },
    });
    let out = "";
    let err = "";
    child.stdout?.on("data", (text) => {
      out += text;
    });
    child.stderr?.on("data", (text) => {
      err += text;
    });
    child.stdin?.on("error", () => {});
    child.stdin?.end(input);
    return {
      ended: new Promise((done, failed) => {
        child.once("error", failed);
        child.once("close", (status) => done({ status: status ?? -1, out, err }));
      }),
      out: () => out,
      err: () => err,
      // nsenter stands between; the program itself is its only child.
      signal: (name) => {
        const inside = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "latin1").trim();
        process.kill(Number(inside), name);
      },
    };
  }

  read(path: string): string {
    return readFileSync(this.outside(path), "utf8");
  }

  write(path: string, text: string, mode = 0o600): void {
    mkdirSync(dirname(this.outside(path)), { recursive: true, mode: 0o700 });
    writeFileSync(this.outside(path), text, "utf8");
    chmodSync(this.outside(path), mode);
  }

  /** Where everybody else finds a file of this machine. */
  private outside(path: string): string {
    return join(`/proc/${this.pid}/root`, path);
  }

  /** Ends it, and waits until it is gone. */
  async stop(): Promise<void> {
    if (this.first.exitCode !== null || this.first.signalCode !== null) return;
    const gone = new Promise((ended) => this.first.once("exit", ended));
    this.first.stdin?.end();
    this.first.kill("SIGKILL");
    await gone;
  }
}

/** A cable between two machines. */
export async function cable(one: Machine, its: string, other: Machine, others: string): Promise<void> {
  await new Promise<void>((done, failed) => {
    const ends = ["netns", String(one.pid), "type", "veth", "peer", "name", others, "netns", String(other.pid)];
    execFile("ip", ["link", "add", its, ...ends], (error) => (error ? failed(error) : done()));
  });
}
