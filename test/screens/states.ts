/**
 * Small makers of program states for the screens' tests: a server with five peers of different kinds, and the way into
 * each screen through the program's own `update`, so that no test draws a state that cannot come about.
 */
import type { Event, KeyName } from "../../src/app/events.ts";
import { start } from "../../src/app/start.ts";
import type { Abilities, Lang, MadeKeys, Size, State } from "../../src/app/state.ts";
import { update } from "../../src/app/update.ts";
import type { Change, Outcome, Plan, StepResult } from "../../src/plans/plan.ts";
import type { Unfinished } from "../../src/plans/undo.ts";
import { split } from "../../src/text/width.ts";
import { keyPairFrom, presharedKeyFrom } from "../../src/wireguard/key.ts";
import type { Live } from "../../src/wireguard/live.ts";
import type { Trouble } from "../../src/wireguard/opening.ts";
import type { Facts, World } from "../../src/wireguard/world.ts";
import { en } from "../../src/words/en.ts";
import { ru } from "../../src/words/ru.ts";
import { pastOf } from "../app/session.ts";
import { ANTON_KEY, FACTS, keptClient, SERVER_PAIR, testWorld } from "../wizard/world.ts";

export const WORDS = { en, ru } as const;
export const SMALL: Size = { rows: 24, columns: 80 };
export const LARGE: Size = { rows: 40, columns: 120 };
const ABILITIES: Abilities = { utf8: true, colours: 256, console: false };

/** 22 November 2026, 12:00 UTC. */
export const NOW = Date.UTC(2026, 10, 22, 12);

const key = (seed: number) => keyPairFrom(new Uint8Array(32).fill(seed)).publicKey;

/** The keys of a peer that is being added; made of a fixed seed. */
export const MADE: MadeKeys = {
  pair: keyPairFrom(new Uint8Array(32).fill(42)),
  presharedKey: presharedKeyFrom(new Uint8Array(32).fill(43)),
};

/** Five peers: a plain one, one with IPv6, one with a LAN, one with keepalive on the server's side, one far off. */
export const FIVE_PEERS = `[Interface]
Address = 10.77.0.1/24, fd77::1/64
ListenPort = 47770
PrivateKey = ${SERVER_PAIR.privateKey}

[Peer]
# Публичный ключ пира: anton_sevnet
PublicKey = ${ANTON_KEY}
AllowedIPs = 10.77.0.2/32

[Peer]
# Публичный ключ пира: lena-laptop
PublicKey = ${key(11)}
PresharedKey = ${presharedKeyFrom(new Uint8Array(32).fill(1))}
AllowedIPs = 10.77.0.3/32, fd77::3/128

[Peer]
# Публичный ключ пира: Дача, роутер
PublicKey = ${key(12)}
AllowedIPs = 10.77.0.4/32, 192.168.7.0/24

[Peer]
# Публичный ключ пира: nas
PublicKey = ${key(13)}
AllowedIPs = 10.77.0.5/32
PersistentKeepalive = 25

[Peer]
# Публичный ключ пира: printer-in-the-cellar-behind-the-old-stairs
PublicKey = ${key(14)}
AllowedIPs = 10.77.0.200/32
`;

const livePeer = (
  publicKey: string,
  seconds: number | null,
  rx: number,
  tx: number,
  allowedIPs: readonly string[],
): Live["peers"][number] => ({
  publicKey,
  endpoint: seconds === null ? null : "198.51.100.7:41641",
  allowedIPs,
  latestHandshake: seconds === null ? null : NOW / 1000 - seconds,
  rx,
  tx,
  persistentKeepalive: null,
  presharedKey: null,
});

/** The running interface: one peer active, one silent for three hours, one that never came, two not loaded. */
export const LIVE: Live = {
  publicKey: SERVER_PAIR.publicKey,
  listenPort: 47770,
  fwMark: null,
  peers: [
    livePeer(ANTON_KEY, 40, 1_300_000, 348_160, ["10.77.0.2/32"]),
    {
      ...livePeer(key(11), 3 * 3600 + 200, 5_000_000_000, 999_999, ["10.77.0.3/32", "fd77::3/128"]),
      presharedKey: presharedKeyFrom(new Uint8Array(32).fill(1)),
    },
    livePeer(key(12), null, 0, 0, ["10.77.0.4/32", "192.168.7.0/24"]),
  ],
};

/** All in the ways in which it can differ from the file: a keepalive that stays, other networks, a peer of its own. */
export const DIFFERING: Live = {
  ...LIVE,
  listenPort: 51820,
  peers: [
    { ...livePeer(ANTON_KEY, 40, 1_300_000, 348_160, ["10.77.0.2/32"]), persistentKeepalive: 25 },
    livePeer(key(11), 3 * 3600 + 200, 5_000_000_000, 999_999, ["10.77.0.33/32"]),
    livePeer(key(13), 15, 77_000, 1_000, ["10.77.0.5/32"]),
    livePeer(key(14), null, 0, 0, ["10.77.0.200/32"]),
    {
      ...livePeer(key(21), 30, 2_000_000, 3_000_000, ["10.77.0.66/32", "192.168.66.0/24"]),
      presharedKey: presharedKeyFrom(new Uint8Array(32).fill(2)),
    },
  ],
};

/** Another reading, two seconds later: this peer has received and sent so much more. */
export function heardAgain(state: State, publicKey: string, rx: number, tx: number): State {
  const running = state.world?.running;
  if (running?.kind !== "up") throw new Error("nothing runs");
  const peers = running.live.peers.map((peer) =>
    peer.publicKey === publicKey ? { ...peer, rx: peer.rx + rx, tx: peer.tx + tx } : peer,
  );
  const reading = { kind: "up", live: { ...running.live, peers } } as const;
  return update(state, { type: "status", reading, now: state.readAt + 2000 }).state;
}

export const fiveWorld = (changes: Partial<World> = {}): World => testWorld(FIVE_PEERS, { live: LIVE, ...changes });

/** The first peer's key. */
export const FIRST_KEY = ANTON_KEY;

/** Something else runs under the interface's name: another key, another port. */
export const strangerWorld = (changes: Partial<World> = {}): World => {
  const live: Live = { ...LIVE, publicKey: key(31), listenPort: 51820 };
  return fiveWorld({ live: null, running: { kind: "up", live }, stranger: true, ...changes });
};

/** The same with the file of lena-laptop kept, as a Linux machine has it. */
export const keptWorld = (): World =>
  fiveWorld({
    clients: [
      keptClient(
        "lena-laptop.conf",
        `[Interface]
PrivateKey = ${keyPairFrom(new Uint8Array(32).fill(11)).privateKey}
Address = 10.77.0.3/32, fd77::3/128
DNS = 1.1.1.1
PostUp = resolvectl domain %i ~corp.example

[Peer]
PublicKey = ${SERVER_PAIR.publicKey}
PresharedKey = ${presharedKeyFrom(new Uint8Array(32).fill(1))}
AllowedIPs = 10.77.0.0/24, fd77::/64
Endpoint = 203.0.113.5:47770
PersistentKeepalive = 25
`,
      ),
    ],
  });

/** The program before it has looked at anything. */
export function fresh(size: Size = SMALL, lang: Lang = "en", abilities: Partial<Abilities> = {}): State {
  return start({
    size,
    lang,
    abilities: { ...ABILITIES, ...abilities },
    version: "0.1.0",
    given: {},
    choice: "wg0",
    demo: false,
  }).state;
}

/** The dashboard of this server. */
export function opened(
  world: World = fiveWorld(),
  size: Size = SMALL,
  lang: Lang = "en",
  abilities: Partial<Abilities> = {},
): State {
  const state = fresh(size, lang, abilities);
  return update(state, { type: "opened", effect: state.awaiting ?? 0, opening: { kind: "opened", world }, now: NOW })
    .state;
}

export function inTrouble(trouble: Trouble, size: Size = SMALL, lang: Lang = "en"): State {
  const state = fresh(size, lang);
  return update(state, { type: "opened", effect: state.awaiting ?? 0, opening: { kind: "trouble", trouble }, now: NOW })
    .state;
}

const NAMED: ReadonlySet<string> = new Set<KeyName>([
  "enter",
  "esc",
  "tab",
  "shift-tab",
  "up",
  "down",
  "left",
  "right",
  "home",
  "end",
  "backspace",
]);

/** Keys by name, in angle brackets, and text in between: `a`, `lena<enter><tab>`. */
export function typed(state: State, keys: string): State {
  const events = keys.split(/(<[a-z-]+>)/).flatMap((part): Event[] => {
    const name = /^<(.+)>$/.exec(part)?.[1];
    if (name !== undefined && (NAMED.has(name) || name.startsWith("ctrl-")))
      return [{ type: "key", key: name as KeyName }];
    return split(part).map((letter) => ({ type: "letter", letter }));
  });
  return events.reduce((now, event) => update(now, event).state, state);
}

/** The wizard at its first question. */
export function adding(state: State = opened()): State {
  const asked = update(state, { type: "letter", letter: "a" }).state;
  return update(asked, { type: "keys-made", effect: asked.awaiting ?? 0, keys: MADE }).state;
}

/** The wizard at this question, everything before it taken as suggested. */
export function addingAt(question: string, state: State = opened(), name = "lena-phone"): State {
  let now = typed(adding(state), name);
  for (let guard = 0; guard < 20; guard++) {
    if (now.view.at !== "wizard") throw new Error(`no question ${question} is asked`);
    if (now.view.wizard.current === question) return now;
    now = typed(now, "<enter>");
  }
  throw new Error(`stuck before ${question}`);
}

/** The wizard for new keys of the peer under the cursor, whose file is not kept unless other keys lead there; at its first question. */
export function rotating(state: State = opened(), keys = "cn"): State {
  const asked = typed(state, keys);
  return update(asked, { type: "keys-made", effect: asked.awaiting ?? 0, keys: MADE }).state;
}

/** The review of a peer whose questions were all taken as suggested. */
export function reviewing(state: State = opened(), name = "lena-phone"): State {
  let now = typed(adding(state), name);
  for (let guard = 0; guard < 20 && now.view.at === "wizard"; guard++) now = typed(now, "<enter>");
  if (now.view.at !== "review") throw new Error("the review was not reached");
  return now;
}

const done = (plan: Change, count: number): StepResult[] =>
  plan.steps.map((step, at) => ({
    id: step.id,
    path: step.path,
    ...(step.id === "run" && { at: step.at }),
    status: at < count ? "done" : at === count ? "running" : "waiting",
    failure: null,
  }));

/** The steps, `count` of them done. */
export function doing(count: number, state: State = reviewing()): State {
  const now = typed(state, "w");
  if (now.view.at !== "doing") throw new Error("nothing is being done");
  return done(now.view.doing.plan, count).reduce(
    (on, result) => update(on, { type: "step", effect: on.awaiting ?? 0, result }).state,
    now,
  );
}

/** The code, all steps done. */
export function showingCode(state: State = reviewing()): State {
  const now = doing(99, state);
  if (now.view.at !== "doing") throw new Error("nothing is being done");
  const { plan } = now.view.doing;
  const clientFile = plan.files.find((file) => file.kind === "create")?.path ?? null;
  const outcome = { ...carriedOut(plan), clientFile };
  return update(now, { type: "carried", effect: now.awaiting ?? 0, outcome, now: NOW }).state;
}

const BACKUP = "/etc/wireguard/backups/wg0.conf.20261122T140531Z";

function carriedOut(change: Change): Outcome {
  return {
    status: "done",
    loaded: change.loading ? "loaded" : "none",
    steps: done(change, 99),
    clientFile: null,
    backup: BACKUP,
    record: "20261122T140531Z",
    late: null,
    notices: [],
  };
}

function planInDoing(state: State): Plan {
  if (state.view.at === "code") return state.view.code.plan;
  if (state.view.at === "doing") return state.view.doing.plan;
  throw new Error("no plan is at hand");
}

/** What this session wrote, for a list that offers to take it back. */
export const OWN: NonNullable<State["own"]> = {
  record: "20261122T140531Z",
  path: "/etc/wireguard/wg0.conf",
  draft: { name: "lena-phone" },
  earlier: null,
};

/** The same where the interface refused the first command. */
export function refusedByInterface(state: State): State {
  if (state.view.at !== "code") throw new Error("no code is shown");
  const { code } = state.view;
  const failure = {
    id: "command",
    path: "wg0",
    detail: "Unable to modify interface: Operation not permitted",
  } as const;
  const results = code.results.map((result): StepResult => {
    if (result.id === "run") return { ...result, status: "failed", failure };
    return result.id === "verify" ? { ...result, status: "skipped" } : result;
  });
  return { ...state, view: { at: "code", code: { ...code, results, loaded: "failed" } } };
}

/** The code's screen, then `u`: the change as it was written, or with `now` in the server's file instead. */
export function undoing(code: State = showingCode(), now?: string): State {
  const change = pastOf(planInDoing(code), "20261122T140531Z", now);
  const asked = typed(code, "u");
  const world = asked.world ?? fiveWorld();
  return update(asked, {
    type: "change-found",
    effect: asked.awaiting ?? 0,
    change,
    opening: { kind: "opened", world },
    now: NOW,
  }).state;
}

/** The same on a server that was told of the new peer meanwhile. */
export function undoingLoaded(code: State = showingCode()): State {
  const { peer } = planInDoing(code);
  const loaded = { ...LIVE, peers: [...LIVE.peers, livePeer(peer.publicKey, 5, 100, 100, ["10.77.0.6/32"])] };
  return undoing({ ...code, world: { ...(code.world ?? fiveWorld()), live: loaded } });
}

/** `w` in the undo, `count` of its steps done; all of them: the end. */
export function takingBack(count: number, state: State = undoing()): State {
  const now = typed(state, "w");
  if (now.view.at !== "undo" || now.view.undo.found?.kind !== "plan") throw new Error("nothing is being taken back");
  const { plan } = now.view.undo.found;
  if (count >= plan.steps.length) {
    return update(now, { type: "carried", effect: now.awaiting ?? 0, outcome: carriedOut(plan), now: NOW }).state;
  }
  return done(plan, count).reduce(
    (on, result) => update(on, { type: "step", effect: on.awaiting ?? 0, result }).state,
    now,
  );
}

/** Somebody wrote into the old file while it was replaced; a hard link kept the old text too. */
export function metOthers(state: State = reviewing()): State {
  const now = doing(99, state);
  const plan = planInDoing(now);
  const copy = `${BACKUP}.late`;
  const path = "/etc/wireguard/wg0.conf";
  const notices = [
    { id: "late", path, copy },
    { id: "other-names", path, count: 1 },
  ] as const;
  const outcome = { ...carriedOut(plan), late: copy, notices };
  const told = update(now, { type: "carried", effect: now.awaiting ?? 0, outcome, now: NOW }).state;
  return update(told, { type: "text-read", effect: told.awaiting ?? 0, text: withAnother(state.world ?? fiveWorld()) })
    .state;
}

/** The server's file with what an editor put at its end, a secret among it. */
export function withAnother(world: World): string {
  return `${world.conf.text}\n[Peer]\n# friendly_name = olga\nPublicKey = ${key(15)}\nPresharedKey = ${presharedKeyFrom(new Uint8Array(32).fill(3))}\nAllowedIPs = 10.77.0.7/32\n`;
}

/** At the start: adding somebody was cut off by a crash. */
export function halfDone(size: Size = SMALL, lang: Lang = "en", changes: Partial<Unfinished> = {}): State {
  const state = fresh(size, lang);
  const unfinished: Unfinished = {
    record: "20261122T140531Z",
    path: "/etc/wireguard/wg0.conf",
    at: Date.UTC(2026, 10, 22, 14, 5, 31),
    kind: "add",
    peer: { name: "lena-phone", publicKey: key(15) },
    files: [
      { path: "/etc/wireguard/clients/lena-phone.conf", state: "new" },
      { path: "/etc/wireguard/wg0.conf", state: "old" },
    ],
    canFinish: true,
    canTakeBack: true,
    torn: true,
    ...changes,
  };
  const opening = { kind: "opened", world: fiveWorld() } as const;
  return update(state, { type: "opened", effect: state.awaiting ?? 0, opening, now: NOW, unfinished }).state;
}

/** The end of it: finished. */
export function settled(state: State): State {
  const now = typed(state, "f");
  return update(now, { type: "settled", effect: now.awaiting ?? 0, settled: { kind: "done", notices: [] } }).state;
}

/** The first steps failed: with somebody else's lock, or because the file was changed meanwhile. */
export function stopped(id: "locked" | "changed", state: State = reviewing()): State {
  const now = doing(1, state);
  const detail = id === "locked" ? "anna, pid 4711, 2026-11-22 14:05:31 UTC" : "";
  const failure = { id, path: "/etc/wireguard/wg0.conf", detail } as const;
  const at = id === "locked" ? 0 : 1;
  const steps = planInDoing(now).steps.map((step, place) => ({
    id: step.id,
    status: place < at ? ("done" as const) : place === at ? ("failed" as const) : ("skipped" as const),
    failure: place === at ? failure : null,
  }));
  const outcome = { ...carriedOut(planInDoing(now)), status: "failed", steps, backup: null, record: null } as const;
  const told = update(now, { type: "carried", effect: now.awaiting ?? 0, outcome, now: NOW }).state;
  if (id === "locked") return told;
  return update(told, { type: "text-read", effect: told.awaiting ?? 0, text: withAnother(state.world ?? fiveWorld()) })
    .state;
}

/** The same state in a window of another size. */
export function resized(state: State, size: Size): State {
  return update(state, { type: "resized", size }).state;
}

/** Several servers' files in the folder, none chosen yet. */
export function choosing(size: Size = SMALL, lang: Lang = "en"): State {
  const state = fresh(size, lang);
  const interfaces = [
    { name: "home", path: "/etc/wireguard/home.conf", peers: 1 },
    { name: "wg0", path: "/etc/wireguard/wg0.conf", peers: 22 },
    { name: "office", path: "/etc/wireguard/office.conf", peers: 1005 },
  ];
  return update(state, {
    type: "opened",
    effect: state.awaiting ?? 0,
    opening: { kind: "several", interfaces },
    now: NOW,
  }).state;
}

/** A machine that neither forwards nor masquerades, behind a router of its own. */
export const NO_INTERNET: Facts = {
  ...FACTS,
  addresses: [{ device: "eth0", network: "192.168.1.10/24" }],
  forwarding: { ipv4: false, ipv6: false },
  masquerade: false,
};

/** Writing failed at the second file: the disk is full. */
export function failed(state: State = reviewing()): State {
  const now = doing(4, state);
  if (now.view.at !== "doing") throw new Error("nothing is being done");
  const failure = { id: "full", path: "/etc/wireguard/wg0.conf", detail: "ENOSPC" } as const;
  const steps = done(now.view.doing.plan, 4).map((step, at) =>
    at === 4 ? { ...step, status: "failed" as const, failure } : step,
  );
  const outcome = {
    status: "failed",
    loaded: "none",
    steps,
    clientFile: null,
    backup: null,
    record: null,
    late: null,
    notices: [],
  } as const;
  return update(now, { type: "carried", effect: now.awaiting ?? 0, outcome, now: NOW }).state;
}
