/** The plan that brings the running interface to its file: what it does, who goes, what it leaves, and when there is none. */
import { describe, expect, it } from "vitest";
import { type ApplyPlan, planApply, planLoad } from "../../src/plans/apply.ts";
import { loadingTexts } from "../../src/plans/loading.ts";
import { keyPairFrom } from "../../src/wireguard/key.ts";
import type { Live, LivePeer } from "../../src/wireguard/live.ts";
import type { World } from "../../src/wireguard/world.ts";
import { ANTON_KEY, FACTS, FOUNDING_CONF, runningPeer, SERVER_PAIR, testWorld } from "../wizard/world.ts";

const OTHER = keyPairFrom(new Uint8Array(32).fill(33)).publicKey;
const anton = runningPeer(ANTON_KEY, "10.77.0.2/32");
const live = (peers: readonly LivePeer[], changes: Partial<Live> = {}): Live => ({
  publicKey: SERVER_PAIR.publicKey,
  listenPort: 47770,
  fwMark: null,
  peers,
  ...changes,
});
const world = (peers: readonly LivePeer[], text = FOUNDING_CONF, changes: Partial<World> = {}) =>
  testWorld(text, { live: live(peers), addresses: ["10.77.0.1/24"], ...changes });

function planOf(found: ReturnType<typeof planApply>): ApplyPlan {
  if (found.kind !== "plan") throw new Error(found.kind);
  return found.plan;
}

describe("everything at once", () => {
  it("writes no file, but the file must still be what was shown", () => {
    const plan = planOf(planApply(world([])));
    expect(plan).toMatchObject({ kind: "apply", files: [], only: null, peer: null });
    expect(plan.basis).toEqual({ path: plan.path, before: world([]).conf.text });
    expect(plan.steps.map(({ id }) => id)).toEqual(["lock", "compare", "run", "verify"]);
  });

  it("names who goes: by name where the block is switched off, else by key, with the last handshake", () => {
    const off = FOUNDING_CONF.replace(/\[Peer\][\s\S]*/, (text) => text.replace(/^(?=.)/gm, "#[disabled] "));
    const plan = planOf(planApply(world([{ ...anton, latestHandshake: 1_700_000_000 }, runningPeer(OTHER)], off)));
    expect(plan.vanish).toEqual([
      { publicKey: ANTON_KEY, name: "anton_sevnet", latestHandshake: 1_700_000_000 },
      { publicKey: OTHER, name: null, latestHandshake: null },
    ]);
  });

  it("says under SaveConfig = true that who runs alone was meant to be written down", () => {
    const saving = FOUNDING_CONF.replace("ListenPort", "SaveConfig = true\nListenPort");
    expect(planOf(planApply(world([anton, runningPeer(OTHER)], saving))).warnings).toEqual([
      { id: "loading-save-config", values: { count: 1, interfaceName: "wg0" } },
    ]);
    expect(planOf(planApply(world([anton, runningPeer(OTHER)]))).warnings).toEqual([]);
  });
});

describe("one peer alone", () => {
  it("is loaded, and nobody else named, nor the port moved", () => {
    const plan = planOf(
      planLoad(
        world([runningPeer(OTHER)], FOUNDING_CONF, { live: live([runningPeer(OTHER)], { listenPort: 1 }) }),
        ANTON_KEY,
      ),
    );
    expect(loadingTexts(plan.loading)).toEqual(['wg addconf wg0 <(sed -n "6,9p" /etc/wireguard/wg0.conf)']);
    expect(plan).toMatchObject({ only: ANTON_KEY, peer: { name: "anton_sevnet" }, vanish: [], left: [] });
  });

  it("is taken off, where the file does not have it", () => {
    const plan = planOf(planLoad(world([anton, runningPeer(OTHER)]), OTHER));
    expect(plan).toMatchObject({ peer: { name: "", publicKey: OTHER }, vanish: [{ publicKey: OTHER }] });
  });

  it("is left as it is where both agree", () => {
    expect(planLoad(world([anton, runningPeer(OTHER)]), ANTON_KEY)).toEqual({ kind: "same", left: [] });
  });
});

describe("what only a down and up can do", () => {
  const left = (text: string, changes: Partial<World> = {}) => {
    const found = planApply(world([anton], text, changes));
    return found.kind === "same" ? found.left : found.kind === "plan" ? found.plan.left : found.kind;
  };

  it("nothing, where nothing differs and nothing is hidden", () => {
    expect(planApply(world([anton]))).toEqual({ kind: "same", left: [] });
  });

  it("addresses and MTU, where they differ", () => {
    const text = FOUNDING_CONF.replace("10.77.0.1/24", "10.77.0.1/24, fd77::1/64\nMTU = 1380");
    expect(left(text, { facts: { ...FACTS, mtu: 1420 } })).toEqual([
      { what: "addresses", file: ["10.77.0.1/24", "fd77::1/64"], running: ["10.77.0.1/24"] },
      { what: "mtu", file: "1380", running: 1420 },
    ]);
    const same = FOUNDING_CONF.replace("ListenPort", "MTU = 1380\nListenPort");
    expect(left(same, { facts: { ...FACTS, mtu: 1380 } })).toEqual([]);
    expect(left(same)).toEqual([]);
  });

  it("a default route to a peer, which is said once", () => {
    const text = FOUNDING_CONF.replace("10.77.0.2/32", "10.77.0.2/32, ::/0");
    const plan = planOf(planApply(world([anton], text)));
    expect([plan.left, plan.warnings]).toEqual([[{ what: "routes", networks: ["::/0"] }], []]);
    const loaded = live([runningPeer(ANTON_KEY, "10.77.0.2/32", "::/0")], { fwMark: "0xca6c" });
    expect(planApply(world([], text, { live: loaded }))).toEqual({ kind: "same", left: [] });
  });

  it("what cannot be seen: hooks and DNS, each by its key", () => {
    const text = FOUNDING_CONF.replace(
      "ListenPort",
      "DNS = 1.1.1.1\nPostUp = true\nPostUp = id\nPostDown = true\nListenPort",
    );
    expect(left(text)).toEqual([{ what: "unseen", keys: ["DNS", "PostUp", "PostDown"] }]);
  });
});

describe("no plan at all", () => {
  it.each([
    ["down", { live: null, running: { kind: "down" as const } }],
    ["no-wg", { live: null, running: { kind: "no-wg" as const } }],
    ["denied", { live: null, running: { kind: "denied" as const } }],
    ["stranger", { live: null, stranger: true, running: { kind: "up" as const, live: live([]) } }],
  ])("where the interface is %s", (why, changes) => {
    expect(planApply(world([], FOUNDING_CONF, changes))).toEqual({ kind: "untold", why });
  });

  it("where wg would refuse the file", () => {
    expect(planApply(world([], `${FOUNDING_CONF}Nonsense\n`))).toEqual({ kind: "faults" });
  });
});
