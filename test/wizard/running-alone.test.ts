/** Peers that run without standing in the file: what they have is taken, for loading would take it from them. */
import { describe, expect, test } from "vitest";
import { keyPairFrom } from "../../src/wireguard/key.ts";
import type { Live } from "../../src/wireguard/live.ts";
import type { QuestionId } from "../../src/wizard/question.ts";
import { QUESTIONS } from "../../src/wizard/questions.ts";
import { ANTON_KEY, FOUNDING_CONF, runningPeer, SERVER_PAIR, testWorld } from "./world.ts";

const ALONE = keyPairFrom(new Uint8Array(32).fill(33)).publicKey;
const SHORT = `${ALONE.slice(0, 4)}…${ALONE.slice(-5)}`;
const live: Live = {
  publicKey: SERVER_PAIR.publicKey,
  listenPort: 47770,
  fwMark: null,
  peers: [runningPeer(ANTON_KEY, "10.77.0.2/32"), runningPeer(ALONE, "10.77.0.3/32", "192.168.7.0/24")],
};
const world = testWorld(FOUNDING_CONF, { live });
const question = (id: QuestionId) => QUESTIONS.find((one) => one.id === id) as (typeof QUESTIONS)[number];
const parse = (id: QuestionId, text: string) => question(id).parse(text, { name: "lena" }, world);

describe("a peer that runs alone", () => {
  test("keeps its address: the next one is suggested, and its own refused with its key", () => {
    expect(question("address").suggest({}, world).text).toBe("10.77.0.4/32");
    expect(question("address").suggest({}, testWorld()).text).toBe("10.77.0.3/32");
    expect(parse("address", "10.77.0.3")).toMatchObject({
      ok: false,
      problem: { id: "address-live", values: { address: "10.77.0.3", entry: "10.77.0.3/32", key: SHORT } },
    });
  });

  test("keeps its key", () => {
    expect(parse("keys", ALONE)).toMatchObject({ ok: false, problem: { id: "keys-live" } });
    expect(parse("keys", ANTON_KEY)).toMatchObject({ ok: false, problem: { id: "keys-taken" } });
  });

  test("is named where its LAN would be taken from it, or overlapped", () => {
    expect(parse("lan", "192.168.7.0/24")).toMatchObject({
      ok: true,
      warnings: [{ id: "lan-live", values: { network: "192.168.7.0/24", other: "192.168.7.0/24", key: SHORT } }],
    });
    expect(parse("lan", "192.168.0.0/16")).toMatchObject({
      warnings: [{ id: "lan-live", values: { other: "192.168.7.0/24" } }],
    });
  });

  test("holds nothing any more once it is gone from the interface", () => {
    const later = { ...world, live: { ...live, peers: live.peers.slice(0, 1) } };
    expect(question("address").suggest({}, later).text).toBe("10.77.0.3/32");
    expect(question("address").suggest({}, world).text).toBe("10.77.0.4/32");
  });
});
