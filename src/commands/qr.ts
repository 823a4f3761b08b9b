/** `wg-wizard qr NAME|FILE|-`: the code of a client's file, and nothing else. */
import { HostFailure } from "../host/host.ts";
import { modulesOf } from "../qr/modules.ts";
import { visible } from "../text/visible.ts";
import { smallestText } from "../wireguard/client.ts";
import { type Conf, parseConf } from "../wireguard/conf.ts";
import { readArguments } from "./arguments.ts";
import type { Command, Context, ExitStatus } from "./command.ts";
import { handOverCode } from "./handing-over.ts";
import { keptClientOf } from "./kept.ts";
import { openFor } from "./opening.ts";
import { peerMeant } from "./peers.ts";
import { failureText } from "./sentences.ts";
import { rowOf } from "./table.ts";

export const qr: Command = {
  async run(args, context) {
    const read = readArguments(rowOf("qr"), args, context);
    if (read.kind === "end") return read.status;
    const [what = ""] = read.arguments.bare;
    const said = context.words.commands.code;
    // The code is the private key: into a pipe or a log it does not go.
    if (!context.tty.stdout || (!context.tty.stdin && what !== "-")) {
      context.err(`${said.needsTerminal}\n`);
      return 2;
    }
    const found = await clientMeant(what, context);
    if (typeof found === "number") return found;
    const { conf, path } = found;
    if (!looksLikeClient(conf)) {
      context.err(`${said.notAClientFile({ path: visible(path ?? what) })}\n`);
      return 1;
    }
    if (conf.interface.privateKey === null) {
      context.err(`${said.noPrivateKey({ path: visible(path ?? what) })}\n`);
      return 1;
    }
    await handOverCode({ modules: modulesOf(smallestText(conf)), tunnelName: found.tunnelName, path }, context);
    return 0;
  },
};

interface Meant {
  readonly conf: Conf;
  readonly path: string | null;
  readonly tunnelName: string;
}

/** A dash is standard input, what looks like a path is a file, all else one of the server's peers. */
async function clientMeant(what: string, context: Context): Promise<Meant | ExitStatus> {
  if (what === "-") return { conf: parseConf(await context.readInput()), path: null, tunnelName: "" };
  if (/[/\\]|\.conf$/.test(what)) return clientFile(what, context);
  const opened = await openFor(context);
  if (opened.kind === "end") return opened.status;
  const peer = peerMeant(what, opened.world, context);
  if (typeof peer === "number") return peer;
  const kept = keptClientOf(peer, opened.world);
  if (kept) return { conf: kept.conf, path: kept.path, tunnelName: tunnelNameOf(kept.path) };
  context.err(`${context.words.commands.code.noClientFile({ name: visible(peer.name ?? what) })}\n`);
  return 1;
}

async function clientFile(path: string, context: Context): Promise<Meant | ExitStatus> {
  try {
    const host = await context.host();
    return { conf: parseConf(await host.files.read(path)), path, tunnelName: tunnelNameOf(path) };
  } catch (error) {
    if (!(error instanceof HostFailure)) throw error;
    context.err(`${failureText(error.failure, context.words)}\n`);
    return 1;
  }
}

/** A device's file names the peer it calls; a server's has only peers that call it. */
function looksLikeClient(conf: Conf): boolean {
  return conf.interface.line !== null && conf.peers.some((peer) => peer.endpoint !== null);
}

/** The file's bare name: what a device would call the tunnel. */
function tunnelNameOf(path: string): string {
  return visible(path.replace(/^.*[/\\]/, "").replace(/\.conf$/, ""));
}
