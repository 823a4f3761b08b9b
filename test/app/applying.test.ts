/** `A`, `l` and `o`: the file applied to the running interface, and the log of what it was told. */
import { describe, expect, it } from "vitest";
import type { Failure, Outcome } from "../../src/plans/plan.ts";
import { keyPairFrom } from "../../src/wireguard/key.ts";
import type { Live, LivePeer } from "../../src/wireguard/live.ts";
import type { World } from "../../src/wireguard/world.ts";
import { ANTON_KEY, FOUNDING_CONF, runningPeer, SERVER_PAIR, testWorld } from "../wizard/world.ts";
import { AT, session } from "./session.ts";

const OTHER = keyPairFrom(new Uint8Array(32).fill(33)).publicKey;
const live = (...peers: LivePeer[]): Live => ({
  publicKey: SERVER_PAIR.publicKey,
  listenPort: 47770,
  fwMark: null,
  peers,
});
const world = (now: Live | null, changes: Partial<World> = {}) =>
  testWorld(FOUNDING_CONF, { live: now, addresses: ["10.77.0.1/24"], ...changes });
const anton = runningPeer(ANTON_KEY, "10.77.0.2/32");
const LOAD = 'wg addconf wg0 <(sed -n "6,9p" /etc/wireguard/wg0.conf)';

/** Every step of the plan fails from the `at`-th command on. */
const refused: Outcome = {
  status: "done",
  loaded: "failed",
  steps: [
    { id: "lock", status: "done", failure: null },
    { id: "compare", status: "done", failure: null },
    { id: "run", at: 0, status: "failed", failure: { id: "command", path: "wg0", detail: "no" } as Failure },
    { id: "verify", status: "skipped", failure: null },
  ],
  clientFile: null,
  backup: null,
  record: null,
  late: null,
  notices: [],
};

describe("A", () => {
  it("reads the server anew and shows the commands; nothing is told before w", () => {
    const program = session(world(live(runningPeer(OTHER)))).press("A");
    expect(program.effects.map(({ type }) => type)).toEqual(["open", "open"]);
    expect(program.state().view).toMatchObject({ at: "apply", apply: { phase: "shown", only: null } });
    program.press("enter");
    expect(program.state().view).toMatchObject({ apply: { phase: "shown", nudged: true } });
    expect(program.effects.some(({ type }) => type === "carry")).toBe(false);
  });

  it("w tells the interface, Enter goes back to the list, which is read anew", () => {
    const program = session(world(live(runningPeer(OTHER)))).press("A", "w");
    expect(program.state().view).toMatchObject({ at: "apply", apply: { phase: "done", loaded: "loaded" } });
    program.press("enter");
    expect(program.state().view.at).toBe("dashboard");
    expect(program.effects.at(-1)?.type).toBe("open");
  });

  it("there is nothing to write where the plan is: w alone has a key there", () => {
    const program = session(world(live(anton))).press("A", "w");
    expect(program.state().view).toMatchObject({ at: "apply", apply: { found: { kind: "same" } } });
    expect(program.effects.some(({ type }) => type === "carry")).toBe(false);
    expect(program.press("esc").state().view.at).toBe("dashboard");
  });

  it("where nothing runs it says so instead", () => {
    const program = session(world(null)).press("A");
    expect(program.state().view).toMatchObject({ apply: { found: { kind: "untold", why: "down" } } });
    expect(program.press("r").effects.at(-1)?.type).toBe("open");
  });

  it("what could not be told stays on the screen until it was seen", () => {
    const program = session(world(live()), { outcome: refused }).press("A", "w");
    expect(program.state().view).toMatchObject({ apply: { phase: "done", loaded: "failed" } });
  });

  it("somebody else's lock: nothing was told, Enter tries again", () => {
    const failure: Failure = { id: "locked", path: "/etc/wireguard/wg0.conf", detail: "" };
    const outcome: Outcome = {
      ...refused,
      status: "failed",
      loaded: "none",
      steps: [{ id: "lock", status: "failed", failure }],
    };
    const program = session(world(live()), { outcome }).press("A", "w");
    expect(program.state().view).toMatchObject({ apply: { phase: "failed", failure: { id: "locked" } } });
    program.press("enter");
    expect(program.effects.filter(({ type }) => type === "carry")).toHaveLength(2);
  });

  it("Esc leaves it, and j and k move through what is to be done", () => {
    const program = session(world(live(runningPeer(OTHER)))).press("A", "j", "j");
    expect(program.state().view).toMatchObject({ apply: { top: 2 } });
    for (let more = 0; more < 9; more++) program.press("j");
    expect(program.state().view).toMatchObject({ apply: { top: 4 } });
    expect(program.press("k").state().view).toMatchObject({ apply: { top: 3 } });
    expect(program.press("esc").state().view.at).toBe("dashboard");
  });

  it("a Russian keyboard does the same", () => {
    expect(session(world(live())).press("Ф").state().view.at).toBe("apply");
  });
});

describe("l", () => {
  it("loads the selected peer alone", () => {
    const program = session(world(live(runningPeer(OTHER)))).press("l");
    expect(program.state().view).toMatchObject({
      at: "apply",
      apply: { only: ANTON_KEY, found: { kind: "plan", plan: { vanish: [], peer: { name: "anton_sevnet" } } } },
    });
  });

  it("does nothing where file and interface agree about it", () => {
    const program = session(world(live(anton, runningPeer(OTHER)))).press("l");
    expect(program.state()).toMatchObject({ view: { at: "dashboard" }, refusal: "no-difference" });
  });
});

describe("o", () => {
  it("shows what the interface was told, the newest first, and Esc goes back to where one was", () => {
    const program = session(world(live())).press("A", "w", "o");
    expect(program.state()).toMatchObject({
      view: { at: "log", log: { from: { at: "apply" } } },
      log: [
        { at: AT, text: "wg show wg0 dump", failure: null },
        { at: AT, text: LOAD, failure: null },
      ],
    });
    expect(program.press("esc").state().view).toMatchObject({ at: "apply", apply: { phase: "done" } });
    expect(program.press("enter", "o", "esc").state().view.at).toBe("dashboard");
  });

  it("keeps what failed, with the reason, and nothing of what was not tried", () => {
    const program = session(world(live()), { outcome: refused }).press("A", "w");
    expect(program.state().log).toEqual([
      { at: AT, text: LOAD, failure: { id: "command", path: "wg0", detail: "no" } },
    ]);
  });

  it("holds what adding a peer told it too, and no secret", () => {
    const program = session(world(live(anton)), { given: { endpoint: "203.0.113.5:47770" } });
    program.press("a", "lena", "enter", "tab", "w");
    expect(program.state().view.at).toBe("code");
    const { log, view } = program.press("o").state();
    expect(log.map(({ text }) => text)).toEqual([
      "wg show wg0 dump",
      'wg addconf wg0 <(sed -n "11,15p" /etc/wireguard/wg0.conf)',
    ]);
    expect(view).toMatchObject({ at: "log", log: { from: { at: "code" } } });
    const plan = view.at === "log" && view.log.from.at === "code" ? view.log.from.code.plan : null;
    const [command] = plan?.loading?.commands ?? [];
    const secret = command?.kind === "add-peer" ? /PresharedKey = (\S+)/.exec(command.block)?.[1] : undefined;
    expect(secret).toHaveLength(44);
    expect(JSON.stringify(log)).not.toContain(secret);
  });

  it("is empty at first", () => {
    const program = session(world(live(anton))).press("o", "j");
    expect(program.state()).toMatchObject({ log: [], view: { at: "log", log: { top: 0 } } });
  });
});
