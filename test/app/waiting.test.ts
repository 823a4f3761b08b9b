import { describe, expect, it } from "vitest";
import type { Effect } from "../../src/app/events.ts";
import { footerOf } from "../../src/app/keys.ts";
import type { CodeState, State } from "../../src/app/state.ts";
import { update } from "../../src/app/update.ts";
import { wanted } from "../../src/app/wanted.ts";
import type { Outcome } from "../../src/plans/plan.ts";
import { each, HERE, type Look, sightOf } from "../waiting/looks.ts";
import { SERVER_PAIR, testWorld } from "../wizard/world.ts";
import { MADE, type Session, type SessionOptions, session } from "./session.ts";

const LIVE = { publicKey: SERVER_PAIR.publicKey, listenPort: 47770, fwMark: null, peers: [] };
const nothing = each(0, 40, () => ({}));
const begun = each(0, 30, (t) => {
  const count = 1 + Math.floor(t / 5);
  return { endpoint: HERE, bytes: [148 * count, 92 * count] as const };
});
const there = each(0, 3, (t) => (t < 2 ? {} : { endpoint: HERE, handshake: 2, bytes: [180, 92] as const }));

/** The code of lena, added by a person who took every suggestion. */
function atCode(options: SessionOptions = {}, world = testWorld(undefined, { live: LIVE })): Session {
  const now = session(world, { size: { rows: 45, columns: 120 }, ...options }).press("a", "lena", "tab", "w");
  expect(now.state().view.at).toBe("code");
  return now;
}

function seen(now: Session, looks: readonly Look[]): Session {
  for (const one of looks) now.send({ type: "watched", sight: sightOf(one, MADE.pair.publicKey) });
  return now;
}

function code(now: Session): CodeState {
  const { view } = now.state();
  if (view.at !== "code") throw new Error(`the code is gone: ${view.at}`);
  return view.code;
}

const carried = (now: Session) =>
  now.effects.filter((effect): effect is Extract<Effect, { type: "carry" }> => effect.type === "carry");
const keys = (state: State) => footerOf(state).map(({ label }) => label);

describe("the interface is looked at each second", () => {
  it("as long as the code stands there, and not a moment longer", () => {
    const now = atCode();
    expect(wanted(now.state())).toEqual([{ type: "watch", name: "wg0", every: 1000 }]);
    expect(wanted(now.press("?").state())).toHaveLength(1);
    const gone = now.press("esc", "enter");
    expect(gone.state().view.at).toBe("dashboard");
    expect(wanted(gone.state())).toMatchObject([{ type: "status", name: "wg0", every: 2000 }]);
  });

  it("a look that comes when the person has left changes nothing there", () => {
    const now = atCode().press("enter");
    const { view } = seen(now, there).state();
    expect(view).toEqual({ at: "dashboard" });
  });

  it("what the world knows of the interface is what was seen last", () => {
    expect(seen(atCode(), there).state().world?.live?.peers).toHaveLength(2);
    expect(seen(atCode(), [{ t: 0, gone: "down" }]).state().world?.live).toBeNull();
  });
});

describe("before the device is there", () => {
  it("the code stays on the screen, however long nothing comes", () => {
    const now = seen(atCode(), nothing);
    expect(code(now).watch.shown).toBe(false);
    expect(keys(now.state())).toContain("i");
  });

  it("i shows what is seen, c the code again", () => {
    const now = seen(atCode(), nothing).press("i");
    expect(code(now).watch.shown).toBe(true);
    expect(code(now.press("c")).watch.shown).toBe(false);
  });

  it("a handshake that is not finished comes on the screen by itself, once", () => {
    const now = seen(atCode(), begun.slice(0, 20));
    expect(code(now).watch.shown).toBe(false);
    expect(code(seen(now, begun.slice(20, 25))).watch.shown).toBe(true);
    now.press("c");
    expect(code(seen(now, begun.slice(25))).watch.shown).toBe(false);
  });

  it("the keys that decide about the copy do nothing yet", () => {
    const now = seen(atCode(), nothing).press("i", "n", "y");
    expect(code(now).watch.copy).toBe("ask");
    expect(carried(now)).toHaveLength(1);
  });

  it("leaving without a kept file asks for the code to be shown first, from here too", () => {
    const small = { rows: 24, columns: 80 };
    const now = seen(atCode({ size: small, given: { save: "none" } }), nothing).press("i", "enter");
    expect(code(now)).toMatchObject({ held: true, watch: { shown: false } });
    expect(now.press("enter").state().view.at).toBe("dashboard");
  });
});

describe("the device is there", () => {
  it("what is seen stands in place of the code, and no key brings the code back", () => {
    const now = seen(atCode(), there).press("c");
    expect(code(now).watch.shown).toBe(true);
    expect(code(now.press("enter", "c")).watch.shown).toBe(true);
  });

  it("Enter keeps the copy, Enter again leaves", () => {
    const now = seen(atCode(), there).press("enter");
    expect(code(now).watch.copy).toBe("kept");
    expect(now.press("enter").state().view.at).toBe("dashboard");
    expect(carried(now)).toHaveLength(1);
  });

  it("n moves the copy into backups/, by a change of its own that u takes back", () => {
    const now = seen(atCode(), there).press("n");
    const { plan } = carried(now).at(-1) as Extract<Effect, { type: "carry" }>;
    expect(plan).toMatchObject({ kind: "client", beside: "/etc/wireguard/wg0.conf", loading: null });
    expect(plan.files).toMatchObject([{ kind: "move", path: "/etc/wireguard/clients/lena.conf" }]);
    expect(code(now).watch).toMatchObject({ copy: "moved", doing: null, failure: null });
    expect(now.state().own?.record).toBe("record 2");
    now.press("u");
    expect(now.effects.at(-1)).toMatchObject({ type: "find-change", record: "record 2" });
    const { view } = now.state();
    expect(view.at === "undo" && view.undo.found?.kind === "plan" && view.undo.found.plan.of).toBe("client");
    expect(code(now.press("esc")).watch.copy).toBe("moved");
  });

  it("u goes on to the peer itself, once the copy is back", () => {
    const now = seen(atCode(), there).press("n", "u", "w", "enter", "u");
    expect(now.state().view).toMatchObject({ at: "undo", undo: { found: { kind: "plan", plan: { of: "add" } } } });
    const gone = now.press("w");
    expect(carried(gone).at(-1)?.plan).toMatchObject({ kind: "undo", undoes: "record 1" });
  });

  it("a copy that could not be moved is said, and asked for again", () => {
    const state = seen(atCode(), there).state();
    const moving = update(state, { type: "letter", letter: "n" }).state;
    expect(footerOf(moving)).toEqual([]);
    const failure = { id: "changed", path: "/etc/wireguard/clients/lena.conf", detail: "" } as const;
    const outcome: Outcome = {
      status: "failed",
      loaded: "none",
      steps: [{ id: "move", path: failure.path, status: "failed", failure }],
      clientFile: null,
      backup: null,
      record: null,
      late: null,
      notices: [],
    };
    const { view } = update(moving, { type: "carried", effect: moving.awaiting ?? 0, outcome, now: 0 }).state;
    expect(view.at === "code" && view.code.watch).toMatchObject({ copy: "ask", doing: null, failure });
  });

  it("nothing is asked where no copy is kept, and leaving is free", () => {
    const now = seen(atCode({ given: { save: "none" }, size: { rows: 24, columns: 80 } }), there);
    expect(keys(now.state())[0]).toBe("Enter");
    expect(now.press("enter").state().view.at).toBe("dashboard");
  });
});

describe("another endpoint", () => {
  it("e asks for it alone; Enter writes it into the device's file and shows a new code, waited for anew", () => {
    const now = seen(atCode(), nothing).press("i", "e");
    expect(code(now).watch.asking).toMatchObject({ current: "endpoint", field: { text: "203.0.113.5:47770" } });
    const before = code(now).plan.code;
    now.press("vpn.example.org:443", "enter");
    const { plan } = carried(now).at(-1) as Extract<Effect, { type: "carry" }>;
    expect(plan.files).toMatchObject([{ kind: "edit", path: "/etc/wireguard/clients/lena.conf" }]);
    const after = code(now);
    expect(after.plan.clientText).toContain("\nEndpoint = vpn.example.org:443\n");
    expect(after.plan.code).toBe(before?.replace("203.0.113.5:47770", "vpn.example.org:443"));
    expect(after.watch).toMatchObject({ shown: false, asking: null, waiting: { last: null } });
    expect(now.state().own).toMatchObject({ record: "record 2", draft: { endpoint: "vpn.example.org:443" } });
  });

  it("one that no app would take is refused with the reason, and Esc goes back", () => {
    const now = seen(atCode(), nothing).press("i", "e", "vpn_1.example.org:443", "enter");
    expect(code(now).watch.asking?.problem?.id).toBe("endpoint-underscore");
    expect(code(now.press("esc")).watch).toMatchObject({ asking: null, shown: true });
    expect(carried(now)).toHaveLength(1);
  });

  it("letters are text there, and the same endpoint changes nothing", () => {
    const now = seen(atCode(), nothing).press("i", "e", "enter");
    expect(carried(now)).toHaveLength(1);
    expect(code(now).watch).toMatchObject({ asking: null, shown: false });
  });

  it("without a kept file nothing is written, and the code is new all the same", () => {
    const now = seen(atCode({ given: { save: "none" } }), nothing).press("i", "e", "vpn.example.org:443", "enter");
    expect(carried(now)).toHaveLength(1);
    expect(code(now).plan.code).toContain("vpn.example.org:443");
  });

  it("is no question any more when the device comes meanwhile", () => {
    const now = seen(atCode(), nothing.slice(0, 2)).press("i", "e", "vpn");
    expect(code(seen(now, there.slice(2))).watch).toMatchObject({ asking: null, shown: true });
  });
});

describe("an interface that is down", () => {
  const down: Look[] = [{ t: 0, gone: "down" }];
  const isDown = () => seen(atCode(), down).press("i");

  it("is brought up by b, pressed twice: once to see what it does, once to do it", () => {
    const now = isDown().press("b");
    expect(code(now).watch.up).toBe("asked");
    expect(now.effects.at(-1)?.type).not.toBe("bring-up");
    now.press("b");
    expect(now.effects.at(-1)).toMatchObject({ type: "bring-up", argument: "wg0" });
    expect(code(now).watch.up).toBe("running");
  });

  it("no key interrupts it; what it said is shown, and the log has it", () => {
    const now = isDown().press("b", "b", "enter", "c", "u", "q");
    expect(code(now).watch.up).toBe("running");
    const effect = now.effects.at(-1)?.id ?? 0;
    now.send({ type: "brought-up", effect, said: ["[#] ip link add wg0 type wireguard"], failure: null, now: 5 });
    expect(code(now).watch).toMatchObject({ up: null, said: ["[#] ip link add wg0 type wireguard"], failure: null });
    expect(now.state().log[0]).toEqual({ at: 5, text: "wg-quick up wg0", failure: null });
  });

  it("once it runs and knows the peer, nothing is said to be left to do", () => {
    const now = atCode({}, testWorld());
    expect(code(now).loaded).toBe("none");
    expect(code(seen(now, down)).loaded).toBe("none");
    expect(code(seen(now, nothing.slice(0, 1))).loaded).toBe("loaded");
  });

  it("any other key after the first b takes it back", () => {
    const now = isDown().press("b", "c", "i");
    expect(code(now).watch.up).toBeNull();
    expect(now.effects.some(({ type }) => type === "bring-up")).toBe(false);
  });

  it("b does nothing where it is up, or only played", () => {
    const up = seen(atCode(), nothing.slice(0, 2)).press("i", "b", "b");
    const demo = seen(atCode({}, testWorld(undefined, { live: LIVE, demo: true })), down).press("i", "b", "b");
    for (const now of [up, demo]) expect(now.effects.some(({ type }) => type === "bring-up")).toBe(false);
  });
});
