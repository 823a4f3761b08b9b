import fc from "fast-check";
import { expect, test } from "vitest";
import { invisibleIn } from "../../src/text/visible.ts";
import {
  contains,
  formatAddress,
  hostOf,
  lastOf,
  type Network,
  networkOf,
  overlaps,
  parseNetwork,
} from "../../src/wireguard/address.ts";
import { keyPairFrom } from "../../src/wireguard/key.ts";
import type { World } from "../../src/wireguard/world.ts";
import type { Draft } from "../../src/wizard/question.ts";
import {
  answersSoFar,
  askedQuestions,
  completeAnswers,
  QUESTIONS,
  suggestedDraft,
} from "../../src/wizard/questions.ts";
import { FACTS, keptClient, SERVER_PAIR, testWorld } from "./world.ts";

const host4 = fc.integer({ min: 0, max: 255 }).map((last) => `10.77.0.${last}/32`);
const host6 = fc.integer({ min: 0, max: 40 }).map((last) => `fd77::${last.toString(16)}`);
const range4 = fc
  .tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 20, max: 31 }))
  .map(([last, bits]) => `10.77.0.${last}/${bits}`);
const other = fc.constantFrom("0.0.0.0/0", "::/0", "192.168.7.0/24", "10.0.0.0/8", "fd00::/8");
const entries = fc.array(fc.oneof({ weight: 4, arbitrary: host4 }, host6, range4, other), {
  minLength: 1,
  maxLength: 4,
});

const world: fc.Arbitrary<World> = fc
  .record({
    own: fc.constantFrom(
      "10.77.0.1/24",
      "10.77.0.1/24, fd77::1/64",
      "10.77.0.30/27",
      "fd77::1/120",
      "10.77.0.1/32",
      "10.77.0.0/31",
    ),
    port: fc.option(fc.integer({ min: 1, max: 65535 })),
    peers: fc.array(entries, { maxLength: 30 }),
    saveConfig: fc.boolean(),
    resolvers: fc.constantFrom([], ["0.0.0.0"], ["::"], ["10.77.0.1"], ["127.0.0.1"]),
    address: fc.constantFrom("203.0.113.5/24", "192.168.1.10/24", "2a01:4f8::5/64"),
    ipv6Disabled: fc.constantFrom(null, true, false),
    kept: fc.array(
      fc.record({
        allowed: fc.constantFrom("0.0.0.0/0", "0.0.0.0/0, ::/0", "10.77.0.0/24", "10.0.0.0/8", "bad"),
        dns: fc.constantFrom("", "DNS = 9.9.9.9, corp\n", "DNS = corp\n"),
        endpoint: fc.constantFrom("vpn.example.com:47770", "192.168.1.10:1", "2001:db8::1:5", "bad"),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ own, port, peers, saveConfig, resolvers, address, ipv6Disabled, kept }) => {
    const head = `[Interface]\nAddress = ${own}\n${port === null ? "" : `ListenPort = ${port}\n`}${saveConfig ? "SaveConfig = true\n" : ""}`;
    const blocks = peers.map(
      (ips, at) =>
        `\n[Peer]\n# friendly_name = p${at}\nPublicKey = ${String(at).padStart(42, "B")}A=\nAllowedIPs = ${ips.join(", ")}\n`,
    );
    return testWorld(`${head}PrivateKey = ${SERVER_PAIR.privateKey}\n${blocks.join("")}`, {
      facts: { ...FACTS, resolvers, ipv6Disabled, addresses: [{ device: "eth0", network: address }] },
      clients: kept.map((file, at) =>
        keptClient(
          `c${at}.conf`,
          `[Interface]\n${file.dns}[Peer]\nPublicKey = ${SERVER_PAIR.publicKey}\nAllowedIPs = ${file.allowed}\nEndpoint = ${file.endpoint}\n`,
        ),
      ),
      clientFileNames: ["lena.conf"],
    });
  });

const read = (text: string): Network => {
  const network = parseNetwork(text);
  if (!network) throw new Error(text);
  return network;
};

test("the suggested addresses are free, and inside the tunnel's networks", () => {
  fc.assert(
    fc.property(world, (one) => {
      const text = QUESTIONS[1]?.suggest({}, one).text ?? null;
      const own = one.conf.interface.addresses.map(read);
      for (const address of text === null ? [] : text.split(", ").map(read)) {
        const network = own.map(networkOf).find((candidate) => contains(candidate, address));
        expect(network).toBeDefined();
        if (!network) continue;
        expect(own.map((mine) => formatAddress(mine))).not.toContain(formatAddress(address));
        if (network.bits < 31)
          expect([formatAddress(network), formatAddress(lastOf(network))]).not.toContain(formatAddress(address));
        for (const entry of one.conf.peers.flatMap((peer) => peer.allowedIPs).map(read)) {
          expect(formatAddress(entry)).not.toBe(formatAddress(address));
          if (!contains(entry, network)) expect(overlaps(entry, hostOf(address))).toBe(false);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test("what is suggested is always accepted, without a warning unless it was doubted", () => {
  fc.assert(
    fc.property(world, (one) => {
      let draft: Draft = { name: "lena" };
      for (const question of askedQuestions(draft, one)) {
        if (question.id === "name") continue;
        const { text, doubt } = question.suggest(draft, one);
        if (text === null) continue;
        const parsed = question.parse(text, draft, one);
        expect(parsed.ok, `${question.id}: ${text}`).toBe(true);
        if (parsed.ok && parsed.warnings.length > 0 && question.id !== "dns")
          expect(doubt, `${question.id}: ${text}`).not.toBeNull();
        if (question.control.kind === "choice") {
          for (const option of question.control.options(draft, one)) {
            if (option.text !== "")
              expect(question.parse(option.text, draft, one).ok, `${question.id}: ${option.text}`).toBe(true);
          }
        }
        draft = { ...draft, [question.id]: text };
      }
    }),
    { numRuns: 300 },
  );
});

test("Tab ends in a whole set of answers, or says where it stopped", () => {
  fc.assert(
    fc.property(world, (one) => {
      const { draft, stoppedAt } = suggestedDraft({ name: "lena" }, one);
      const complete = completeAnswers(draft, one);
      if (stoppedAt === null) expect(complete).toHaveProperty("answers");
      else expect(complete).toMatchObject({ problems: [], missing: expect.arrayContaining([stoppedAt.question]) });
    }),
    { numRuns: 200 },
  );
});

test("no text whatever makes a question fail: it is understood, or refused with a reason", () => {
  const one = testWorld(
    `[Interface]\nAddress = 10.77.0.1/24, fd77::1/64\nListenPort = 47770\nPrivateKey = ${SERVER_PAIR.privateKey}\n`,
  );
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 50 }),
    fc.string({ maxLength: 60 }),
    fc.stringMatching(/^[[\]0-9a-f.:/,]{0,24}$/),
  );
  fc.assert(
    fc.property(fc.constantFrom(...QUESTIONS), text, (question, typed) => {
      const parsed = question.parse(typed, {}, one);
      expect(parsed.ok ? "understood" : parsed.problem.id).toMatch(/^[a-z0-9-]+$/);
      // Nothing of it may reach a screen that cannot be seen there.
      if (!parsed.ok) expect(invisibleIn(Object.values(parsed.problem.values).join(""))).toBeNull();
      if (parsed.ok) expect(parsed.warnings).toBeInstanceOf(Array);
    }),
    { numRuns: 2000 },
  );
});

test("a server of 10,000 peers is walked once, not at every letter", () => {
  const key = keyPairFrom(new Uint8Array(32).fill(3)).publicKey;
  const peers = Array.from(
    { length: 10_000 },
    (_, at) => `[Peer]\nPublicKey = ${key}\nAllowedIPs = 10.${(at >> 8) & 255}.${at & 255}.2/32\n`,
  );
  const one = testWorld(
    `[Interface]\nAddress = 10.0.0.1/8\nListenPort = 47770\nPrivateKey = ${SERVER_PAIR.privateKey}\n${peers.join("")}`,
  );
  let walks = 0;
  const peersOf = (conf: typeof one.conf) => {
    walks++;
    return conf.peers;
  };
  const get = (conf: typeof one.conf, key_: string) => (key_ === "peers" ? peersOf(conf) : Reflect.get(conf, key_));
  const counted = { ...one, conf: new Proxy(one.conf, { get: (conf, name) => get(conf, String(name)) }) };
  // The name is left out: the file's naming convention is looked up elsewhere.
  const { name: _, ...draft } = suggestedDraft({ name: "lena" }, one).draft;
  expect(draft.address).toBe("10.0.0.3/32");
  answersSoFar(draft, counted);
  const first = walks;
  expect(first).toBeGreaterThan(0);
  for (const address of ["10.0.0.4", "10.0.0.5"]) answersSoFar({ ...draft, address, lan: "192.168.7.0/24" }, counted);
  expect(walks).toBe(first);
});
