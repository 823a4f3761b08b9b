/**
 * After a peer was added here, the menus of the tools that made the file still list everybody, old and new, and can
 * take out anybody without harm to the others. Replicas of their rules stand in tools.ts.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { planAdd } from "../../src/plans/add.ts";
import { type Conf, parseConf } from "../../src/wireguard/conf.ts";
import { faultsOf } from "../../src/wireguard/grammar.ts";
import { keyPairFrom } from "../../src/wireguard/key.ts";
import { completeAnswers, QUESTIONS } from "../../src/wizard/questions.ts";
import { testWorld } from "../wizard/world.ts";
import {
  addedBy,
  algoNames,
  exporterNames,
  fileOf,
  type Peer,
  PIVPN,
  pivpnOff,
  pivpnOn,
  TOOLS,
  type Tool,
} from "./tools.ts";

/** Public keys for generated peers; nobody knows their private halves, nor need to. */
const key = (number: number) => `${`key${number}x`.padEnd(42, "A")}A=`;

/** The file with one more peer, as this program writes it. */
function added(
  text: string,
  name: string,
  more: Readonly<Record<string, string>> = {},
): { text: string; warnings: string[] } {
  const world = testWorld(text);
  const draft = {
    name,
    address: "auto",
    lan: "none",
    traffic: "all",
    dns: "none",
    endpoint: "203.0.113.5:51820",
    keepalive: "25",
    keys: "new",
    psk: "yes",
    save: "/root/x.conf",
    ...more,
  };
  const complete = completeAnswers(draft, world);
  if (!("answers" in complete)) throw new Error(JSON.stringify(complete));
  const plan = planAdd(complete.answers, world, {
    pair: keyPairFrom(new Uint8Array(32).fill(9)),
    presharedKey: `${"P".repeat(42)}A=`,
  });
  const edit = plan.files.find((file) => file.kind === "edit");
  if (edit?.kind !== "edit") throw new Error("no edit");
  return { text: edit.after, warnings: plan.warnings.map(({ id }) => id) };
}

const problemOf = (name: string, text: string) => {
  const parsed = QUESTIONS.find(({ id }) => id === "name")?.parse(name, {}, testWorld(text));
  return parsed?.ok === false ? parsed.problem : null;
};

/** What must stay the same of a peer whatever happens to the others. */
const essence = ({ peers }: Conf) =>
  peers.map(({ name, publicKey, presharedKey, allowedIPs, enabled }) => ({
    name,
    publicKey,
    presharedKey,
    allowedIPs,
    enabled,
  }));

function peersOf(tool: Tool, fewest: number): fc.Arbitrary<readonly Peer[]> {
  const name = fc.string({ unit: fc.constantFrom(...tool.signs), minLength: 1, maxLength: tool.most });
  return fc
    .uniqueArray(fc.record({ name, psk: fc.boolean(), six: fc.boolean() }), {
      selector: (one) => one.name,
      minLength: fewest,
      maxLength: 6,
    })
    .map((list) =>
      list.map(({ name: one, psk, six }, at) => ({
        name: one,
        publicKey: key(at),
        presharedKey: psk ? `${"S".repeat(42)}A=` : null,
        address: `10.8.0.${at + 2}`,
        address6: six ? `fd42:42:42::${at + 2}` : null,
      })),
    );
}

/** How such a file may end: as the tool left it, without its last newline, with blank lines more. */
const TAILS = [(text: string) => text, (text: string) => text.replace(/\n+$/, ""), (text: string) => `${text}\n\n`];

describe.each(TOOLS.map((tool) => [tool.title, tool] as const))("%s", (_title, tool) => {
  // angristan's and PiVPN's files say nothing of their maker while they hold no client.
  const tellsItself = tool.form === "nyr" || tool.form === "complexorganizations";
  const files = fc.record({
    peers: peersOf(tool, tellsItself ? 1 : 2),
    tail: fc.constantFrom(...TAILS),
    lan: fc.constantFrom("none", "192.168.7.0/24"),
  });

  test("lists old and new peers, and takes out anybody, with everybody else left as they were", () => {
    fc.assert(
      fc.property(files, ({ peers: [next, ...peers], tail, lan }) => {
        if (!next) return;
        const before = tail(fileOf(tool, peers));
        const { text } = added(before, next.name, { lan });
        const conf = parseConf(text);
        expect(text.startsWith(before)).toBe(true);
        expect(conf.peers.at(-1)).toMatchObject({ name: next.name, nameForm: tool.form });
        const names = [...peers.map(({ name }) => name), next.name];
        expect(tool.list(text)).toEqual(names);
        for (const name of names) {
          const rest = tool.remove(text, name);
          expect(tool.list(rest)).toEqual(names.filter((one) => one !== name));
          expect(essence(parseConf(rest))).toEqual(essence(conf).filter((peer) => peer.name !== name));
          expect(faultsOf(parseConf(rest))).toEqual([]);
          expect(parseConf(rest).interface.settings.map(({ value }) => value)).toEqual(
            conf.interface.settings.map(({ value }) => value),
          );
          const own = conf.peers.find((peer) => peer.name === name)?.publicKey;
          if (tool.keyOf) expect(tool.keyOf(text, name)).toBe(own);
        }
      }),
      { numRuns: 150 },
    );
  });

  const { isTaken } = tool;
  if (isTaken)
    test("takes the new peer's address for taken", () => {
      fc.assert(
        fc.property(files, ({ peers: [next, ...peers], lan }) => {
          if (!next) return;
          const { text } = added(fileOf(tool, peers), next.name, { lan });
          expect(isTaken(text, parseConf(text).peers.at(-1)?.allowedIPs[0]?.split("/")[0] ?? "")).toBe(true);
        }),
        { numRuns: 40 },
      );
    });

  test("goes on after it: its own next client stands behind the new peer, and neither is taken out with the other", () => {
    fc.assert(
      fc.property(files, fc.constantFrom("a1", "Z9"), ({ peers: [next, ...peers] }, last) => {
        if (!next || [next, ...peers].some(({ name }) => name === last)) return;
        const ours = added(fileOf(tool, peers), next.name).text;
        const theirs: Peer = {
          name: last,
          publicKey: key(90),
          presharedKey: null,
          address: "10.8.0.90",
          address6: null,
        };
        const text = addedBy(tool, ours, theirs);
        const all = parseConf(text);
        expect(tool.list(text)).toEqual([...peers.map(({ name }) => name), next.name, last]);
        for (const name of [next.name, last]) {
          const rest = parseConf(tool.remove(text, name));
          expect(essence(rest)).toEqual(essence(all).filter((peer) => peer.name !== name));
        }
        // And once more here, behind the tool's own.
        if (!tool.list(text).includes("b2")) expect(tool.list(added(text, "b2").text).at(-1)).toBe("b2");
      }),
      { numRuns: 40 },
    );
  });

  test("keeps its own grammar for names: what it could not read is refused before anything is written", () => {
    const text = fileOf(tool, [
      { name: "alice", publicKey: key(1), presharedKey: null, address: "10.8.0.2", address6: null },
    ]);
    for (const name of [
      "with blank",
      "Лена",
      "a/b",
      "semi;colon",
      ...(tool.form === "complexorganizations" ? [] : ["x".repeat(16)]),
    ])
      expect([name, problemOf(name, text)?.id]).toEqual([name, "name-form"]);
    expect(problemOf("alice", text)?.id).toBe("name-taken");
    expect(problemOf("bob", text)).toBeNull();
  });
});

describe("PiVPN", () => {
  const peers: readonly Peer[] = ["alice", "bob", "a.b"].map((name, at) => ({
    name,
    publicKey: key(at),
    presharedKey: null,
    address: `10.8.0.${at + 2}`,
    address6: null,
  }));

  test("switches the new peer off and on again, and any old one; what is off keeps its address", () => {
    const { text } = added(fileOf(PIVPN, peers), "dora");
    for (const name of ["alice", "bob", "a.b", "dora"]) {
      const off = pivpnOff(text, name);
      expect(essence(parseConf(off))).toEqual(
        essence(parseConf(text)).map((peer) => (peer.name === name ? { ...peer, enabled: false } : peer)),
      );
      expect(faultsOf(parseConf(off))).toEqual([]);
      expect(pivpnOn(off, name)).toBe(text);
      const next = parseConf(added(off, "emil").text).peers.at(-1);
      expect(next?.allowedIPs[0]).toBe("10.8.0.6/32");
    }
  });

  test("takes out a peer that is switched off, behind which another was added here", () => {
    const off = pivpnOff(fileOf(PIVPN, peers), "a.b");
    const { text } = added(off, "dora");
    const rest = PIVPN.remove(text, "a.b");
    expect(parseConf(rest).peers.map(({ name, enabled }) => [name, enabled])).toEqual([
      ["alice", true],
      ["bob", true],
      ["dora", true],
    ]);
    expect(rest).not.toContain("[disabled]");
  });

  test("keeps a list of its own apart from this file, and the review says so", () => {
    expect(added(fileOf(PIVPN, peers), "dora").warnings).toContain("pivpn-list");
    for (const tool of TOOLS.filter(({ form }) => form !== "pivpn"))
      expect(added(fileOf(tool, peers.slice(0, 2)), "dora").warnings).not.toContain("pivpn-list");
  });
});

describe("a reader of names", () => {
  const head =
    "[Interface]\nAddress = 10.8.0.1/24\nListenPort = 51820\nPrivateKey = mP8+aOEidqyHOU1d0SATJnfWo5jTsmt6BcrIUjtEr14=\n";
  const name = fc.constantFrom("alice", "Лена", "Bob's phone", 'a "b" c', "x_1");

  test.each([
    ["the Prometheus exporter, friendly_name", (one: string) => `# friendly_name=${one}`, exporterNames],
    [
      "the Prometheus exporter, friendly_json",
      (one: string) => `# friendly_json = ${JSON.stringify({ name: one })}`,
      exporterNames,
    ],
    ["of Algo's files", (one: string) => `# ${one}`, algoNames],
  ])("%s finds old and new names", (_title, line, read) => {
    fc.assert(
      fc.property(fc.uniqueArray(name, { minLength: 2, maxLength: 4 }), ([next = "", ...names]) => {
        const blocks = names.map(
          (one, at) => `\n[Peer]\n${line(one)}\nPublicKey = ${key(at)}\nAllowedIPs = 10.8.0.${at + 2}/32\n`,
        );
        const { text } = added(head + blocks.join(""), next);
        expect([...read(Buffer.from(text, "latin1").toString()).values()]).toEqual([...names, next]);
      }),
      { numRuns: 40 },
    );
  });

  test("the Prometheus exporter finds the new name in a file that had none", () => {
    const { text } = added(`${head}\n[Peer]\nPublicKey = ${key(1)}\nAllowedIPs = 10.8.0.2/32\n`, "dora");
    expect([...exporterNames(text).values()]).toEqual([null, "dora"]);
  });
});
