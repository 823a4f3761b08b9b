/**
 * Runs one command on the interface. Keys go through a pipe that `wg` opens as /dev/stdin: a shell stands in between,
 * because what Node gives a child as standard input is a socket, which cannot be opened (wireguard-semantics §3.3).
 */
import { type LiveCommand, routeArguments } from "../wireguard/command.ts";
import { HostFailure } from "./host.ts";
import { type Ran, run } from "./programs.ts";

/**
 * `$0` is the program, the rest its arguments; what comes on standard input is passed on as a pipe. A name that DNS
 * does not answer for is tried five times, within some ten seconds, not for a minute (wireguard-semantics §1.4). The
 * terminal's Ctrl-C and hang-up reach all programs in it: they are ours to answer, between two commands.
 */
const PIPED = 'trap "" INT HUP; export WG_ENDPOINT_RESOLUTION_RETRIES=5; cat | exec "$0" "$@"';

/** Rejects with `command`, and what the program said of it; false where there was nothing to do. */
export async function runLive(name: string, command: LiveCommand): Promise<boolean> {
  const ran = await DO[command.kind](name, command as never);
  if (ran !== null && ran.status !== 0) {
    throw new HostFailure({ id: "command", path: name, detail: saidBy(ran) });
  }
  return ran !== null;
}

type Doing<Kind extends LiveCommand["kind"]> = (
  name: string,
  command: Extract<LiveCommand, { kind: Kind }>,
) => Promise<Ran | null>;

/** Null: there was nothing to do. */
const DO: { readonly [Kind in LiveCommand["kind"]]: Doing<Kind> } = {
  "add-peer": (name, { block }) => wg(["addconf", name, "/dev/stdin"], block),
  "set-peer": (name, { publicKey, endpoint, allowedIPs, keepalive, presharedKey }) =>
    wg(
      [
        ...["set", name, "peer", publicKey],
        ...(endpoint === undefined ? [] : ["endpoint", endpoint]),
        ...(allowedIPs ? ["allowed-ips", allowedIPs.join(",")] : []),
        ...(keepalive === undefined ? [] : ["persistent-keepalive", keepalive === 0 ? "off" : String(keepalive)]),
        ...(presharedKey === undefined ? [] : ["preshared-key", presharedKey ? "/dev/stdin" : "/dev/null"]),
      ],
      presharedKey ? `${presharedKey.key}\n` : endpoint === undefined ? null : "",
    ),
  "remove-peer": (name, { publicKey }) => wg(["set", name, "peer", publicKey, "remove"]),
  "set-interface": async (name, { listenPort, fwMark }) => {
    const before = listenPort === undefined ? null : await wg(["show", name, "listen-port"]);
    const ran = await wg([
      ...["set", name],
      ...(listenPort === undefined ? [] : ["listen-port", String(listenPort)]),
      ...(fwMark === undefined ? [] : ["fwmark", fwMark]),
    ]);
    // Refused a port that is taken, wireguard-go has let go of its own already, and would hear nobody.
    if (ran.status !== 0 && before?.status === 0) await wg(["set", name, "listen-port", before.stdout.trim()]);
    return ran;
  },
  "add-route": async (name, command) =>
    (await hasRoute(name, command)) ? null : program("ip", routeArguments(command, name)),
  "delete-route": async (name, command) =>
    (await hasRoute(name, command)) ? program("ip", routeArguments(command, name)) : null,
};

/** Whether this very network is routed through the interface already. */
async function hasRoute(
  name: string,
  { network, table }: Extract<LiveCommand, { kind: "add-route" | "delete-route" }>,
): Promise<boolean> {
  const family = network.includes(":") ? "-6" : "-4";
  const inTable = table === null ? [] : ["table", table];
  const shown = await run("ip", [family, "route", "show", "dev", name, ...inTable, "exact", network]);
  return shown?.status === 0 && shown.stdout.trim() !== "";
}

/** More than five tries for a name take, each with a resolver's own patience. */
const SECONDS = 60;

/** `piped` (byte text) is what it may open as /dev/stdin; null: it opens nothing, and asks DNS for nothing. */
function wg(args: readonly string[], piped: string | null = null): Promise<Ran> {
  return piped === null ? program("wg", args) : program("sh", ["-c", PIPED, "wg", ...args], piped);
}

async function program(name: string, args: readonly string[], input?: string): Promise<Ran> {
  const ran = await run(name, args, SECONDS, input);
  if (ran === null) throw new HostFailure({ id: "command", path: name, detail: "ENOENT" });
  return ran;
}

/** What went wrong, in the program's own words. It quotes what it does not understand: what may be a key is left out. */
function saidBy({ stderr, status }: Ran): string {
  const lines = stderr.split("\n").filter((line) => line.trim() !== "" && !line.includes("Trying again in"));
  const [said = status === null ? "timeout" : `exit ${status}`] = lines;
  return said
    .replace(/`[^']*'?/g, (quoted) => (/[.:]/.test(quoted) ? quoted : "`…'"))
    .replace(/[A-Za-z0-9+/]{24,}=*/g, "…")
    .slice(0, 200);
}
