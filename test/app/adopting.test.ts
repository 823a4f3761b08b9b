/** A peer that runs and is not in the file is written into it; and a server whose interface is not what its file says. */
import { describe, expect, it } from "vitest";
import type { State } from "../../src/app/state.ts";
import type { Plan } from "../../src/plans/plan.ts";
import { readable } from "../../src/wireguard/conf.ts";
import { keyPairFrom, presharedKeyFrom } from "../../src/wireguard/key.ts";
import type { Live, LivePeer } from "../../src/wireguard/live.ts";
import type { World } from "../../src/wireguard/world.ts";
import { ANTON_KEY, FOUNDING_CONF, SERVER_PAIR, testWorld } from "../wizard/world.ts";
import { session } from "./session.ts";

const OTHER = keyPairFrom(new Uint8Array(32).fill(50)).publicKey;
const OTHER_SERVER = keyPairFrom(new Uint8Array(32).fill(51)).publicKey;
const SECOND_SECRET = presharedKeyFrom(new Uint8Array(32).fill(52));

const peer = (publicKey: string, allowedIPs: readonly string[], changes: Partial<LivePeer> = {}): LivePeer => ({
  publicKey,
  endpoint: null,
  allowedIPs,
  latestHandshake: null,
  rx: 0,
  tx: 0,
  persistentKeepalive: null,
  presharedKey: null,
  ...changes,
});

const ANTON = peer(ANTON_KEY, ["10.77.0.2/32"]);

function running(peers: readonly LivePeer[] = [ANTON], changes: Partial<Live> = {}): Live {
  return { publicKey: SERVER_PAIR.publicKey, listenPort: 47770, fwMark: null, peers, ...changes };
}

/** Another key runs under the name. */
function stranger(changes: Partial<Live> = {}): World {
  const live = running([], { publicKey: OTHER_SERVER, ...changes });
  return testWorld(FOUNDING_CONF, { live: null, running: { kind: "up", live }, stranger: true });
}

function planOf(state: State): Plan {
  if (state.view.at !== "review") throw new Error(`the review is not on the screen, but ${state.view.at}`);
  return state.view.review.plan;
}

function wizardOf(state: State) {
  if (state.view.at !== "wizard") throw new Error(`the wizard is not on the screen, but ${state.view.at}`);
  return state.view.wizard;
}

const written = (plan: Plan) => {
  const edit = plan.files.find((file) => file.kind === "edit");
  return readable(edit?.kind === "edit" ? edit.after : "");
};

describe("w on a peer that only the interface has", () => {
  const extra = peer(OTHER, ["10.77.0.66/32", "192.168.66.0/24"], { presharedKey: SECOND_SECRET });
  const open = () => session(testWorld(FOUNDING_CONF, { live: running([ANTON, extra]) })).press("G", "w");

  it("asks for its name alone: Tab takes everything else as it runs", () => {
    const program = open();
    expect(wizardOf(program.state()).current).toBe("name");
    const plan = planOf(program.press("vera", "tab").state());
    expect(plan.peer).toEqual({ name: "vera", publicKey: OTHER });
    expect(written(plan)).toContain(
      `PublicKey = ${OTHER}\nPresharedKey = ${SECOND_SECRET}\nAllowedIPs = 10.77.0.66/32, 192.168.66.0/24\n`,
    );
    expect(plan.files.map(({ kind }) => kind)).toEqual(["edit"]);
  });

  it("tells the interface nothing: it has the peer already", () => {
    const plan = planOf(open().press("vera", "tab").state());
    expect(plan.loading?.commands).toEqual([]);
    expect(plan.warnings).toEqual([]);
  });

  it("goes on to the end", () => {
    const program = open().press("vera", "tab", "w");
    expect(program.effects.some(({ type }) => type === "carry")).toBe(true);
    expect(program.state().view.at).toBe("code");
  });

  it("leaves nothing behind when it is given up: a adds a new peer then", () => {
    const program = open().press("esc");
    expect(program.state().view.at).toBe("dashboard");
    const { draft } = wizardOf(program.press("a").state());
    expect(draft).toEqual({});
    expect(planOf(program.press("lena", "tab").state()).peer.publicKey).not.toBe(OTHER);
  });

  it("stops where a default route would be lost on the way into the file", () => {
    const all = peer(OTHER, ["10.77.0.66/32", "0.0.0.0/0"]);
    const program = session(testWorld(FOUNDING_CONF, { live: running([ANTON, all]) })).press("G", "w", "vera", "tab");
    expect(wizardOf(program.state())).toMatchObject({ current: "lan", problem: { id: "lan-everything" } });
  });

  it("does nothing on a peer of the file, and says so", () => {
    const program = session(testWorld(FOUNDING_CONF, { live: running([ANTON, extra]) })).press("w");
    expect(program.state()).toMatchObject({ view: { at: "dashboard" }, refusal: "no-difference" });
  });
});

describe("an interface that runs otherwise than its file says", () => {
  it("is asked about before anything is made, and nothing is suggested", () => {
    const program = session(stranger()).press("a", "lena", "tab");
    const wizard = wizardOf(program.state());
    expect(wizard).toMatchObject({ current: "follow", field: { text: "" } });
    expect(wizard.problem).toMatchObject({ id: "follow-differs", values: { key: true, port: null, addresses: null } });
    // Enter on the empty field gives no answer either.
    expect(wizardOf(program.press("enter").state()).problem?.id).toBe("follow-bad");
  });

  it("made for the file, the device knows the server by the file's key", () => {
    const plan = planOf(session(stranger()).press("a", "lena", "tab", "down", "enter", "tab").state());
    expect(plan.clientText).toContain(`PublicKey = ${SERVER_PAIR.publicKey}\n`);
    expect(plan.warnings).toEqual([]);
  });

  it("made for what runs, by the key that runs; that it is not told of the peer is said", () => {
    const plan = planOf(session(stranger()).press("a", "lena", "tab", "down", "down", "enter", "tab").state());
    expect(plan.clientText).toContain(`PublicKey = ${OTHER_SERVER}\n`);
    expect(plan.warnings.map(({ id }) => id)).toContain("follow-not-told");
    expect(plan.loading).toBeNull();
  });

  it("on another port: the endpoint that is suggested has the chosen one", () => {
    const world = testWorld(FOUNDING_CONF, { live: running([ANTON], { listenPort: 51820 }) });
    const made = (choice: string) =>
      planOf(session(world).press("a", "lena", "tab", choice, "enter", "tab").state()).clientText;
    expect(made("file")).toContain("Endpoint = 203.0.113.5:47770\n");
    expect(made("running")).toContain("Endpoint = 203.0.113.5:51820\n");
  });

  it("with other addresses: the peer's own address is of the chosen network", () => {
    const world = testWorld(FOUNDING_CONF, { live: running(), addresses: ["10.99.0.1/24"] });
    const made = (choice: string) =>
      planOf(session(world).press("a", "lena", "tab", choice, "enter", "tab").state()).clientText;
    expect(made("file")).toContain("Address = 10.77.0.3/32\n");
    expect(made("running")).toContain("Address = 10.99.0.2/32\n");
  });

  it("is not asked about where a hook gave it one address more", () => {
    const world = testWorld(FOUNDING_CONF, { live: running(), addresses: ["10.77.0.1/24", "10.99.0.1/24"] });
    const plan = planOf(session(world).press("a", "lena", "tab").state());
    expect(plan.clientText).toContain("Address = 10.77.0.3/32\n");
  });

  it("counts as changed again where an answer before it is looked at once more", () => {
    const program = session(stranger()).press("a", "lena", "tab", "running", "enter", "tab", "e", "down", "enter");
    expect(wizardOf(program.state()).current).toBe("follow");
    const plan = planOf(program.press("ctrl-u", "file", "enter").state());
    expect(plan.clientText).toContain(`PublicKey = ${SERVER_PAIR.publicKey}\n`);
  });
});
