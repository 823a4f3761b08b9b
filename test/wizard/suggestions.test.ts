import { describe, expect, test } from "vitest";
import type { World } from "../../src/wireguard/world.ts";
import type { Draft, QuestionId } from "../../src/wizard/question.ts";
import { askedQuestions, completeAnswers, QUESTIONS, suggestedDraft } from "../../src/wizard/questions.ts";
import { ANTON_KEY, FACTS, FOUNDING_CONF, keptClient, SERVER_PAIR, testWorld } from "./world.ts";

function suggest(id: QuestionId, draft: Draft = {}, world: World = testWorld()) {
  const question = QUESTIONS.find((one) => one.id === id);
  if (!question) throw new Error(`no question ${id}`);
  return question.suggest(draft, world);
}

const conf = (address: string, allowed: readonly string[] = []) =>
  `[Interface]\nAddress = ${address}\nListenPort = 47770\nPrivateKey = ${SERVER_PAIR.privateKey}\n${allowed
    .map((ips, at) => `[Peer]\nPublicKey = ${String(at).padStart(42, "A")}A=\nAllowedIPs = ${ips}\n`)
    .join("")}`;

const client = (lines: { dns?: string; allowed: string; endpoint?: string; server?: string }) =>
  `[Interface]\nAddress = 10.77.0.9/32\n${lines.dns ? `DNS = ${lines.dns}\n` : ""}[Peer]\nPublicKey = ${lines.server ?? SERVER_PAIR.publicKey}\n` +
  `AllowedIPs = ${lines.allowed}\n${lines.endpoint ? `Endpoint = ${lines.endpoint}\n` : ""}`;

describe("the address", () => {
  test("a peer that somebody commented out keeps its address", () => {
    const text = `${FOUNDING_CONF}\n#[Peer]\n#PublicKey = ${ANTON_KEY}\n# AllowedIPs = 10.77.0.3/32, 10.77.0.4/32\n`;
    expect(suggest("address", {}, testWorld(text)).text).toBe("10.77.0.5/32");
  });

  test.each<[string, string, readonly string[], string | null]>([
    ["the lowest free one", "10.77.0.1/24", ["10.77.0.2/32"], "10.77.0.3/32"],
    ["a gap is filled", "10.77.0.1/24", ["10.77.0.2/32", "10.77.0.4/32"], "10.77.0.3/32"],
    ["one of every network", "10.77.0.1/24, fd77::1/64", ["10.77.0.2/32", "fd77::2"], "10.77.0.3/32, fd77::3/128"],
    ["two IPv4 networks", "10.77.0.1/24, 10.78.0.1/24", ["10.77.0.2/32"], "10.77.0.3/32, 10.78.0.2/32"],
    ["the second entry of a line counts", "10.77.0.1/24", ["192.168.1.0/24, 10.77.0.2/32"], "10.77.0.3/32"],
    ["a range inside counts whole", "10.77.0.1/24", ["10.77.0.0/28"], "10.77.0.16/32"],
    ["a default route fills nothing", "10.77.0.1/24", ["0.0.0.0/0, ::/0"], "10.77.0.2/32"],
    ["the whole network fills nothing", "10.77.0.1/24", ["10.77.0.0/24"], "10.77.0.2/32"],
    ["an address written with the network's length is taken", "10.77.0.1/24", ["10.77.0.2/24"], "10.77.0.3/32"],
    ["the server in the middle", "10.77.0.2/30", [], "10.77.0.1/32"],
    ["full", "10.77.0.1/30", ["10.77.0.2/32"], null],
    ["a lone address", "10.77.0.1/32", [], null],
  ])("%s", (_what, own, allowed, text) => {
    expect(suggest("address", {}, testWorld(conf(own, allowed))).text).toBe(text);
  });

  test("a full network is named, and auto is refused with the same reason", () => {
    const world = testWorld(conf("10.77.0.1/30", ["10.77.0.2/32"]));
    const problem = { id: "address-full", values: { network: "10.77.0.0/30" } };
    expect(suggest("address", {}, world).doubt).toEqual(problem);
    expect(QUESTIONS.find(({ id }) => id === "address")?.parse("auto", {}, world)).toEqual({ ok: false, problem });
  });

  test("one of two networks full: the other's address, with a doubt", () => {
    expect(suggest("address", {}, testWorld(conf("10.77.0.1/30, fd77::1/64", ["10.77.0.2/32"])))).toMatchObject({
      text: "fd77::2/128",
      doubt: { id: "address-full" },
    });
  });

  test("IPv6 is left out where the machine has it switched off", () => {
    const world = testWorld(conf("10.77.0.1/24, fd77::1/64"), { facts: { ...FACTS, ipv6Disabled: true } });
    expect(suggest("address", {}, world)).toMatchObject({ text: "10.77.0.2/32", doubt: null });
  });

  test("a file without Address says so", () => {
    expect(suggest("address", {}, testWorld("[Interface]\nListenPort = 1\n"))).toMatchObject({
      text: null,
      doubt: { id: "address-no-network" },
    });
  });
});

describe("the resolver follows the traffic", () => {
  const listening = testWorld(undefined, { facts: { ...FACTS, resolvers: ["10.77.0.1"] } });
  test.each<[string, Draft, World, string, string]>([
    ["all, nothing listens", { traffic: "all" }, testWorld(), "1.1.1.1", "public-resolver"],
    ["all, something listens on the tunnel's address", { traffic: "all" }, listening, "10.77.0.1", "tunnel-resolver"],
    [
      "all4, it listens on every address",
      { traffic: "all4" },
      testWorld(undefined, { facts: { ...FACTS, resolvers: ["0.0.0.0"] } }),
      "10.77.0.1",
      "tunnel-resolver",
    ],
    [
      "all, it listens on ::",
      { traffic: "all" },
      testWorld(undefined, { facts: { ...FACTS, resolvers: ["::"] } }),
      "10.77.0.1",
      "tunnel-resolver",
    ],
    [
      "all, it listens on the loopback only",
      { traffic: "all" },
      testWorld(undefined, { facts: { ...FACTS, resolvers: ["127.0.0.53"] } }),
      "1.1.1.1",
      "public-resolver",
    ],
    ["vpn", { traffic: "vpn" }, listening, "none", "usual"],
    ["a list", { traffic: "10.0.0.0/8" }, listening, "none", "usual"],
    [
      "only IPv6 in the tunnel",
      { traffic: "all" },
      testWorld(conf("fd77::1/64")),
      "2606:4700:4700::1111",
      "public-resolver",
    ],
  ])("%s", (_what, draft, world, text, kind) => {
    expect(suggest("dns", draft, world)).toMatchObject({ text, source: { kind }, doubt: null });
  });

  test("last time's comes first, from the newest file with the same kind of traffic", () => {
    const world = testWorld(undefined, {
      clients: [
        keptClient("split.conf", client({ allowed: "10.77.0.0/24", dns: "10.77.0.53" }), 3),
        keptClient("full.conf", client({ allowed: "0.0.0.0/0, ::/0", dns: "9.9.9.9, corp.example" }), 2),
        keptClient("old.conf", client({ allowed: "0.0.0.0/0,::/0", dns: "8.8.8.8" }), 1),
      ],
    });
    expect(suggest("dns", { traffic: "all" }, world)).toMatchObject({
      text: "9.9.9.9",
      source: { kind: "last-time", path: "/etc/wireguard/clients/full.conf" },
    });
    expect(suggest("dns", { traffic: "vpn" }, world).text).toBe("10.77.0.53");
    expect(suggest("dns", { traffic: "all4" }, world).text).toBe("1.1.1.1");
  });
});

describe("the traffic", () => {
  test.each([
    ["0.0.0.0/0, ::/0", "all"],
    ["0.0.0.0/0", "all4"],
    ["10.77.0.0/24", "vpn"],
    ["10.0.0.0/8, 192.168.7.0/24", "10.0.0.0/8, 192.168.7.0/24"],
  ])("last time %s, now %s", (allowed, text) => {
    const world = testWorld(undefined, { clients: [keptClient("a.conf", client({ allowed }))] });
    expect(suggest("traffic", {}, world)).toMatchObject({ text, source: { kind: "last-time" } });
  });

  test("all the first time, and where the kept file is another server's", () => {
    const foreign = keptClient("a.conf", client({ allowed: "10.77.0.0/24", server: `${"B".repeat(42)}A=` }));
    expect(suggest("traffic").text).toBe("all");
    expect(suggest("traffic", {}, testWorld(undefined, { clients: [foreign] })).text).toBe("all");
  });
});

describe("the endpoint", () => {
  const kept = keptClient("a.conf", client({ allowed: "0.0.0.0/0", endpoint: "kept.example.com:47770" }));
  const commented = FOUNDING_CONF.replace("[Interface]\n", "[Interface]\n# clients dial comment.example.com:47770\n");
  const facts = {
    ...FACTS,
    endpoints: [{ endpoint: "settings.example.com:47770", source: { kind: "settings", path: "/etc/pivpn" } as const }],
  };

  test("the comment, the newest client file, other tools, the machine's address, nothing: in this order", () => {
    const all = testWorld(commented, { clients: [kept], facts });
    expect(suggest("endpoint", {}, all)).toMatchObject({
      text: "comment.example.com:47770",
      source: { kind: "comment" },
      doubt: null,
    });
    expect(suggest("endpoint", {}, testWorld(FOUNDING_CONF, { clients: [kept], facts }))).toMatchObject({
      text: "kept.example.com:47770",
      source: { kind: "last-time" },
      doubt: null,
    });
    const uncommented = testWorld(FOUNDING_CONF, { facts });
    expect(suggest("endpoint", {}, uncommented)).toMatchObject({
      text: "settings.example.com:47770",
      source: { kind: "settings", path: "/etc/pivpn" },
    });
    expect(suggest("endpoint")).toMatchObject({
      text: "203.0.113.5:47770",
      source: { kind: "own-address" },
      doubt: null,
    });
    const home = testWorld(undefined, {
      facts: { ...FACTS, addresses: [{ device: "eth0", network: "192.168.1.10/24" }] },
    });
    expect(suggest("endpoint", {}, home)).toMatchObject({ text: null, doubt: { id: "endpoint-unknown" } });
  });

  test("the comment counts only directly under [Interface]", () => {
    const elsewhere = `${FOUNDING_CONF}# clients dial comment.example.com:47770\n`;
    expect(suggest("endpoint", {}, testWorld(elsewhere)).text).toBe("203.0.113.5:47770");
  });

  test("an IPv6 address alone is put into brackets", () => {
    const world = testWorld(undefined, {
      facts: { ...FACTS, addresses: [{ device: "eth0", network: "2a01:4f8::5/64" }] },
    });
    expect(suggest("endpoint", {}, world).text).toBe("[2a01:4f8::5]:47770");
  });

  test.each([
    ["192.168.1.10:47770", "endpoint-private"],
    ["vpn.example.com:51820", "endpoint-other-port"],
    ["10.77.0.1:47770", "endpoint-in-tunnel"],
  ])("%s from last time is doubtful: %s", (endpoint, id) => {
    const world = testWorld(undefined, { clients: [keptClient("a.conf", client({ allowed: "0.0.0.0/0", endpoint }))] });
    expect(suggest("endpoint", {}, world)).toMatchObject({ text: endpoint, doubt: { id } });
  });

  test("what the phones would refuse is passed over", () => {
    const world = testWorld(undefined, {
      clients: [keptClient("a.conf", client({ allowed: "0.0.0.0/0", endpoint: "my_vpn.example.com:47770" }))],
    });
    expect(suggest("endpoint", {}, world).text).toBe("203.0.113.5:47770");
  });
});

describe("the rest", () => {
  test("the file is named after the peer, with the next free number", () => {
    expect(suggest("save", { name: "Лена, телефон" }).text).toBe("/etc/wireguard/clients/Lena-telefon.conf");
    const world = testWorld(undefined, { clientFileNames: ["anna.conf", "anna-2.conf"] });
    expect(suggest("save", { name: "anna" }, world).text).toBe("/etc/wireguard/clients/anna-3.conf");
    const long = testWorld(undefined, { clientFileNames: ["abcdefghijklmno.conf"] });
    expect(suggest("save", { name: "abcdefghijklmnopq" }, long).text).toBe(
      "/etc/wireguard/clients/abcdefghijklm-2.conf",
    );
  });

  test("25, new, yes, none", () => {
    expect(["keepalive", "keys", "psk", "lan"].map((id) => suggest(id as QuestionId).text)).toEqual([
      "25",
      "new",
      "yes",
      "none",
    ]);
    expect(suggest("name").text).toBeNull();
  });

  test("the server's key is asked only where nothing tells it", () => {
    expect(askedQuestions({}, testWorld()).map(({ id }) => id)).not.toContain("server-key");
    const world = testWorld(FOUNDING_CONF.replace(/PrivateKey.*\n/, ""));
    const asked = askedQuestions({}, world).map(({ id }) => id);
    expect(asked[asked.indexOf("endpoint") + 1]).toBe("server-key");
    expect(suggest("server-key", {}, world)).toMatchObject({ text: null });
    const kept = { ...world, clients: [keptClient("a.conf", client({ allowed: "0.0.0.0/0" }))] };
    expect(suggest("server-key", {}, kept)).toMatchObject({
      text: SERVER_PAIR.publicKey,
      doubt: { id: "server-key-unsure" },
    });
  });

  test("SaveConfig = true is asked about last, with what will be lost and no suggestion", () => {
    const world = testWorld(FOUNDING_CONF.replace("ListenPort", "SaveConfig = true\nListenPort"));
    expect(askedQuestions({}, world).at(-1)?.id).toBe("save-config");
    expect(askedQuestions({}, testWorld()).map(({ id }) => id)).not.toContain("save-config");
    expect(suggest("save-config", {}, world)).toMatchObject({
      text: null,
      doubt: { id: "save-config-lost", values: { interfaceName: "wg0", mangled: false } },
    });
  });
});

describe("Tab", () => {
  test("takes everything after the name", () => {
    const { draft, stoppedAt } = suggestedDraft({ name: "lena" }, testWorld());
    expect(stoppedAt).toBeNull();
    expect(draft).toEqual({
      name: "lena",
      address: "10.77.0.3/32",
      lan: "none",
      traffic: "all",
      dns: "1.1.1.1",
      endpoint: "203.0.113.5:47770",
      keepalive: "25",
      keys: "new",
      psk: "yes",
      save: "/etc/wireguard/clients/lena.conf",
    });
    expect(completeAnswers(draft, testWorld())).toMatchObject({
      answers: { name: "lena", "server-key": SERVER_PAIR.publicKey, "save-config": "keep", keepalive: 25 },
      warnings: [],
    });
  });

  test("stops at the name that is missing", () => {
    expect(suggestedDraft({}, testWorld())).toEqual({ draft: {}, stoppedAt: { question: "name", doubt: null } });
  });

  test("stops at a doubtful endpoint and keeps what came before", () => {
    const world = testWorld(undefined, {
      clients: [keptClient("a.conf", client({ allowed: "0.0.0.0/0", endpoint: "192.168.1.10:47770" }))],
    });
    const { draft, stoppedAt } = suggestedDraft({ name: "lena" }, world);
    expect(stoppedAt).toMatchObject({ question: "endpoint", doubt: { id: "endpoint-private" } });
    expect(Object.keys(draft)).toEqual(["name", "address", "lan", "traffic", "dns"]);
  });

  test("passes what a person typed, warned of or not, and stops where it is refused", () => {
    const typed = suggestedDraft({ name: "lena", endpoint: "192.168.1.10:47770" }, testWorld());
    expect(typed.stoppedAt).toBeNull();
    expect(suggestedDraft({ name: "lena", keepalive: "25s" }, testWorld()).stoppedAt).toMatchObject({
      question: "keepalive",
      doubt: { id: "keepalive-bad" },
    });
  });
});

test("all that is refused and all that is missing is told at once", () => {
  expect(completeAnswers({ name: "anna", keepalive: "25s", psk: "maybe" }, testWorld())).toMatchObject({
    problems: [
      { question: "keepalive", remark: { id: "keepalive-bad" } },
      { question: "psk", remark: { id: "psk-bad" } },
    ],
    missing: ["address", "lan", "traffic", "dns", "endpoint", "keys", "save"],
  });
});
