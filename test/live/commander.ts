/**
 * Runs scripts of commands on a real interface as the program runs them, inside the machine whose interface it is. A
 * script comes on standard input; what the interface says after each of its commands goes to standard output.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { HostFailure } from "../../src/host/host.ts";
import { runLive } from "../../src/host/live-commands.ts";
import type { LiveCommand } from "../../src/wireguard/command.ts";

export interface Script {
  readonly name: string;
  readonly commands: readonly LiveCommand[];
}

export interface After {
  readonly refused: boolean;
  /** `wg show NAME dump`. */
  readonly dump: string;
  /** Of `ip route show`, the kernel's own left out: `192.168.7.0/24`, with ` table N` where it is not the main one. */
  readonly routes: readonly string[];
}

const { name, commands } = JSON.parse(readFileSync(0, "utf8")) as Script;
const said: After[] = [];
for (const command of commands) {
  const refused = await runLive(name, command).then(
    () => false,
    (error: unknown) => {
      if (error instanceof HostFailure && error.failure.id === "command") return true;
      throw error;
    },
  );
  said.push({ refused, dump: asked("wg", "show", name, "dump"), routes: routes() });
}
process.stdout.write(JSON.stringify(said));

function routes(): string[] {
  return (["-4", "-6"] as const).flatMap((family) =>
    asked("ip", family, "route", "show", "table", "all", "dev", name)
      .split("\n")
      .filter((line) => line !== "" && !/^(?:local|broadcast|multicast|anycast) |proto kernel/.test(line))
      .map((line) => {
        const [network = ""] = line.split(" ");
        const table = / table (\S+)/.exec(line)?.[1];
        const whole = network.includes("/") ? network : `${network}/${family === "-4" ? 32 : 128}`;
        return table === undefined ? whole : `${whole} table ${table}`;
      }),
  );
}

function asked(program: string, ...args: string[]): string {
  return execFileSync(program, args, { encoding: "latin1" });
}
