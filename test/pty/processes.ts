/** Processes seen from outside, by /proc. */
import { readdirSync, readFileSync } from "node:fs";
import { pause } from "./harness.ts";

/** The first child of this process. */
export function childOf(pid: number): number {
  for (const name of readdirSync("/proc")) {
    if (/^\d+$/.test(name) && fieldsOf(Number(name))?.[1] === String(pid)) return Number(name);
  }
  throw new Error(`process ${pid} has no child`);
}

/** Resolves when there is no such process (a zombie counts as none). */
export async function gone(pid: number): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    const state = fieldsOf(pid)?.[0] ?? null;
    if (state === null || state === "Z") return;
    await pause(10);
  }
  throw new Error(`process ${pid} is still there`);
}

/** State, parent and so on of proc_pid_stat(5); null where there is no such process. */
function fieldsOf(pid: number): string[] | null {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, "latin1");
    return line.slice(line.lastIndexOf(")") + 2).split(" ");
  } catch {
    return null;
  }
}
