/** The program as it is shipped, run on a machine of the bed as its admin runs it: as root, by the interface's name. */
import { wgWizard } from "../pty/programs.ts";
import type { Machine, Ran, RunOptions } from "./machine.ts";

export async function wizard(machine: Machine, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return machine.run([process.execPath, await wgWizard(), ...args], options);
}

/** The document that a call with --json prints. */
export async function document(machine: Machine, args: readonly string[], options: RunOptions = {}): Promise<unknown> {
  const { out } = await wizard(machine, [...args, "--json"], options);
  return JSON.parse(out);
}
