/** What another tool's settings say is suggested, with where it comes from, and gives way to what was answered here. */
import { describe, expect, test } from "vitest";
import { serverChange } from "../../src/plans/server-side.ts";
import { parseConf } from "../../src/wireguard/conf.ts";
import type { ClientDefaults } from "../../src/wireguard/world.ts";
import { nameFormIn } from "../../src/wizard/name-form.ts";
import type { Draft, QuestionId } from "../../src/wizard/question.ts";
import { QUESTIONS, suggestedDraft } from "../../src/wizard/questions.ts";
import { questions as en } from "../../src/words/en/questions.ts";
import { questions as ru } from "../../src/words/ru/questions.ts";
import { FACTS, keptClient, SERVER_PAIR, testWorld } from "./world.ts";

const PATH = "/etc/pivpn/wireguard/setupVars.conf";
const SOURCE = { kind: "settings", path: PATH };

const told = (...all: Partial<ClientDefaults>[]) =>
  testWorld(undefined, {
    facts: {
      ...FACTS,
      defaults: all.map((one) => ({ path: PATH, form: "pivpn", dns: [], allowedIPs: [], keepalive: null, ...one })),
    },
  });

function suggest(id: QuestionId, world: ReturnType<typeof told>, draft: Draft = {}) {
  const question = QUESTIONS.find((one) => one.id === id);
  if (!question) throw new Error(id);
  return question.suggest(draft, world);
}

describe("the traffic", () => {
  test.each([
    [["0.0.0.0/0", "::0/0"], "all"],
    [["0.0.0.0/0"], "all4"],
    [["10.77.0.0/24"], "vpn"],
    [["10.77.0.9/24", "192.168.7.0/24"], "10.77.0.0/24, 192.168.7.0/24"],
  ])("%j is suggested as %s", (allowedIPs, text) => {
    expect(suggest("traffic", told({ allowedIPs }))).toEqual({ text, source: SOURCE, doubt: null });
  });

  test("is the usual one where the settings say none, or nonsense", () => {
    for (const allowedIPs of [[], ["everything"], ["0.0.0.0/0", "$(x)"]])
      expect(suggest("traffic", told({ allowedIPs }))).toMatchObject({ text: "all", source: { kind: "usual" } });
  });
});

describe("the resolver", () => {
  const dns = ["9.9.9.9", "149.112.112.112"];

  test("is the tool's for the kind of traffic its clients send", () => {
    const full = told({ dns, allowedIPs: ["0.0.0.0/0", "::/0"] });
    expect(suggest("dns", full)).toEqual({ text: "9.9.9.9, 149.112.112.112", source: SOURCE, doubt: null });
    expect(suggest("dns", full, { traffic: "all4" })).toMatchObject({ source: SOURCE });
    expect(suggest("dns", full, { traffic: "vpn" })).toMatchObject({ text: "none", source: { kind: "usual" } });
    const split = told({ dns: ["10.77.0.1"], allowedIPs: ["10.77.0.0/24"] });
    expect(suggest("dns", split)).toMatchObject({ text: "10.77.0.1", source: SOURCE });
    expect(suggest("dns", split, { traffic: "all" })).toMatchObject({ source: { kind: "public-resolver" } });
  });

  test("counts for everything where the tool does not say what its clients send; what is no address does not", () => {
    expect(suggest("dns", told({ dns: ["corp.example", "1.1.1.1", "1.1.1.1", "0.0.0.0"] }))).toMatchObject({
      text: "1.1.1.1",
      source: SOURCE,
    });
    expect(suggest("dns", told({ dns: ["corp.example"] }))).toMatchObject({ source: { kind: "public-resolver" } });
    expect(suggest("dns", told({ dns: ["1.1.1.1", "1.1.1.2", "1.1.1.3", "1.1.1.4", "1.1.1.5"] })).text).toBe(
      "1.1.1.1, 1.1.1.2, 1.1.1.3, 1.1.1.4",
    );
  });
});

test.each([
  [15, "15"],
  [0, "off"],
])("a keepalive of %i is suggested as %s", (keepalive, text) => {
  expect(suggest("keepalive", told({ keepalive }))).toEqual({ text, source: SOURCE, doubt: null });
});

test("the first tool that says something is asked", () => {
  const world = told({ keepalive: 15 }, { keepalive: 30, dns: ["8.8.8.8"] });
  expect(suggest("keepalive", world).text).toBe("15");
  expect(suggest("dns", world).text).toBe("8.8.8.8");
});

test("what was answered last time comes before what a tool says", () => {
  const text = `[Interface]\nDNS = 1.0.0.1\n[Peer]\nPublicKey = ${SERVER_PAIR.publicKey}\nAllowedIPs = 0.0.0.0/0\n`;
  const world = { ...told({ dns: ["8.8.8.8"], allowedIPs: ["10.77.0.0/24"] }), clients: [keptClient("a.conf", text)] };
  expect(suggest("traffic", world)).toMatchObject({ text: "all4", source: { kind: "last-time" } });
  expect(suggest("dns", world)).toMatchObject({ text: "1.0.0.1", source: { kind: "last-time" } });
});

test("nothing is taken silently: each suggestion names the file, and the review shows the answer", () => {
  const world = told({ dns: ["8.8.8.8"], keepalive: 15, allowedIPs: ["0.0.0.0/0", "::/0"] });
  const { draft } = suggestedDraft({ name: "dora" }, world);
  expect(draft).toMatchObject({ dns: "8.8.8.8", keepalive: "15", traffic: "all" });
  for (const id of ["traffic", "dns", "keepalive"] as const) {
    const { source } = suggest(id, world);
    if (source === null) throw new Error(id);
    for (const words of [en, ru]) expect(words.sources(source)).toContain(PATH);
  }
});

test("a client file of another tool is named with its whole path, and harmless to a terminal", () => {
  const text = `[Interface]\n[Peer]\nPublicKey = ${SERVER_PAIR.publicKey}\nAllowedIPs = 0.0.0.0/0\nEndpoint = 203.0.113.9:47770\n`;
  const kept = { ...keptClient("a.conf", text), path: "/home/ann/configs/\u001b]0;x\u0007.conf" };
  const { source } = suggest("endpoint", testWorld(undefined, { clients: [kept] }));
  if (source === null) throw new Error("no source");
  for (const words of [en, ru]) expect(words.sources(source)).toContain("/home/ann/configs/^[]0;x^G.conf");
  const ours = suggest("endpoint", testWorld(undefined, { clients: [keptClient("a.conf", text)] })).source;
  if (ours === null) throw new Error("no source");
  for (const words of [en, ru]) expect(words.sources(ours)).not.toContain("/etc/");
});

test("a file without any peer gets the names that the tool's own menu finds", () => {
  const world = told({});
  const bare = { ...world, conf: parseConf("[Interface]\nListenPort = 47770\n") };
  const draft = { name: "two words" };
  expect(QUESTIONS[0]?.parse("two words", draft, bare)).toMatchObject({ problem: { id: "name-form" } });
  expect(nameFormIn(bare)).toBe("pivpn");
  // What the file itself says comes first.
  expect(nameFormIn(world)).toBe("founding-note");
  expect(nameFormIn({ ...bare, facts: FACTS })).toBe("friendly_name");
  const lines = serverChange({ name: "dora" }, bare, { pair: SERVER_PAIR, presharedKey: "" }).edits[0]?.insert;
  expect(lines?.filter((line) => line.startsWith("###"))).toEqual(["### begin dora ###", "### end dora ###"]);
});
