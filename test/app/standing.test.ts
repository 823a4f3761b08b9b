/** The code of a peer that stands there already, and new keys for one whose file was never kept. */
import { describe, expect, it } from "vitest";
import type { Effect } from "../../src/app/events.ts";
import { modeOf } from "../../src/app/modes.ts";
import { rotatableHere } from "../../src/app/standing.ts";
import type { State } from "../../src/app/state.ts";
import { rowsOf } from "../../src/screens/app.tsx";
import { payloadOf } from "../../src/wireguard/client.ts";
import { readable } from "../../src/wireguard/conf.ts";
import { keyPairFrom } from "../../src/wireguard/key.ts";
import type { World } from "../../src/wireguard/world.ts";
import { WORDS } from "../screens/states.ts";
import { each, HERE, type Look, sightOf } from "../waiting/looks.ts";
import { ANTON_KEY, FOUNDING_CONF, keptClient, runningPeer, SERVER_PAIR, testWorld } from "../wizard/world.ts";
import { failedAt, MADE, type Session, type SessionOptions, session } from "./session.ts";

const OWN = keyPairFrom(new Uint8Array(32).fill(11));
const CLIENT = `[Interface]
PrivateKey = ${OWN.privateKey}
Address = 10.77.0.2/32

[Peer]
PublicKey = ${SERVER_PAIR.publicKey}
AllowedIPs = 0.0.0.0/0
endpoint=203.0.113.5:47770
`;
const LARGE = { rows: 45, columns: 120 };

/** The founding note's peer with its file kept. */
const kept = (text = CLIENT, changes: Partial<World> = {}) =>
  testWorld(FOUNDING_CONF.replace(ANTON_KEY, OWN.publicKey), {
    clients: [keptClient("anton_sevnet.conf", text)],
    ...changes,
  });
const at = (world: World, options: SessionOptions = {}) => session(world, { size: LARGE, ...options });

function code(now: Session) {
  const { view } = now.state();
  if (view.at !== "code") throw new Error(`no code, but ${view.at}`);
  return view.code;
}

const text = (state: State, lang: "en" | "ru" = "en") =>
  rowsOf(state, WORDS[lang])
    .map((row) =>
      row
        .map((span) => span.text)
        .join("")
        .trim(),
    )
    .join(" ");
const carried = (now: Session) =>
  now.effects.filter((effect): effect is Extract<Effect, { type: "carry" }> => effect.type === "carry");

function seen(now: Session, looks: readonly Look[]): Session {
  for (const one of looks) now.send({ type: "watched", sight: sightOf(one, OWN.publicKey) });
  return now;
}

describe("c, where the file is kept", () => {
  it.each([["c"], ["enter", "c"]])("shows its code, from the list and from the peer's own screen: %s", (...keys) => {
    const now = at(kept()).press(...keys);
    const payload = payloadOf(kept().clients[0]?.conf as never);
    expect(code(now)).toMatchObject({
      clientFile: "/etc/wireguard/clients/anton_sevnet.conf",
      loaded: "none",
      plan: { code: payload.kind === "text" ? payload.text : null, clientText: CLIENT, tunnelName: "anton_sevnet" },
    });
    expect(text(now.state())).toContain("Name it anton_sevnet");
    expect(text(now.state())).not.toContain("written");
  });

  it("Esc leads back to the peer, and from there to the list; nothing was written", () => {
    const now = at(kept()).press("c", "enter");
    expect(now.state().view).toMatchObject({
      at: "detail",
      detail: { peer: { name: "anton_sevnet" }, codeless: false },
    });
    expect(now.press("esc").state().view.at).toBe("dashboard");
    expect(carried(now)).toEqual([]);
  });

  it("u beside it takes nothing back: the last change may be another peer's", () => {
    const own = { record: "1", path: "/etc/wireguard/wg0.conf", draft: {}, earlier: null };
    const now = at(kept()).press("c");
    const state = { ...now.state(), own };
    expect(state.view.at).toBe("code");
    expect(text({ ...state, over: "keys", keysTop: 0 })).toMatch(/not now/);
    expect(now.press("u").state().view.at).toBe("code");
  });

  it("stays on the screen where the device is connected already", () => {
    const live = {
      publicKey: SERVER_PAIR.publicKey,
      listenPort: 47770,
      fwMark: null,
      peers: [runningPeer(OWN.publicKey)],
    };
    const already = each(0, 3, () => ({ endpoint: HERE, handshake: -5, bytes: [180, 92] as const }));
    const opened = at(kept(CLIENT, { live: live as never })).press("c");
    expect(code(opened).loaded).toBe("loaded");
    const now = seen(opened, already);
    expect(code(now)).toMatchObject({ loaded: "loaded", watch: { shown: false, copy: "kept" } });
    expect(modeOf(now.state())).toBe("code");
    expect(code(now.press("i")).watch.shown).toBe(true);
    expect(code(now.press("c")).watch.shown).toBe(false);
  });

  it("another endpoint goes into the file however its line is spelled", () => {
    const now = at(kept()).press("c", "i", "e", "ctrl-u", "vpn.example.org:51820", "enter");
    expect(carried(now)[0]?.plan.files[0]).toMatchObject({
      path: "/etc/wireguard/clients/anton_sevnet.conf",
      before: CLIENT,
      after: CLIENT.replace("endpoint=203.0.113.5:47770", "Endpoint = vpn.example.org:51820"),
    });
  });

  it("a file that no code can carry says so, and new keys are offered", () => {
    const world = kept(CLIENT.replace("endpoint=203.0.113.5:47770\n", ""));
    const now = at(world).press("c");
    expect(modeOf(now.state())).toBe("codeless");
    expect(text(now.state())).toContain("clients/anton_sevnet.conf cannot be put into a code");
  });
});

describe("c, where it is not", () => {
  it.each(["en", "ru"] as const)("says why the key cannot come back, and what new keys mean, in %s", (lang) => {
    const state = at(testWorld()).press("c").state();
    expect(modeOf(state)).toBe("codeless");
    const said = WORDS[lang].screens.detail.newKeys({ name: "anton_sevnet" });
    expect(text({ ...state, lang }, lang)).toContain(said.slice(0, 40));
    expect(text({ ...state, lang }, lang)).toContain(
      lang === "en" ? "only the public half" : "только публичную половину",
    );
  });

  it("Esc leads back to the peer's files", () => {
    const now = at(testWorld()).press("c", "esc");
    expect(now.state().view).toMatchObject({ at: "detail", detail: { codeless: false } });
  });

  it("n asks what the new file needs, writes the new key in the old one's line, and shows the code", () => {
    const now = at(testWorld()).press("c", "n");
    expect(text(now.state())).toContain("New keys for anton_sevnet · 1 of 7");
    expect(text(now.press("tab").state())).toContain("New keys for anton_sevnet · look it over");
    now.press("w");
    expect(carried(now)[0]?.plan).toMatchObject({ kind: "rotate", peer: { publicKey: MADE.pair.publicKey } });
    const [edit] = carried(now)[0]?.plan.files ?? [];
    expect(edit?.kind === "edit" && readable(edit.after)).toContain(
      `# Публичный ключ пира: anton_sevnet\nPublicKey = ${MADE.pair.publicKey}\nPresharedKey = ${MADE.presharedKey}\nAllowedIPs = 10.77.0.2/32\n`,
    );
    expect(code(now)).toMatchObject({ from: null, plan: { kind: "rotate" } });
    const back = now.press("u").state();
    expect(back.view).toMatchObject({ at: "undo", undo: { found: { kind: "plan", plan: { of: "rotate" } } } });
    expect(text(back)).toContain("Take back: the new keys of anton_sevnet");
  });

  it("Esc at the first question leaves at once; after an answer it asks by name", () => {
    const gone = at(testWorld()).press("c", "n", "esc").state();
    expect([gone.view.at, gone.over]).toEqual(["dashboard", null]);
    const asked = at(testWorld()).press("c", "n", "down", "enter", "esc", "esc").state();
    expect(asked.over).toBe("leave-wizard");
    expect(text(asked)).toContain("Leave without new keys for anton_sevnet?");
  });

  it("a afterwards is a new peer again", () => {
    const now = at(testWorld()).press("c", "n", "esc", "a");
    expect(now.state().view).toMatchObject({ at: "wizard", wizard: { draft: {}, current: "name" } });
  });

  it("where somebody else gave it another key meanwhile, nothing is written, and the list says why", () => {
    const other = testWorld(FOUNDING_CONF.replace(ANTON_KEY, OWN.publicKey));
    const failed = { id: "changed", path: "/etc/wireguard/wg0.conf", detail: "" } as const;
    const outcome = failedAt({ id: "compare", status: "failed", failure: failed });
    const now = at(testWorld(), { outcome, later: other }).press("c", "n", "tab", "w", "enter");
    expect(now.state()).toMatchObject({ view: { at: "dashboard" }, refusal: "peer-gone" });
    expect(text(now.state())).toContain(WORDS.en.keys.whyNot["peer-gone"]);
  });

  it("a file that WireGuard would refuse is not written, and n says so", () => {
    const now = at(testWorld(FOUNDING_CONF.replace("ListenPort", "ListenProt"))).press("c", "n");
    expect(now.state()).toMatchObject({ refusal: "faults", view: { at: "detail" } });
  });

  it("while a change that stopped in the middle is not settled, n waits for that", () => {
    const now = at(testWorld()).press("c").state();
    const unfinished = {
      record: "1",
      path: "",
      at: 0,
      kind: "add",
      peer: null,
      files: [],
      canFinish: true,
      canTakeBack: true,
      torn: false,
    } as const;
    expect(rotatableHere({ ...now, unfinished })).toBe("unfinished");
    expect(rotatableHere(now)).toBe(true);
  });

  it("a peer without an address of its own cannot have new keys, and its screen does not offer them", () => {
    const site = testWorld(FOUNDING_CONF.replace("10.77.0.2/32", "192.168.7.0/24"));
    const now = at(site).press("c");
    expect(text(now.state())).not.toContain("n makes new keys");
    expect(now.press("n").state()).toMatchObject({ refusal: "not-rotatable", view: { at: "detail" } });
  });
});
