/**
 * Ctrl-Z: whether there is a shell that could bring a stopped program back, and stopping the whole group with it, so
 * that npx and the `sh` of `npm start` stop too.
 */
import { readFileSync } from "node:fs";

interface Process {
  readonly parent: number;
  readonly group: number;
  readonly session: number;
}

/**
 * Whether the group has a parent outside it in the same session, as a shell with job control is. A group without one
 * (`ssh host wg-wizard`, a container's first process) would stay stopped for ever, because SIGSTOP asks nobody.
 * Where there is no /proc, it is believed.
 */
export function canStop(look: (pid: number) => Process | null = processOf, pid: number = process.pid): boolean {
  const own = look(pid);
  if (own === null) return true;
  for (let at: Process | null = own; at !== null; at = look(at.parent)) {
    if (at.session !== own.session) return false;
    if (at.group !== own.group) return true;
  }
  return false;
}

/** Stops this process and its group; gives control back when it goes on. */
export function stopGroup(): Promise<void> {
  return new Promise((resolve) => {
    // Nothing else may be left that keeps Node alive: the input is given back, and signals alone do not.
    const awake = setInterval(() => undefined, 60_000);
    process.once("SIGCONT", () => {
      clearInterval(awake);
      resolve();
    });
    process.kill(0, "SIGSTOP");
  });
}

/** proc_pid_stat(5): the command's name stands in brackets and may hold anything; ppid, pgrp and session follow it. */
function processOf(pid: number): Process | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, "latin1");
    const [, parent, group, session] = line.slice(line.lastIndexOf(")") + 2).split(" ");
    return { parent: Number(parent), group: Number(group), session: Number(session) };
  } catch {
    return null;
  }
}
