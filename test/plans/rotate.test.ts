/** New keys for a peer that stands in the server's file: its own lines change, and nothing else does. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { planAdd } from "../../src/plans/add.ts";
import { loadingTexts } from "../../src/plans/loading.ts";
import type { FileChange, Plan } from "../../src/plans/plan.ts";
import { isRotated } from "../../src/plans/rotated.ts";
import { planUndo } from "../../src/plans/undo.ts";
import { parseNetwork } from "../../src/wireguard/address.ts";
import { byteText, readable } from "../../src/wireguard/bytes.ts";
import { smallestText } from "../../src/wireguard/client.ts";
import { parseConf } from "../../src/wireguard/conf.ts";
import { keyPairFrom } from "../../src/wireguard/key.ts";
import type { World } from "../../src/wireguard/world.ts";
import type { Draft } from "../../src/wizard/question.ts";
import { askedQuestions, completeAnswers } from "../../src/wizard/questions.ts";
import { networksOf, rotatable, rotationDraft } from "../../src/wizard/rotating.ts";
import { MADE, pastOf } from "../app/session.ts";
import { ANTON_KEY, FOUNDING_CONF, keptClient, runningPeer, SERVER_PAIR, testWorld } from "../wizard/world.ts";

const FIXTURES = new URL("../fixtures/names/", import.meta.url);
const PRESHARED = "9Qv1ZkIzFvT0vX1nYx5k8m2C3b4A5s6D7f8G9h0JkLM=";
const OLD = keyPairFrom(new Uint8Array(32).fill(3));

const REST: Draft = {
  traffic: "vpn",
  dns: "none",
  endpoint: "vpn.example.org:47770",
  keepalive: "25",
  keys: "new",
  psk: "yes",
  save: "/etc/wireguard/clients/new.conf",
  "save-config": "keep",
};

/** The plan for new keys of the peer with this public key. */
function rotated(world: World, publicKey: string, rest: Draft = {}): Plan {
  const peer = world.conf.peers.find((one) => one.publicKey === publicKey);
  if (!peer) throw new Error(`no peer ${publicKey}`);
  const complete = completeAnswers({ ...REST, ...rotationDraft(peer), ...rest }, world);
  if (!("answers" in complete)) throw new Error(JSON.stringify(complete));
  return planAdd(complete.answers, world, MADE, { warnings: complete.warnings });
}

const edits = (plan: Plan) =>
  plan.files.filter((file): file is Extract<FileChange, { kind: "edit" }> => file.kind === "edit");
const written = (plan: Plan) => readable(edits(plan)[0]?.after ?? "");

describe("the server's file", () => {
  const names = readdirSync(FIXTURES).filter((name) => name.endsWith(".conf"));

  it.each(names)("of %s keeps every line that is not a key of this peer, and its name", (name) => {
    const text = readFileSync(new URL(name, FIXTURES), "utf8");
    for (const variant of [text, text.replace(/\n+$/, ""), text.replaceAll("\n", "\r\n")]) {
      const world = testWorld(variant);
      const peers = world.conf.peers.filter((peer) => rotatable(peer, world.conf) === true);
      for (const psk of ["yes", "no"]) {
        for (const peer of peers) {
          const plan = rotated(world, peer.publicKey ?? "", { psk, "server-key": SERVER_PAIR.publicKey });
          const now = parseConf(edits(plan)[0]?.after ?? "");
          const changed = now.peers.find(({ publicKey }) => publicKey === MADE.pair.publicKey);
          expect(changed).toMatchObject({
            name: peer.name,
            allowedIPs: peer.allowedIPs,
            presharedKey: psk === "yes" ? MADE.presharedKey : null,
          });
          expect(edits(plan)[0]?.after).not.toContain(peer.publicKey);
          const plain = (one: string) =>
            one
              .split("\n")
              .filter(
                (line) =>
                  !/key\s*=/i.test(line) && !line.includes(peer.publicKey ?? "") && !line.includes(MADE.pair.publicKey),
              );
          expect(plain(edits(plan)[0]?.after ?? "")).toEqual(plain(world.conf.text));
        }
      }
      expect(peers.length).toBeGreaterThan(0);
    }
  });

  it("has the new key in the line of the old one, its remark kept, and the second secret below it", () => {
    const conf = FOUNDING_CONF.replace(ANTON_KEY, `${ANTON_KEY} # from 2021`).replace("PublicKey", "\tPublicKey");
    expect(written(rotated(testWorld(conf), ANTON_KEY))).toBe(
      conf.replace(
        `\tPublicKey = ${ANTON_KEY} # from 2021`,
        `\tPublicKey = ${MADE.pair.publicKey} # from 2021\n\tPresharedKey = ${MADE.presharedKey}`,
      ),
    );
  });

  it("keeps the line ends around the new line, also where the file ends with the key", () => {
    const world = (text: string) => testWorld(text);
    const [head = "", allowed = ""] = FOUNDING_CONF.split("AllowedIPs");
    const keys = `PublicKey = ${MADE.pair.publicKey}\nPresharedKey = ${MADE.presharedKey}\n`;
    const changed = (text: string) => text.replace(`PublicKey = ${ANTON_KEY}\n`, keys);
    for (const text of [FOUNDING_CONF, head.replace("PublicKey", `AllowedIPs${allowed}PublicKey`)]) {
      const crlf = (some: string) => some.replaceAll("\n", "\r\n");
      expect(written(rotated(world(text), ANTON_KEY))).toBe(changed(text));
      expect(written(rotated(world(crlf(text)), ANTON_KEY))).toBe(crlf(changed(text)));
      expect(written(rotated(world(text.trimEnd()), ANTON_KEY))).toBe(changed(text).trimEnd());
      expect(written(rotated(world(crlf(text.trimEnd())), ANTON_KEY))).toBe(crlf(changed(text).trimEnd()));
    }
  });

  it("of wg-cmd gets the second secret above the key, where that tool looks for it", () => {
    const text = readFileSync(new URL("05-wg-cmd.conf", FIXTURES), "utf8");
    const world = testWorld(text.replace(/PresharedKey = .*\n/g, ""));
    const key = world.conf.peers[0]?.publicKey ?? "";
    expect(written(rotated(world, key))).toContain(
      `[Peer]\nPresharedKey = ${MADE.presharedKey}\nPublicKey = ${MADE.pair.publicKey}\n`,
    );
  });

  it("of a peer whose comment names the key has the new one there too; another peer's comment stays", () => {
    const conf = `${FOUNDING_CONF}# was ${ANTON_KEY}\n\n[Peer]\n# once ${ANTON_KEY}\nPublicKey = ${OLD.publicKey}\nAllowedIPs = 10.77.0.3/32\n`;
    const now = written(rotated(testWorld(conf), ANTON_KEY));
    expect(now).toContain(`# once ${ANTON_KEY}\n`);
    expect(now.split(ANTON_KEY)).toHaveLength(now.includes(`# was ${ANTON_KEY}`) ? 3 : 2);
  });

  it("loses both of two second secrets", () => {
    const conf = FOUNDING_CONF.replace("AllowedIPs", `PresharedKey = ${PRESHARED}\nAllowedIPs`);
    const twice = `${conf}PresharedKey = ${PRESHARED}\nPersistentKeepalive = 25\n`;
    expect(written(rotated(testWorld(twice), ANTON_KEY, { psk: "no" }))).toBe(
      `${FOUNDING_CONF.replace(ANTON_KEY, MADE.pair.publicKey)}PersistentKeepalive = 25\n`,
    );
  });

  it("loses the second secret where none is wanted any more", () => {
    const conf = FOUNDING_CONF.replace("AllowedIPs", `PresharedKey = ${PRESHARED}\nAllowedIPs`);
    expect(written(rotated(testWorld(conf), ANTON_KEY, { psk: "no" }))).toBe(
      FOUNDING_CONF.replace(ANTON_KEY, MADE.pair.publicKey),
    );
  });

  it("gets the key that the device made itself", () => {
    const key = keyPairFrom(new Uint8Array(32).fill(4)).publicKey;
    const plan = rotated(testWorld(), ANTON_KEY, { keys: key, psk: "no" });
    expect(written(plan)).toBe(FOUNDING_CONF.replace(ANTON_KEY, key));
    expect(plan).toMatchObject({ kind: "rotate", code: null, peer: { name: "anton_sevnet", publicKey: key } });
  });

  it("is shown with the whole block, each line with its number, the old keys beside the new", () => {
    const conf = FOUNDING_CONF.replace("AllowedIPs", `PresharedKey = ${PRESHARED}\nAllowedIPs`);
    const { lines } = rotated(testWorld(conf), ANTON_KEY).sides.server;
    expect(lines.map(({ kind, text, number, note }) => [kind, text, number, note])).toEqual([
      ["context", "[Peer]", 6, "server-peer/header"],
      ["context", "# Публичный ключ пира: anton_sevnet", 7, "server-peer/name"],
      ["gone", `PublicKey = ${ANTON_KEY}`, 8, "server-peer/PublicKey"],
      ["gone", `PresharedKey = ${PRESHARED}`, 9, "server-peer/PresharedKey"],
      ["new", `PublicKey = ${MADE.pair.publicKey}`, 8, "server-peer/PublicKey"],
      ["new", `PresharedKey = ${MADE.presharedKey}`, 9, "server-peer/PresharedKey"],
      ["context", "AllowedIPs = 10.77.0.2/32", 10, "server-peer/AllowedIPs"],
      ["absent", "", null, "server-peer/no-PersistentKeepalive"],
      ["absent", "", null, "server-peer/no-others"],
    ]);
    expect(lines.filter(({ secret }) => secret).map(({ kind }) => kind)).toEqual(["gone", "new"]);
  });

  it("is not written where the same key stands in two blocks, is switched off, or has no address of its own", () => {
    const twice = testWorld(`${FOUNDING_CONF}\n[Peer]\nPublicKey = ${ANTON_KEY}\nAllowedIPs = 10.77.0.3/32\n`).conf;
    expect(twice.peers.map((peer) => rotatable(peer, twice))).toEqual(["twice", "twice"]);
    const off = testWorld(readFileSync(new URL("03b-pivpn-disabled.conf", FIXTURES), "utf8")).conf;
    expect(off.peers.filter(({ enabled }) => !enabled).map((peer) => rotatable(peer, off))).toContain("off");
    const site = testWorld(FOUNDING_CONF.replace("10.77.0.2/32", "192.168.7.0/24")).conf;
    expect(site.peers.map((peer) => rotatable(peer, site))).toEqual(["no-address"]);
    const none = testWorld(FOUNDING_CONF.replace(ANTON_KEY, "nonsense")).conf;
    expect(none.peers.map((peer) => rotatable(peer, none))).toEqual(["no-key"]);
  });
});

describe("the device's file", () => {
  it("has the peer's own address, and nobody is asked for it, nor for its name", () => {
    const world = testWorld(FOUNDING_CONF.replace("10.77.0.2/32", "10.77.0.2/32, 192.168.7.0/24"));
    const plan = rotated(world, ANTON_KEY, { save: "/etc/wireguard/clients/anton_sevnet.conf" });
    expect(plan.clientText).toContain(`PrivateKey = ${MADE.pair.privateKey}\nAddress = 10.77.0.2/32\n`);
    expect(plan.steps.map(({ id }) => id)).toEqual(["lock", "compare", "backup", "create", "write"]);
    const [peer] = world.conf.peers;
    const asked = askedQuestions(rotationDraft(peer as NonNullable<typeof peer>), world).map(({ id }) => id);
    expect(asked).toEqual(["traffic", "dns", "endpoint", "keepalive", "keys", "psk", "save"]);
  });

  const KEPT = `# Anton's
[Interface]
PrivateKey = ${OLD.privateKey} # old
Address = 10.77.0.2/32
DNS = 9.9.9.9
MTU = 1280
PostUp = true

[Peer]
PublicKey = ${SERVER_PAIR.publicKey}
AllowedIPs = 0.0.0.0/0
endpoint=old.example.org:47770
`;
  const keptWorld = (text = KEPT, changes: Partial<World> = {}) =>
    testWorld(FOUNDING_CONF.replace(ANTON_KEY, OLD.publicKey), {
      clients: [keptClient("anton_sevnet.conf", text)],
      clientFileNames: ["anton_sevnet.conf"],
      ...changes,
    });
  const inPlace = (world: World, rest: Draft = {}) => {
    const complete = completeAnswers(
      { ...rotationDraft(world.conf.peers[0] as never), keys: "new", psk: "yes", ...rest },
      world,
    );
    if (!("answers" in complete)) throw new Error(JSON.stringify(complete));
    return planAdd(complete.answers, world, MADE, { warnings: complete.warnings });
  };

  it("that is kept gets the keys in their own lines, and nothing else is asked or changed", () => {
    for (const text of [KEPT, KEPT.replaceAll("\n", "\r\n"), KEPT.trimEnd()]) {
      const world = keptWorld(text);
      const draft = rotationDraft(world.conf.peers[0] as never);
      expect(askedQuestions(draft, world).map(({ id }) => id)).toEqual(["keys", "psk"]);
      const plan = inPlace(world);
      const end = text.includes("\r") ? "\r" : "";
      const changed = text
        .replace(OLD.privateKey, MADE.pair.privateKey)
        .replace(`${SERVER_PAIR.publicKey}${end}\n`, (line) => `${line}PresharedKey = ${MADE.presharedKey}${end}\n`);
      expect(plan.files).toEqual([
        expect.objectContaining({ kind: "edit", path: world.path }),
        expect.objectContaining({
          kind: "edit",
          path: "/etc/wireguard/clients/anton_sevnet.conf",
          after: byteText(changed),
        }),
      ]);
      expect(plan).toMatchObject({ clientText: changed, clientFile: "/etc/wireguard/clients/anton_sevnet.conf" });
      expect(plan.steps.at(-1)).toEqual({ id: "write", path: plan.clientFile, lines: 2, gone: 1 });
      expect(plan.code).toBe(smallestText(parseConf(byteText(changed))));
      // What clients dial stays what it is.
      expect(readable(edits(plan)[0]?.after ?? "")).not.toContain("clients dial");
    }
  });

  it("that is kept is shown whole, the old keys beside the new, none of them in clear", () => {
    const { lines, path } = inPlace(keptWorld()).sides.client;
    expect(path).toBe("/etc/wireguard/clients/anton_sevnet.conf");
    expect(
      lines.filter(({ kind }) => kind !== "absent").map(({ kind, number, key, note }) => [kind, number, key, note]),
    ).toEqual([
      ["context", 1, null, null],
      ["context", 2, null, "client-interface/header"],
      ["gone", 3, "PrivateKey", "client-interface/PrivateKey"],
      ["new", 3, "PrivateKey", "client-interface/PrivateKey"],
      ["context", 4, "Address", "client-interface/Address"],
      ["context", 5, "DNS", "client-interface/DNS"],
      ["context", 6, "MTU", "client-interface/MTU"],
      ["context", 7, "PostUp", "client-interface/PostUp"],
      ["context", 8, null, null],
      ["context", 9, null, "client-peer/header"],
      ["context", 10, "PublicKey", "client-peer/PublicKey"],
      ["new", 11, "PresharedKey", "client-peer/PresharedKey"],
      ["context", 12, "AllowedIPs", "client-peer/AllowedIPs"],
      ["context", 13, "endpoint", "client-peer/Endpoint"],
    ]);
    expect(
      lines.filter(({ key }) => key === "PrivateKey" || key === "PresharedKey").every(({ secret }) => secret),
    ).toBe(true);
  });

  it("and the server's block say the same of each key, however its line is spelled", () => {
    const small = (text: string) =>
      text.replace(/(PrivateKey|PublicKey|PresharedKey) = /g, (line) => line.toLowerCase().replaceAll(" ", ""));
    const own = KEPT.replace("AllowedIPs", `PresharedKey = ${PRESHARED}\nAllowedIPs`);
    const world = keptWorld(small(own));
    const block = small(FOUNDING_CONF.replace(ANTON_KEY, OLD.publicKey));
    const { server, client } = inPlace({ ...world, conf: parseConf(byteText(block)) }).sides;
    const changed = (lines: typeof client.lines) =>
      lines.flatMap(({ kind, note, question, secret }) =>
        kind === "gone" || kind === "new" ? [[kind, note, question, secret]] : [],
      );
    expect(changed(client.lines)).toEqual([
      ["gone", "client-interface/PrivateKey", "keys", true],
      ["new", "client-interface/PrivateKey", "keys", true],
      ["gone", "client-peer/PresharedKey", "psk", true],
      ["new", "client-peer/PresharedKey", "psk", true],
    ]);
    expect(changed(server.lines)).toEqual([
      ["gone", "server-peer/PublicKey", "keys", false],
      ["new", "server-peer/PublicKey", "keys", false],
      ["new", "server-peer/PresharedKey", "psk", true],
    ]);
  });

  it("that is kept loses its second secret, or its private key, as answered", () => {
    const world = keptWorld(KEPT.replace("AllowedIPs", `PresharedKey = ${PRESHARED}\nAllowedIPs`));
    expect(inPlace(world, { psk: "no" }).clientText).toBe(KEPT.replace(OLD.privateKey, MADE.pair.privateKey));
    const key = keyPairFrom(new Uint8Array(32).fill(4)).publicKey;
    const given = inPlace(world, { keys: key, psk: "no" });
    expect(given).toMatchObject({ code: null, peer: { publicKey: key } });
    expect(given.clientText).toBe(
      KEPT.replace(/PrivateKey = .*/, "# PrivateKey = put the device's own private key here"),
    );
  });

  it("made anew is suggested as a copy in somebody's home has it", () => {
    const home = { ...keptClient("a.conf", KEPT), path: "/home/anna/anton_sevnet.conf" };
    const newer = keptClient(
      "lena.conf",
      KEPT.replace("9.9.9.9", "1.1.1.1").replace(OLD.privateKey, MADE.pair.privateKey),
    );
    const world = keptWorld(KEPT, { clients: [newer, home] });
    const draft = rotationDraft(world.conf.peers[0] as never);
    const suggested = Object.fromEntries(
      askedQuestions(draft, world).map((one) => [one.id, one.suggest(draft, world).text]),
    );
    expect(suggested).toMatchObject({ traffic: "all4", dns: "9.9.9.9", endpoint: "old.example.org:47770" });
    const plan = rotated(world, OLD.publicKey);
    expect(plan.warnings).toContainEqual({ id: "rotate-copies", values: { paths: "/home/anna/anton_sevnet.conf" } });
  });

  it("a copy in somebody's home stays theirs", () => {
    const text = `[Interface]\nPrivateKey = ${OLD.privateKey}\nAddress = 10.77.0.2/32\n\n[Peer]\nPublicKey = ${SERVER_PAIR.publicKey}\nEndpoint = old.example.org:47770\n`;
    const world = testWorld(FOUNDING_CONF.replace(ANTON_KEY, OLD.publicKey), {
      clients: [{ ...keptClient("a.conf", text), path: "/home/anna/anton_sevnet.conf" }],
    });
    expect(rotated(world, OLD.publicKey).files.map(({ kind }) => kind)).toEqual(["edit", "create"]);
  });

  it("a default route among AllowedIPs is neither an address nor a network behind the peer", () => {
    expect(networksOf({ allowedIPs: ["0.0.0.0/0", "10.77.0.2/32", "192.168.7.0/24", "::/0"] })).toEqual({
      address: [parseNetwork("10.77.0.2/32")],
      lan: [parseNetwork("192.168.7.0/24")],
    });
  });

  it("a peer that has another key by now is said to be gone", () => {
    const draft = { ...REST, ...rotationDraft(testWorld().conf.peers[0] as never) };
    const complete = completeAnswers(draft, testWorld(FOUNDING_CONF.replace(ANTON_KEY, OLD.publicKey)));
    expect(complete).toEqual({
      problems: [{ question: "keys", remark: { id: "rotate-gone", values: { name: "anton_sevnet" } } }],
      missing: [],
    });
  });

  it("of a peer without a name is called by its address", () => {
    const world = testWorld(FOUNDING_CONF.replace(/# Пуб.*\n/, ""));
    expect(rotated(world, ANTON_KEY)).toMatchObject({ peer: { name: "10.77.0.2" }, tunnelName: "10.77.0.2" });
  });
});

describe("the running interface", () => {
  const live = {
    publicKey: SERVER_PAIR.publicKey,
    privateKeySet: true,
    listenPort: 47770,
    fwMark: null,
    peers: [runningPeer(ANTON_KEY, "10.77.0.2/32", "192.168.7.0/24")],
  } as never;
  const conf = FOUNDING_CONF.replace("10.77.0.2/32", "10.77.0.2/32, 192.168.7.0/24");

  it("gets the new key, and loses the old one only then; the route behind the peer stays", () => {
    const plan = rotated(testWorld(conf, { live }), ANTON_KEY);
    expect(plan.loading && loadingTexts(plan.loading)).toEqual([
      'wg addconf wg0 <(sed -n "6,10p" /etc/wireguard/wg0.conf)',
      `wg set wg0 peer ${ANTON_KEY} remove`,
    ]);
    expect(plan.loading?.expected).toMatchObject({ [ANTON_KEY]: null });
    expect(Object.keys(plan.loading?.expected ?? {})).toEqual([ANTON_KEY, MADE.pair.publicKey]);
    expect(plan.warnings).toContainEqual({ id: "rotate-ends-old", values: { name: "anton_sevnet", later: false } });
  });

  it("that is down keeps nobody out yet: the warning says so", () => {
    const plan = rotated(testWorld(), ANTON_KEY);
    expect(plan.warnings).toContainEqual({ id: "rotate-ends-old", values: { name: "anton_sevnet", later: true } });
  });

  it("dials the device: that its new file has no port is said", () => {
    const dialed = conf.replace("AllowedIPs", "Endpoint = 198.51.100.7:51820\nAllowedIPs");
    expect(rotated(testWorld(dialed), ANTON_KEY).warnings).toContainEqual({
      id: "rotate-dialed",
      values: { name: "anton_sevnet", endpoint: "198.51.100.7:51820" },
    });
  });

  it("of a file that another program writes anew: that brings the old key back", () => {
    const text = readFileSync(new URL("19-wg-portal.conf", FIXTURES), "utf8");
    const world = testWorld(text);
    const key = world.conf.peers.find((peer) => rotatable(peer, world.conf) === true)?.publicKey ?? "";
    const ids = rotated(world, key, { "server-key": SERVER_PAIR.publicKey }).warnings.map(({ id }) => id);
    expect(ids).toContain("rotate-owned");
    expect(ids).not.toContain("owned-by-tool");
  });
});

describe("PiVPN", () => {
  it("finds its client by the new key", () => {
    const text = readFileSync(new URL("03-pivpn.conf", FIXTURES), "utf8");
    const { conf } = testWorld(text);
    const [peer] = conf.peers.filter((one) => rotatable(one, conf) === true);
    const list = `${conf.peers.map(({ name, publicKey }, at) => `${name} ${publicKey} 1700000000 1761607${at + 1}`).join("\n")}\n`;
    const world = testWorld(text, { pivpnList: { path: "/etc/wireguard/configs/clients.txt", text: list, at: 5 } });
    const plan = rotated(world, peer?.publicKey ?? "");
    expect(edits(plan)[1]).toMatchObject({
      path: "/etc/wireguard/configs/clients.txt",
      after: list.replace(peer?.publicKey ?? "", MADE.pair.publicKey),
    });
    const ids = (one: Plan) => one.warnings.map(({ id }) => id);
    expect(ids(plan)).not.toContain("pivpn-list");
    expect(ids(plan)).not.toContain("rotate-unlisted");
    const other = {
      path: "/etc/wireguard/configs/clients.txt",
      text: list.replace(peer?.publicKey ?? "", MADE.pair.publicKey),
      at: 5,
    };
    expect(ids(rotated(testWorld(text, { pivpnList: other }), peer?.publicKey ?? ""))).toContain("rotate-unlisted");
  });
});

describe("taken back", () => {
  it("the old keys hold again, to the byte, and are called so", () => {
    const world = testWorld();
    const plan = rotated(world, ANTON_KEY);
    const now = edits(plan)[0]?.after ?? "";
    const found = planUndo(pastOf(plan, "record 1", now), testWorld(readable(now)));
    expect(found).toMatchObject({ kind: "plan", plan: { of: "rotate", peer: { name: "anton_sevnet" } } });
    expect(found.kind === "plan" && found.plan.files[0]).toMatchObject({ kind: "edit", after: world.conf.text });
    if (found.kind !== "plan") return;
    const nameless = testWorld(FOUNDING_CONF.replace(/# Пуб.*\n/, ""));
    const bare = rotated(nameless, ANTON_KEY);
    const then = edits(bare)[0]?.after ?? "";
    expect(planUndo(pastOf(bare, "record 3", then), testWorld(readable(then)))).toMatchObject({
      plan: { of: "rotate" },
    });
    const again = planUndo(pastOf(found.plan, "record 2", world.conf.text), world);
    expect(again).toMatchObject({ kind: "plan", plan: { of: "undo" } });
  });
});

it("a file in which anything else would be read otherwise is not written", () => {
  const key = MADE.pair.publicKey;
  const before = testWorld(`${FOUNDING_CONF}\n[Peer]\nPublicKey = ${OLD.publicKey}\nAllowedIPs = 10.77.0.3/32\n`).conf;
  const changed = (from: string | RegExp, to: string) =>
    isRotated(before, parseConf(before.text.replace(ANTON_KEY, key).replace(from, to)), ANTON_KEY, key);
  expect(changed("", "")).toBe(true);
  expect(changed("10.77.0.2/32", "10.77.0.4/32")).toBe(false);
  expect(changed("anton_sevnet", "anton")).toBe(false);
  expect(changed(OLD.publicKey, key)).toBe(false);
  expect(changed(/\n\[Peer\]\nPublicKey = (?!.*Пуб)[\s\S]*$/, "\n")).toBe(false);
  expect(isRotated(before, before, ANTON_KEY, key)).toBe(false);
  const more = `${before.text.replace(ANTON_KEY, key)}\n[Peer]\nPublicKey = ${ANTON_KEY}\nAllowedIPs = 10.77.0.9/32\n`;
  expect(isRotated(before, parseConf(more), ANTON_KEY, key)).toBe(false);
  const on = parseConf(readFileSync(new URL("03b-pivpn-disabled.conf", FIXTURES), "latin1"));
  const off = on.peers.find(({ enabled }) => !enabled)?.publicKey ?? "";
  expect(isRotated(on, on, off, off)).toBe(true);
  expect(isRotated(on, parseConf(on.text.replaceAll("#[disabled] ", "")), off, off)).toBe(false);
});
