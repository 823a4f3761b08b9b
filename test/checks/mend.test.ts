/** What is offered as a mend is safe: it makes the finding go, changes nothing else, and the programs take the result. */
import { describe, expect, it } from "vitest";
import { evidenceFor } from "../../src/checks/evidence.ts";
import type { RuleId } from "../../src/checks/finding.ts";
import { groupsOf, judge, RULES } from "../../src/checks/judge.ts";
import { planMend } from "../../src/plans/mend.ts";
import { editText, parseConf, readable } from "../../src/wireguard/conf.ts";
import { publicKeyOf } from "../../src/wireguard/key.ts";
import type { World } from "../../src/wireguard/world.ts";
import { SERVER_PAIR, testWorld } from "../wizard/world.ts";
import { ANNA, BORIS, CASES, conf, type Sight, sight, UNCLAMPED } from "./cases.ts";

const HEAD = ["Address = 10.77.0.1/24", "ListenPort = 47770"];

function mendOf(world: World, id: RuleId) {
  return groupsOf(judge(evidenceFor(world, null)).findings).find((group) => group.id === id)?.mend ?? null;
}

function mended(id: RuleId, text: string): string | null {
  const world = testWorld(text);
  const edits = mendOf(world, id);
  return edits && readable(editText(world.conf, edits));
}

const mendable = RULES.flatMap(({ id }) =>
  CASES[id].flatMap((one): (readonly [string, RuleId, Sight])[] => {
    const { world, machine } = sight(one.bad);
    const group = groupsOf(judge(evidenceFor(world, machine)).findings).find((found) => found.id === id);
    return group?.mend ? [[`${id}: ${one.about}`, id, one.bad]] : [];
  }),
);

describe("every mend that is offered", () => {
  it("is for rules where it is certain what is right", () => {
    expect([...new Set(mendable.map(([, id]) => id))]).toEqual([
      "save-config",
      "server-keepalive",
      "refused-line",
      "table-without-routes",
      "unclamped-key",
      "hook-fails-when-repeated",
    ]);
  });

  it.each(mendable)("%s", (_, id, bad) => {
    const { world, machine } = sight(bad);
    const before = judge(evidenceFor(world, machine));
    const group = groupsOf(before.findings).find((found) => found.id === id);
    const found = planMend(id, group?.mend ?? [], world);
    if (found.kind !== "plan") throw new Error("no plan");
    const [file] = found.plan.files;
    if (file?.kind !== "edit") throw new Error("no edit");
    const after = testWorld(readable(file.after), bad.world);
    const then = judge(evidenceFor(after, machine));
    // What was an error may be worth a note still: Table = off.
    expect(then.findings.filter((finding) => finding.id === id && finding.severity !== "info")).toEqual([]);
    const ids = (findings: readonly { id: string }[]) => findings.map((finding) => finding.id).sort();
    expect(ids(then.findings.filter((finding) => finding.id !== id))).toEqual(
      ids(before.findings.filter((finding) => finding.id !== id)),
    );
    expect(after.publicKey).toBe(world.publicKey);
    expect(found.plan.steps.map((step) => step.id).slice(0, 4)).toEqual(["lock", "compare", "backup", "write"]);
  });
});

describe("what a mend writes", () => {
  const block = (...lines: string[]) => conf(HEAD, [`PublicKey = ${ANNA.publicKey}`, ...lines]);

  it("keepalive: the line goes, all others stay to the byte, CRs and a missing last newline too", () => {
    const text = block("AllowedIPs = 10.77.0.2/32", "PersistentKeepalive = 25", "# a note")
      .replaceAll("\n", "\r\n")
      .trimEnd();
    expect(mended("server-keepalive", text)).toBe(text.replace("PersistentKeepalive = 25\r\n", ""));
  });

  it("keepalive said twice in a block: both lines go", () => {
    const text = block("PersistentKeepalive = 25", "AllowedIPs = 10.77.0.2/32", "PersistentKeepalive = 15");
    expect(mended("server-keepalive", text)).not.toContain("Keepalive");
  });

  it("host bits of a LAN: the network; other entries and a comment stay", () => {
    const text = block("AllowedIPs = 10.77.0.2/32,192.168.7.1/24 , fd99::5/64 # the office");
    expect(mended("host-bits", text)).toBe(
      text.replace("192.168.7.1/24", "192.168.7.0/24").replace("fd99::5/64", "fd99::/64"),
    );
  });

  it("host bits in the tunnel's own network, or at /0: nobody can know what was meant", () => {
    expect(mended("host-bits", block("AllowedIPs = 10.77.0.2/24"))).toBe(null);
    expect(mended("host-bits", block("AllowedIPs = 192.168.7.1/24, 10.77.0.2/0"))).toBe(null);
  });

  it("spelling: the canonical word, the value as it was", () => {
    const text = block("Allowed IPs=10.77.0.2/32 # anna").replace("[Peer]", "[ Peer ]");
    expect(mended("refused-line", text)).toBe(
      text.replace("Allowed IPs=10.77.0.2/32 # anna", "AllowedIPs = 10.77.0.2/32 # anna").replace("[ Peer ]", "[Peer]"),
    );
  });

  it("a comment of another program, a byte order mark, a header that wg-quick does not know", () => {
    expect(mended("refused-line", block("; a note"))).toContain("\n# a note\n");
    expect(mended("refused-line", `\ufeff${block()}`)).toBe(block());
    expect(mended("refused-line", block().replace("[Interface]", "[ Interface ]"))).toBe(block());
  });

  it("a private key in another form: the same key", () => {
    const text = conf([...HEAD, `PrivateKey = ${UNCLAMPED}`], [`PublicKey = ${ANNA.publicKey}`]);
    const key = parseConf(mended("unclamped-key", text) ?? "").interface.privateKey ?? "";
    expect(key).toBe(SERVER_PAIR.privateKey);
    expect(publicKeyOf(key)).toBe(publicKeyOf(UNCLAMPED));
  });

  it("SaveConfig: only the word, a comment behind it and the spelling stay", () => {
    const text = conf([...HEAD, "  saveconfig=TRUE # keeps the counters"], [`PublicKey = ${ANNA.publicKey}`]);
    expect(mended("save-config", text)).toBe(text.replace("TRUE", "false"));
  });

  it("Table: only the word", () => {
    const text = conf([...HEAD, "Table = OFF # bird does it"], [`PublicKey = ${ANNA.publicKey}`]);
    expect(mended("table-without-routes", text)).toBe(text.replace("OFF", "off"));
  });

  it.each([
    "ip link add d0 type dummy;",
    "ip link add d0 type dummy &",
    "ip link add d0 type dummy \\",
    'ip link add "d0',
    "(ip link add d0 type dummy)",
    "ip link add $(name) type dummy",
  ])("a hook behind which || true would be no shell any more is left to people: %s", (command) => {
    expect(mended("hook-fails-when-repeated", conf([...HEAD, `PostUp = ${command}`], []))).toBe(null);
  });

  it("a plain hook gets || true", () => {
    const text = conf([...HEAD, "PostUp = ip link add 'd 0' type dummy 2>/dev/null"], []);
    expect(mended("hook-fails-when-repeated", text)).toBe(text.replace("/dev/null", "/dev/null || true"));
  });

  it("a hook of several commands is left to people", () => {
    const text = conf([...HEAD, "PostUp = ip rule add pref 9 table 5; echo done"], []);
    expect(mended("hook-fails-when-repeated", text)).toBe(null);
  });
});

describe("the plan", () => {
  const two = conf(
    HEAD,
    [`PublicKey = ${ANNA.publicKey}`, "AllowedIPs = 10.77.0.2/32", "PersistentKeepalive = 25"],
    [`PublicKey = ${BORIS.publicKey}`, "AllowedIPs = 10.77.0.3/32", "PersistentKeepalive = 25"],
  );
  const livePeer = (publicKey: string, persistentKeepalive: number | null, address: string) => ({
    publicKey,
    endpoint: null,
    allowedIPs: [address],
    latestHandshake: null,
    rx: 0,
    tx: 0,
    persistentKeepalive,
    presharedKey: null,
  });

  it("mends all findings of a rule at once, and tells the running interface of each", () => {
    const peers = [livePeer(ANNA.publicKey, 25, "10.77.0.2/32"), livePeer(BORIS.publicKey, 25, "10.77.0.3/32")];
    const live = { publicKey: SERVER_PAIR.publicKey, listenPort: 47770, fwMark: null, peers };
    const world = testWorld(two, { live });
    const found = planMend("server-keepalive", mendOf(world, "server-keepalive") ?? [], world);
    if (found.kind !== "plan") throw new Error("no plan");
    expect(found.plan.loading?.commands).toEqual(
      [ANNA, BORIS].map(({ publicKey }) => ({ kind: "set-peer", publicKey, keepalive: 0 })),
    );
    expect(found.plan.steps.at(-1)?.id).toBe("verify");
    expect(found.plan.steps.find(({ id }) => id === "write")).toMatchObject({ lines: 0, gone: 2 });
  });

  it("has nothing to tell an interface that is down, or where no peer changes", () => {
    const down = testWorld(two);
    const plan = planMend("server-keepalive", mendOf(down, "server-keepalive") ?? [], down);
    expect(plan.kind === "plan" && plan.plan.loading).toBe(null);
    const live = { publicKey: SERVER_PAIR.publicKey, listenPort: 47770, fwMark: null, peers: [] };
    const world = testWorld(conf([...HEAD, "SaveConfig = true"], [`PublicKey = ${ANNA.publicKey}`]), { live });
    const saved = planMend("save-config", mendOf(world, "save-config") ?? [], world);
    expect(saved.kind === "plan" && saved.plan.loading).toBe(null);
  });

  it("is refused while something else in the file would be, and says where", () => {
    const world = testWorld(two.replace("[Interface]", "[Interface]\nListenProt = 1"));
    expect(planMend("server-keepalive", mendOf(world, "server-keepalive") ?? [], world)).toMatchObject({
      kind: "faults",
      fault: { line: 2, id: "unknown-key" },
    });
  });
});
