/**
 * PiVPN's menus as far as they go by its list: a replica of what it does with `configs/clients.txt`, the clients' files
 * and the server's file together. Works on lines, as its shell scripts do.
 */
import { type Peer, PIVPN } from "./tools.ts";

/** The three places, byte text each; clients' files by their names in `configs/`. */
export interface Machine {
  readonly server: string;
  readonly list: string;
  readonly configs: Readonly<Record<string, string>>;
}

export const decimalOf = (address: string) => address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);

/** The line that PiVPN itself writes for a client. */
export const listLine = ({ name, publicKey, address }: Peer, time = 1_600_000_000) =>
  `${name} ${publicKey} ${time} ${decimalOf(address)}\n`;

const fieldsOf = (list: string) =>
  list
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => line.split(" "));

/** Names, keys and dates, as the menu shows them. */
export const pivpnList = ({ list }: Machine) =>
  fieldsOf(list).map(([name, key, time]) => ({ name, key, date: new Date(Number(time) * 1000).toISOString() }));

/** Whether its search for a free address takes this one for taken: the number at the end of some line. */
export const pivpnTakes = ({ list }: Machine, address: string) =>
  list.split("\n").some((line) => line.endsWith(` ${decimalOf(address)}`));

/** After a client was chosen for removal; a complaint where PiVPN would not get through with it. */
export function pivpnRemove(machine: Machine, name: string): Machine {
  const found = fieldsOf(machine.list).filter(([one]) => one === name);
  const [fields] = found;
  if (!fields || found.length > 1) throw new Error(`${name}: ${found.length} lines`);
  const conf = `${name}.conf`;
  if (machine.configs[conf] === undefined) throw new Error(`no ${conf}`);
  const { [conf]: _gone, ...configs } = machine.configs;
  const wanted = fields.join(" ");
  const list = machine.list
    .split(/(?<=\n)/)
    .filter((line) => !line.includes(wanted))
    .join("");
  return { server: PIVPN.remove(machine.server, name), list, configs };
}
