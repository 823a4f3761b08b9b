/**
 * `wg-wizard watch NAME`: waits for the peer's first handshake, says what happens as it happens, and what is wrong
 * where nothing does. Plain lines; changes nothing.
 */
import type { Host } from "../host/host.ts";
import { cameText, causeTexts, eventTexts } from "../panes/waiting.ts";
import { visible } from "../text/visible.ts";
import { type About, aboutOf } from "../waiting/about.ts";
import { type Diagnosis, diagnosisOf, isHopeless } from "../waiting/diagnosis.ts";
import { expectedOf } from "../waiting/expected.ts";
import { sightingOf } from "../waiting/sighting.ts";
import { lastSeen, look, startWaiting, type Waiting, watchedFor } from "../waiting/waiting.ts";
import type { Peer } from "../wireguard/conf.ts";
import { keptClientOf } from "../wireguard/kept.ts";
import { type World, withReading } from "../wireguard/world.ts";
import { readArguments } from "./arguments.ts";
import type { Command, Context, ExitStatus } from "./command.ts";
import { jsonText } from "./json.ts";
import { openFor } from "./opening.ts";
import { peerMeant } from "./peers.ts";
import { rowOf } from "./table.ts";
import { watchDocument } from "./watch-document.ts";

/** Milliseconds between two looks. */
const EVERY = 1000;

/**
 * So long after the handshake it is still waited for data that is answered, in milliseconds: what the server throws away
 * or does not pass on shows itself after twelve seconds (diagnosis.ts).
 */
const FOR_DATA = 15_000;

/** Seconds after which it ends by itself where nobody sits at a terminal: an app gives up after some 100 (§4.1). */
const PATIENT = 120;

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Everything that one call works with. */
interface Watching {
  readonly context: Context;
  readonly host: Host;
  readonly world: World;
  readonly peer: Peer & { readonly publicKey: string };
  readonly json: boolean;
  /** Seconds; null for none. */
  readonly timeout: number | null;
}

export const watch: Command = {
  async run(args, context) {
    const read = readArguments(rowOf("watch"), args, context);
    if (read.kind === "end") return read.status;
    const { bare, on, values } = read.arguments;
    const json = on.has("json");
    const opened = await openFor(context);
    if (opened.kind === "end") {
      if (json && opened.trouble) context.out(jsonText({ error: opened.trouble.id, path: opened.trouble.path }));
      return opened.status;
    }
    const { host, world } = opened;
    const peer = peerMeant(bare[0] ?? "", world, context);
    if (typeof peer === "number") return peer;
    const { publicKey } = peer;
    if (publicKey === null) {
      context.err(`${context.words.waiting.watch.noKey({ name: visible(peer.name ?? "") })}\n`);
      return 1;
    }
    const patience = context.tty.stderr ? null : PATIENT;
    const timeout = values.timeout === undefined ? patience : Number(values.timeout);
    return watchPeer({ context, host, world, peer: { ...peer, publicKey }, json, timeout });
  },
};

async function watchPeer(watching: Watching): Promise<ExitStatus> {
  const { context, host, peer, json, timeout } = watching;
  const { lookAtInterface } = await import("../host/sight.ts");
  const stop = new AbortController();
  const abort = () => stop.abort();
  const stopped = new Promise<void>((done) => {
    stop.signal.addEventListener("abort", () => done());
  });
  for (const signal of SIGNALS) process.on(signal, abort);
  const say = json ? context.err : context.out;
  let { world } = watching;
  let waiting = startWaiting(peer.publicKey, expectedOf(keptClientOf(peer, world)?.conf ?? null));
  let told: Diagnosis["id"] = "waiting";
  let events = 0;
  let last = "";
  try {
    for (;;) {
      const first = waiting.last === null;
      const sight = await lookAtInterface(host, world.interfaceName);
      world = withReading(world, sight.reading);
      waiting = look(waiting, sightingOf(peer.publicKey, sight.reading, sight));
      const about = aboutFor(watching, waiting, world);
      const diagnosis = diagnosisOf(waiting, world);
      const there = lastSeen(waiting, "connected");
      if (first && there === null && !isHopeless(diagnosis)) sayBegin(watching, about);
      const texts = there?.already ? [] : eventTexts(waiting, about, context.words);
      for (const [time, text] of texts.slice(events)) say(`${time.padStart(5)}  ${text}\n`);
      events = texts.length;
      if (there !== null) {
        if (first && there.already) say(`${cameText(waiting, about, context.words)}\n`);
        const late = watchedFor(waiting) - Math.max(0, there.at - waiting.since) >= FOR_DATA;
        if (waiting.answeredAt !== null || late) return ended(watching, waiting, world, 0);
      } else if (isHopeless(diagnosis)) return ended(watching, waiting, world, 1, last);
      else if (timeout !== null && watchedFor(waiting) >= timeout * 1000)
        return ended(watching, waiting, world, 1, last);
      else if (diagnosis.id !== told) {
        told = diagnosis.id;
        last = stateText(diagnosis, about, context);
        say(last);
      }
      await Promise.race([host.clock.pause(EVERY), stopped]);
      if (stop.signal.aborted) return ended(watching, waiting, world, 130);
    }
  } finally {
    for (const signal of SIGNALS) process.off(signal, abort);
  }
}

function aboutFor({ context, peer }: Watching, waiting: Waiting, world: World): About {
  return aboutOf(waiting, world, peer.name ?? peer.publicKey.slice(0, 12), context.options.interface !== null);
}

function sayBegin({ context, timeout }: Watching, about: About): void {
  const said = context.words.waiting.watch;
  context.err(`${said.begin(about)}\n`);
  if (timeout !== null) context.err(`${said.until({ seconds: timeout })}\n`);
}

/** The last words, and the document. `last`: what was said of how it stands, which is not said a second time. */
function ended(watching: Watching, waiting: Waiting, world: World, status: ExitStatus, last = ""): ExitStatus {
  const { context, json, peer } = watching;
  const { words } = context;
  const say = json ? context.err : context.out;
  const about = aboutFor(watching, waiting, world);
  const diagnosis = diagnosisOf(waiting, world);
  const came = lastSeen(waiting, "connected")?.already ? null : cameText(waiting, about, words);
  if (came !== null) say(`${came}\n`);
  // Before anybody is accused there is only that nothing came.
  if (status === 1 || diagnosis.causes.length > 0) {
    const id = diagnosis.id === "waiting" ? "nothing-accepted" : diagnosis.id;
    const text = stateText({ ...diagnosis, id }, about, context);
    if (status !== 130 && text !== last) say(text);
  }
  if (status !== 0 && !isHopeless(diagnosis)) context.err(`${words.waiting.watch.again} ${about.command}\n`);
  if (waiting.last?.status === "denied") context.err(`${words.waiting.watch.needsRoot}\n  ${visible(context.sudo)}\n`);
  if (json) context.out(jsonText(watchDocument(waiting, world, about, peer.name, words)));
  return status;
}

/** How it stands, and what can be the cause. */
function stateText(diagnosis: Diagnosis, about: About, { words }: Context): string {
  const causes = causeTexts(diagnosis, about, words);
  const lines = causes.length < 2 ? causes.map((one) => `  ${one}`) : causes.map((one, at) => `  ${at + 1}  ${one}`);
  return `${[words.waiting.headlines[diagnosis.id](about), ...lines].join("\n")}\n`;
}
