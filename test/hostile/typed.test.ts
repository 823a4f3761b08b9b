/** What somebody types or hands over as a flag: it makes one peer or none, and nothing else of it gets anywhere. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { MemoryHost } from "../../src/host/memory.ts";
import { parseConf } from "../../src/wireguard/conf.ts";
import { faultsOf } from "../../src/wireguard/grammar.ts";
import { machine, PATH, ran } from "../commands/context.ts";
import { rawIn, TEXTS } from "./texts.ts";

const FIXTURES = join(import.meta.dirname, "../fixtures/names");
/** Names above the block, inside it and around it. */
const SOME = ["01-angristan.conf", "02-nyr.conf", "03-pivpn.conf", "17-friendly-name.conf", "29-founding-note.conf"];
const fixture = (name: string) => readFileSync(join(FIXTURES, name), "latin1");

/** Flags, and how a good value begins. */
const WELL = {
  address: "10.77.0.9,",
  lan: "192.168.7.0/24,",
  traffic: "10.0.0.0/8,",
  dns: "1.1.1.1,",
  endpoint: "vpn.example.org",
  keepalive: "25",
  keys: "xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=",
  psk: "/root/",
  save: "/etc/wireguard/clients/",
  "server-key": "xTIBA5rboUvnH4htodjb6e697QjLERt1NAB4mZqp8Dg=",
} as const;
const FLAGS = Object.keys(WELL) as (keyof typeof WELL)[];

/** Sections and keys of a file in order, without their values. */
function shape(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => line.replace(/\s*=.*$/s, ""));
}

/** What is wrong after `add` with this answer in this file. */
async function wrongAfter(host: MemoryHost, args: readonly string[]): Promise<string[]> {
  const before = host.text(PATH) ?? "";
  const paths = host.paths();
  const run = await ran(host, ["add", ...args]);
  const after = host.text(PATH) ?? "";
  const wrong: string[] = [];
  if (run.status !== 0 && run.status !== 2 && run.status !== 1) wrong.push(`it ended with ${run.status}`);
  for (const text of [run.out, run.err]) {
    const raw = rawIn(text);
    if (raw !== null) wrong.push(`raw in its output: ${raw}`);
  }
  if (run.status !== 0) {
    if (after !== before) wrong.push("it refused, and the file is another one");
    if (host.paths().join() !== paths.join()) wrong.push("it refused, and there are other files");
    return wrong;
  }
  const [old, now] = [parseConf(before), parseConf(after)];
  if (now.peers.length !== old.peers.length + 1) wrong.push(`${now.peers.length - old.peers.length} peers more`);
  if (faultsOf(now).length > faultsOf(old).length) wrong.push("there is a fault in the file");
  const added = shape(after);
  const peer = ["[Peer]", "PublicKey", "PresharedKey", "AllowedIPs"];
  const kept = shape(before);
  if (added.length - kept.length > peer.length) wrong.push(`it added ${added.length - kept.length} lines`);
  const extra = added.filter(
    (one) => added.filter((other) => other === one).length > kept.filter((other) => other === one).length,
  );
  if (extra.some((one) => !peer.includes(one))) wrong.push(`it added ${extra.join()}`);
  for (const path of host.paths().filter((one) => !paths.includes(one) && one.includes("/clients/"))) {
    const client = shape(host.text(path) ?? "");
    const [first, ...rest] = client;
    if (first !== "[Interface]" || rest.filter((one) => one.startsWith("[")).join() !== "[Peer]")
      wrong.push(`the client's file has ${client.join()}`);
    if (!/^\/etc\/wireguard\/clients\/[A-Za-z0-9_=+.-]+\.conf$/.test(path)) wrong.push(`there is ${path}`);
  }
  return wrong;
}

describe.each(Object.entries(TEXTS))("%s", (_, text) => {
  test("as a name makes one peer who is read back by this name, or none", async () => {
    for (const name of SOME) {
      const host = machine({ files: { [PATH]: fixture(name) } });
      const wrong = await wrongAfter(host, [
        "--yes",
        "--endpoint",
        "vpn.example.org:1",
        "--save",
        "/etc/wireguard/clients/new.conf",
        "--",
        text,
      ]);
      expect(wrong, name).toEqual([]);
      const peers = parseConf(host.text(PATH) ?? "").peers;
      if (peers.length > parseConf(fixture(name)).peers.length) {
        expect(
          peers.map((peer) => peer.name),
          name,
        ).toContain(text.trim());
      }
    }
  });

  test("as the value of a flag makes one peer or none", async () => {
    for (const flag of FLAGS) {
      expect(await wrongAfter(machine(), ["lena", "--yes", `--${flag}=${text}`]), flag).toEqual([]);
      const behind = ["lena", "--yes", `--${flag}=${WELL[flag]}${text}`];
      expect(await wrongAfter(machine(), behind), flag).toEqual([]);
    }
  });

  test("as an argument or an option that nobody knows is refused without being drawn raw", async () => {
    for (const args of [
      ["list", text],
      ["show", text],
      ["qr", text],
      ["add", "a", text],
      ["list", `--${text}`],
      [text],
      ["add", "a", "--wait", text],
    ]) {
      const run = await ran(machine(), args);
      expect(run.status).toBeGreaterThan(0);
      expect(rawIn(run.out + run.err), args.join(" ")).toBeNull();
    }
  });
});

test.each(readdirSync(FIXTURES))("any text as a name in %s makes one peer of this name, or none", async (name) => {
  const piece = fc.oneof(
    { weight: 3, arbitrary: fc.string({ unit: "binary", maxLength: 12 }) },
    { weight: 2, arbitrary: fc.constantFrom(...Object.values(TEXTS).filter(({ length }) => length < 100)) },
    fc.constantFrom(
      "\n",
      "\r",
      "[Peer]",
      "[Interface]",
      "#",
      " = ",
      "PublicKey",
      ":",
      "/",
      "'",
      '"',
      "{",
      "}",
      ",",
      "|",
    ),
  );
  const text = fixture(name);
  const peers = parseConf(text).peers.length;
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 3 }), async (pieces) => {
      const typed = pieces.join("");
      const host = machine({ files: { [PATH]: text } });
      const args = [
        "--yes",
        "--endpoint",
        "vpn.example.org:1",
        "--save",
        "/etc/wireguard/clients/new.conf",
        "--",
        typed,
      ];
      expect(await wrongAfter(host, args)).toEqual([]);
      const after = parseConf(host.text(PATH) ?? "").peers;
      if (after.length > peers) expect(after.map((peer) => peer.name)).toContain(typed.trim());
    }),
    { numRuns: 25, seed: 3 },
  );
});

test.each(["an emoji family", "wide letters", "a letter with a mark", "flags", "Arabic and Hebrew"])(
  "%s is a name like any other where the file's form has room for it",
  async (which) => {
    const host = machine({ files: { [PATH]: fixture("17-friendly-name.conf") } });
    const run = await ran(host, ["add", TEXTS[which] ?? "", "--yes", "--endpoint", "vpn.example.org:1"]);
    expect(run.status, run.err).toBe(0);
    expect(parseConf(host.text(PATH) ?? "").peers.at(-1)?.name).toBe(TEXTS[which]);
  },
);
