/** Eight at once, each adding 25 peers to one file, while somebody in an editor writes remarks into it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { parseConf } from "../../src/wireguard/conf.ts";
import { faultsOf } from "../../src/wireguard/grammar.ts";
import { en } from "../../src/words/en.ts";
import { type Ended, ended } from "../crash/strace.ts";
import { has, unlessHere } from "../host/folder.ts";
import { wgWizard } from "../pty/programs.ts";

const here = process.platform === "linux" && has("flock");
const PROCESSES = 8;
const PEERS = 25;
/** An editor that is always in the way, or a long queue, may make it give up; then it is called again, as anybody would. */
const TRIES = 40;

const CONF = `[Interface]
Address = 10.77.0.1/16
ListenPort = 51820
PrivateKey = yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=
# clients dial vpn.example.org:51820

[Peer]
# friendly_name = anna
PublicKey = xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=
AllowedIPs = 10.77.0.2/32
`;

let bin = "";
let folder = "";
let editor: ChildProcess | null = null;
const conf = () => join(folder, "wgtest.conf");

beforeAll(async () => {
  if (!unlessHere(here)) bin = await wgWizard();
});
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "wg-wizard-race-")));
  writeFileSync(conf(), CONF, { mode: 0o600 });
  chmodSync(conf(), 0o600);
});
afterEach(async () => {
  if (editor && editor.exitCode === null && editor.signalCode === null) {
    editor.kill("SIGKILL");
    await once(editor, "exit");
  }
  const { dev, ino } = statSync(folder);
  rmSync(`/run/wg-wizard-${dev}-${ino}.json`, { force: true });
  rmSync(folder, { recursive: true, force: true });
});
afterAll(() => {
  editor = null;
});

/** What the adds said of files that hold somebody's late lines: their texts, read at once (old ones are pruned). */
interface Said {
  readonly named: string[];
  readonly trouble: string[];
  again: number;
}

async function addOne(name: string, said: Said): Promise<void> {
  for (let tries = 1; ; tries++) {
    const run = await ended(process.execPath, [bin, "add", name, "--yes", "--wait", "60", "-i", conf()], {}, "", 300);
    said.named.push(...lateTexts(run));
    if (run.status === 0) return;
    said.again++;
    const changed = run.err.includes(en.troubles.failures.changed({ id: "changed", path: conf(), detail: "" }));
    const locked = run.err.includes(
      en.troubles.failures.locked({ id: "locked", path: conf(), detail: "" }).slice(0, 20),
    );
    if ((changed || locked) && tries < TRIES) continue;
    said.trouble.push(`${name} ended with ${run.status}: ${run.err.trim()}`);
    return;
  }
}

/** The files in `backups/` that the output names, but for the one that is the file as it was. */
function lateTexts({ err }: Ended): string[] {
  const place = join(folder, "backups");
  return err.split("\n").flatMap((line) => {
    const path = line.slice(Math.max(0, line.indexOf(place))).match(/^\S+?(?=[.,:;)]?(?:\s|$))/)?.[0] ?? "";
    if (!line.includes(place) || line === en.commands.add.backupAt({ path })) return [];
    return [readFileSync(path, "latin1")];
  });
}

async function startEditor(): Promise<{ stop(): Promise<number> }> {
  const child = spawn(process.execPath, [join(import.meta.dirname, "editor.js"), conf()], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  editor = child;
  let out = "";
  child.stdout.on("data", (text) => {
    out += text;
  });
  return {
    async stop() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, "close");
      return Number(out);
    },
  };
}

describe.skipIf(unlessHere(here))("eight processes and an editor at one file (needs Linux, flock)", () => {
  test("lose no peer, give no address twice, and no remark of the editor is lost", async () => {
    const typing = await startEditor();
    const said: Said = { named: [], trouble: [], again: 0 };
    const names = Array.from({ length: PROCESSES }, (_, at) =>
      Array.from({ length: PEERS }, (_, which) => `p${at}-${which}`),
    );
    await Promise.all(
      names.map(async (own) => {
        for (const name of own) await addOne(name, said);
      }),
    );
    const remarks = await typing.stop();
    expect(said.trouble).toEqual([]);

    const text = readFileSync(conf(), "latin1");
    const parsed = parseConf(text);
    expect(faultsOf(parsed)).toEqual([]);
    expect(parsed.peers.map(({ name }) => name).sort()).toEqual(["anna", ...names.flat()].sort());
    const addresses = parsed.peers.flatMap(({ allowedIPs }) => allowedIPs);
    expect(addresses).toHaveLength(PROCESSES * PEERS + 1);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(readdirSync(join(folder, "clients"))).toHaveLength(PROCESSES * PEERS);

    const inFile = new Set(text.split("\n"));
    const late = new Set(said.named.join("\n").split("\n"));
    const all = Array.from({ length: remarks }, (_, at) => `# remark ${at + 1}`);
    const met = all.filter((remark) => !inFile.has(remark));
    console.info(`race: ${remarks} remarks, ${met.length} of them met a rename; ${said.again} adds were called again`);
    expect(remarks).toBeGreaterThan(30);
    expect(met.filter((remark) => !late.has(remark))).toEqual([]);
  }, 900_000);
});
