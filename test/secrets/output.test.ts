/** What the program says: never a key that nobody asked for, whatever the file holds and whatever goes wrong. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { byteText } from "../../src/wireguard/conf.ts";
import { ran as inMemory, machine, PATH } from "../commands/context.ts";
import { stillModule } from "../crash/aftermath.ts";
import { ground, SERVER_KEY } from "../crash/ground.ts";
import { faultAt, pointsOf } from "../crash/points.ts";
import { type Ended, ended, type Fault, traced } from "../crash/strace.ts";
import { has, isRoot, unlessHere } from "../host/folder.ts";
import { wgWizard } from "../pty/programs.ts";
import { CONF, OWN, PRESHARED, type SecretServer, secretServer, secretsIn } from "./server.ts";

let bin = "";
let scratch = "";
let server: SecretServer;

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), "wg-wizard-traces-"));
  bin = await wgWizard();
});
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
beforeEach(() => {
  server = secretServer("wgsecret");
});
afterEach(() => server.remove());

function ran(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return ended(process.execPath, [bin, ...args, "-i", server.conf], env);
}

/** The secrets that were printed; a part of one that is long enough to be guessed from counts as well. */
function printed({ out, err }: Pick<Ended, "out" | "err">, secrets: readonly string[]): string[] {
  return secrets.filter((secret) =>
    [secret, secret.slice(0, 30), secret.slice(-31)].some((part) => `${out}${err}`.includes(part)),
  );
}

const CALLS: readonly (readonly string[])[] = [
  ["list"],
  ["list", "--json"],
  [],
  ["show", "anna"],
  ["show", "xTIB"],
  ["qr", "anna"],
  ["add", "anna", "--yes", "--json"],
  ["add", "bob", "--dry-run"],
  ["add", "bob", "--dry-run", "--json"],
  ["add", "bob", "--dry-run", "--json", "--lang", "ru"],
  ["add", "bob", "--yes"],
  ["add", "carol", "--yes", "--json"],
  ["show", "bob"],
  ["undo", "--dry-run"],
  ["undo", "--dry-run", "--json"],
  ["undo", "--yes"],
  ["undo", "--yes", "--json"],
];

/** Files in which a slip of the hand has put a secret where no program looks for one. */
const SLIPS: Readonly<Record<string, string>> = {
  "nothing wrong": CONF,
  "a key without its sign": CONF.replace(`PrivateKey = ${OWN}`, `PrivateKey ${OWN}`),
  "a misspelt key": CONF.replace("PrivateKey = ", "PrivteKey = "),
  "a key that is too long": CONF.replace(OWN, `${OWN}=`),
  "a key that is cut short": CONF.replace(OWN, OWN.slice(0, -1)),
  "a key in two lines": CONF.replace(`PrivateKey = ${OWN}`, `PrivateKey =\n${OWN}`),
  "a key in quotes": CONF.replace(OWN, `"${OWN}"`),
  "a preshared key in [Interface]": CONF.replace("ListenPort", `PresharedKey = ${PRESHARED}\nListenPort`),
  "a private key in [Peer]": CONF.replace(`PresharedKey = ${PRESHARED}`, `PrivateKey = ${PRESHARED}`),
  "a key as a port": CONF.replace("ListenPort = 51820", `ListenPort = ${OWN}`),
  "a key as a section": CONF.replace("[Peer]", `[${OWN}]`),
  "a foreign comment": CONF.replace("ListenPort", `; PrivateKey = ${OWN}\nListenPort`),
  "a key in a hook": CONF.replace("ListenPort", `PostUp = wg set %i private-key <(echo ${OWN})\nListenPort`),
  "Windows' line ends": CONF.replaceAll("\n", "\r\n"),
};

test("no call prints a private or preshared key", async () => {
  const wrong: string[] = [];
  for (const args of CALLS) {
    const run = await ran(args);
    for (const secret of printed(run, server.secrets())) wrong.push(`${args.join(" ")}: ${secret.slice(0, 6)}…`);
  }
  expect(wrong).toEqual([]);
}, 60_000);

test.each(Object.entries(SLIPS))("no call prints one where the file has %s", async (_, text) => {
  const host = machine({ files: { [PATH]: byteText(text) } });
  const wrong: string[] = [];
  for (const args of CALLS.filter(({ length }) => length > 0)) {
    const run = await inMemory(host, args);
    const files = host.paths().map((path) => host.text(path) ?? "");
    for (const secret of printed(run, secretsIn(files))) wrong.push(`${args.join(" ")}: ${secret.slice(0, 6)}…`);
  }
  expect(wrong).toEqual([]);
});

test("`--secrets` prints them, for it was asked for", async () => {
  const run = await ran(["add", "bob", "--dry-run", "--json", "--secrets"]);
  expect(run.out).toMatch(/PrivateKey = [A-Za-z0-9+/]{43}=/);
});

test.skipIf(unlessHere(has("flock")))(
  "no failure's sentence and no document of one holds a key: the folder cannot be written",
  async () => {
    const wrong = [...server.secrets()];
    const run = await ran(["add", "bob", "--yes", "--json", "--save", join(server.conf, "bob.conf")]);
    expect(run.status).toBe(1);
    expect(printed(run, wrong)).toEqual([]);
  },
);

describe.skipIf(unlessHere(isRoot && has("strace") && has("flock")))(
  "where a call fails (needs root, strace, flock)",
  () => {
    test("no key is said, and none stands in the document", async () => {
      const place = ground();
      const env = { NODE_OPTIONS: `--import=${stillModule}`, WG_WIZARD_STILL: "bob" };
      const add = (fault?: Fault) => {
        place.reset();
        const command = [process.execPath, bin, "add", "bob", "--yes", "--json", "-i", place.conf];
        return traced(command, { scratch, env, ...(fault && { fault }) });
      };
      try {
        const first = await add();
        expect(first.status, first.err).toBe(0);
        const secrets = [SERVER_KEY, ...secretsIn(place.now().map(({ text }) => text))];
        expect(secrets.length).toBeGreaterThan(3);
        expect(printed(first, secrets)).toEqual([]);
        const seen = new Set<string>();
        const wrong: string[] = [];
        for (const point of pointsOf(first.calls, place.folder, place.note)) {
          if (point.path === place.note || seen.has(point.call + point.path.endsWith(".new"))) continue;
          seen.add(point.call + point.path.endsWith(".new"));
          const run = await add(faultAt(point, "EIO"));
          if (!run.calls.some(({ injected }) => injected)) wrong.push(`${point.shown}: not met again`);
          if (printed(run, secrets).length > 0) wrong.push(`${point.shown}: a key was printed`);
          try {
            JSON.parse(run.out);
          } catch {
            wrong.push(`${point.shown}: no document, but ${run.out.slice(0, 80)}`);
          }
        }
        expect(seen.size).toBeGreaterThan(6);
        expect(wrong).toEqual([]);
      } finally {
        place.remove();
      }
    }, 60_000);
  },
);

test.skipIf(unlessHere(has("flock")))(
  "a mistake of the program's own, while it writes, prints no key either",
  async () => {
    const env = {
      NODE_OPTIONS: `--import=${join(import.meta.dirname, "crashing.js")}`,
      WG_WIZARD_STUMBLE: `in "${CONF}" {"privateKey":"${OWN}"} ${Buffer.from(OWN, "base64").toString("base64url")}`,
    };
    const run = await ran(["add", "bob", "--yes"], env);
    expect(run.status).toBe(1);
    expect(run.err).toContain("unexpected");
    expect(printed(run, server.secrets())).toEqual([]);
    expect(run.err).not.toContain(OWN.slice(0, 20));
  },
);
