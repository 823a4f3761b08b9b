/** `wg-wizard qr NAME|FILE|-`: the code of a client's file, and nothing else: on the terminal, or as a picture. */
import { HostFailure } from "../host/host.ts";
import { asker, Cancelled, canAsk } from "../prompts/asker.ts";
import { CODE_BYTES, modulesOf } from "../qr/modules.ts";
import { pngOf } from "../qr/png.ts";
import { savingsFor } from "../qr/shrink.ts";
import { svgOf } from "../qr/svg.ts";
import { visible } from "../text/visible.ts";
import { peerCommand } from "../waiting/about.ts";
import { callsServer, payloadOf } from "../wireguard/client.ts";
import { type Conf, type Peer, parseConf } from "../wireguard/conf.ts";
import { keptClientOf } from "../wireguard/kept.ts";
import type { World } from "../wireguard/world.ts";
import { nameOf, rotatable } from "../wizard/rotating.ts";
import { tunnelNameOf } from "../wizard/tunnel-name.ts";
import { type Arguments, readArguments } from "./arguments.ts";
import { savingText } from "./code-screen.ts";
import type { Command, Context, ExitStatus } from "./command.ts";
import { handOverCode } from "./handing-over.ts";
import { openFor } from "./opening.ts";
import { peerMeant } from "./peers.ts";
import { rotate } from "./rotate.ts";
import { failureText } from "./sentences.ts";
import { rowOf } from "./table.ts";

/** Pixels of a module in a PNG. */
const SCALE = 8;

export const qr: Command = {
  async run(args, context) {
    const read = readArguments(rowOf("qr"), args, context);
    if (read.kind === "end") return read.status;
    const { bare, values } = read.arguments;
    const [what = ""] = bare;
    const said = context.words.commands.code;
    const pictures = values.png !== undefined || values.svg !== undefined;
    // The code is the private key: into a pipe or a log it is never drawn.
    if (!pictures && (!context.tty.stdout || (!context.tty.stdin && what !== "-"))) {
      context.err(`${said.needsTerminal}\n`);
      return 2;
    }
    if (values.png === "-" && values.svg === "-") {
      context.err(`${said.onePicture}\n`);
      return 2;
    }
    const found = await clientMeant(what, pictures, context);
    if (typeof found === "number") return found;
    const { conf, path } = found;
    const shown = visible(path ?? what);
    const payload = payloadOf(conf);
    const complaint = !callsServer(conf)
      ? said.notAClientFile({ path: shown })
      : conf.interface.privateKey === null
        ? said.noPrivateKey({ path: shown })
        : payload.kind === "not-ascii"
          ? said.notAscii({ path: shown, key: payload.key })
          : null;
    if (complaint !== null || payload.kind !== "text") {
      context.err(`${complaint}\n`);
      return 1;
    }
    if (pictures) return savePictures(payload.text, values, context);
    const { tunnelName } = found;
    const code = { text: payload.text, file: conf.text, tunnelName, path: path && visible(path), onlyHere: false };
    await handOverCode(code, context, what === "-");
    return 0;
  },
};

/** New files, 0600; a dash is standard output. */
async function savePictures(text: string, { png, svg }: Arguments["values"], context: Context): Promise<ExitStatus> {
  const modules = modulesOf(text);
  if (modules === null) {
    const why = context.words.code.cannot["too-long"]({ over: text.length - CODE_BYTES });
    const enough = savingsFor(text, false, (side) => side !== null);
    context.err(`${[why, ...enough.map((saving) => savingText(saving, context.words))].join("\n")}\n`);
    return 1;
  }
  const wanted: readonly (readonly [path: string | undefined, bytes: () => string | Uint8Array])[] = [
    [png, () => pngOf(modules, SCALE)],
    [svg, () => svgOf(modules)],
  ];
  for (const [path, bytes] of wanted) {
    if (path === undefined) continue;
    if (path === "-") {
      context.out(bytes());
      continue;
    }
    try {
      await (await context.host()).files.create(path, Buffer.from(bytes()).toString("latin1"));
    } catch (error) {
      if (!(error instanceof HostFailure)) throw error;
      context.err(`${failureText(error.failure, context.words)}\n`);
      return 1;
    }
    context.err(`${context.words.commands.code.saved({ path: visible(path) })}\n`);
  }
  return 0;
}

interface Meant {
  readonly conf: Conf;
  readonly path: string | null;
  readonly tunnelName: string;
}

/** A dash is standard input, what looks like a path is a file, all else one of the server's peers. */
async function clientMeant(what: string, pictures: boolean, context: Context): Promise<Meant | ExitStatus> {
  if (what === "-") return { conf: parseConf(await context.readInput()), path: null, tunnelName: "" };
  if (/[/\\]|\.conf$/.test(what)) return clientFile(what, context);
  const opened = await openFor(context);
  if (opened.kind === "end") return opened.status;
  const peer = peerMeant(what, opened.world, context);
  if (typeof peer === "number") return peer;
  const kept = keptClientOf(peer, opened.world);
  if (kept) return { conf: kept.conf, path: kept.path, tunnelName: nameFor(kept.path) };
  context.err(`${context.words.commands.code.noClientFile({ name: visible(peer.name ?? what) })}\n`);
  return offerNewKeys(peer, opened.world, pictures, context);
}

/** The key that was never kept cannot come back; another one can be made, here and now where somebody sits at a terminal. */
async function offerNewKeys(peer: Peer, world: World, pictures: boolean, context: Context): Promise<ExitStatus> {
  const { commands } = context.words;
  const name = visible(nameOf(peer));
  const why = rotatable(peer, world.conf);
  if (why !== true) {
    context.err(`${commands.rotate.cannot[why]({ name })}\n`);
    return 1;
  }
  const command = peerCommand("rotate", nameOf(peer), context.options.interface);
  context.err(`${commands.code.newKeys({ name })}\n  ${visible(command)}\n`);
  if (pictures || !canAsk(context)) return 1;
  const asking = await asker(context);
  const yes = await asking.yes(commands.code.newKeysNow({ name })).catch((error) => {
    if (error instanceof Cancelled) return false;
    throw error;
  });
  return yes ? rotate.run([peer.publicKey ?? ""], context) : 1;
}

async function clientFile(path: string, context: Context): Promise<Meant | ExitStatus> {
  try {
    const host = await context.host();
    return { conf: parseConf(await host.files.read(path)), path, tunnelName: nameFor(path) };
  } catch (error) {
    if (!(error instanceof HostFailure)) throw error;
    context.err(`${failureText(error.failure, context.words)}\n`);
    return 1;
  }
}

/** What the device is to call the tunnel, made from the file's bare name. */
function nameFor(path: string): string {
  return tunnelNameOf(path.replace(/^.*[/\\]/, "").replace(/\.conf$/, ""));
}
