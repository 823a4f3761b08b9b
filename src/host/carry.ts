/**
 * Carries a plan out, step by step. Either the server's file and the client's file are both written, or neither is.
 */
import type { Failure, FileChange, Outcome, Plan, Step, StepResult, StepStatus } from "../plans/plan.ts";
import { failureOf } from "./failures.ts";
import { type Host, HostFailure, type Lock } from "./host.ts";

export interface CarryOptions {
  /** Seconds to wait for the lock; none unless told. */
  readonly wait?: number;
  /** Once aborted, no further step begins; what was half done is taken back. */
  readonly signal?: AbortSignal;
  /** A lock taken already, before the plan was made. It is released at the end too. */
  readonly held?: Lock;
}

/** What the steps hand on to each other. */
interface Carrying {
  readonly host: Host;
  readonly plan: Plan;
  readonly wait: number;
  readonly signal: AbortSignal | undefined;
  lock: Lock | null;
  backup: string | null;
  /** The client's file, while it stands and the server's file does not know it yet. */
  created: string | null;
  written: boolean;
}

/** Does the steps in order; `onStep` hears of each as it begins and ends. Never rejects: failures are in the outcome. */
export async function carryOut(
  host: Host,
  plan: Plan,
  onStep: (result: StepResult) => void,
  { wait = 0, signal, held }: CarryOptions = {},
): Promise<Outcome> {
  const carrying: Carrying = {
    host,
    plan,
    wait,
    signal,
    lock: held ?? null,
    backup: null,
    created: null,
    written: false,
  };
  const results = new Map<number, StepResult>();
  const say = (at: number, step: Step, status: StepStatus, failure: Failure | null = null) => {
    const result: StepResult = { id: step.id, status, failure };
    results.set(at, result);
    onStep(result);
  };
  let failed = false;
  for (const [at, step] of plan.steps.entries()) {
    if (failed) {
      say(at, step, "skipped");
      continue;
    }
    try {
      if (signal?.aborted) throw new HostFailure({ id: "interrupted", path: step.path, detail: "" });
      say(at, step, "running");
      await act(step, carrying);
      say(at, step, "done");
    } catch (error) {
      failed = true;
      say(at, step, "failed", failureOf(error, step.path).failure);
    }
  }
  if (failed && !unsure(results) && (await takeBack(carrying))) {
    // Its tick would be a lie now.
    for (const [at, step] of plan.steps.entries()) if (step.id === "create") say(at, step, "skipped");
  }
  await carrying.lock?.release().catch(() => {});
  return {
    status: failed ? "failed" : "done",
    steps: plan.steps.flatMap((_, at) => results.get(at) ?? []),
    clientFile: carrying.created,
    backup: carrying.backup,
  };
}

/** An editor asks nobody for a lock: the text is compared once more where the file is replaced. */
async function writeServer(host: Host, { path, before, after }: Extract<FileChange, { kind: "edit" }>): Promise<void> {
  await host.files.replace(path, after, before);
}

/** Whether nobody knows what stands in the server's file: then the key of a peer that it may hold is not thrown away. */
function unsure(results: ReadonlyMap<number, StepResult>): boolean {
  return [...results.values()].some(({ failure }) => failure?.id === "mismatch" && failure.detail !== "");
}

async function act(step: Step, carrying: Carrying): Promise<void> {
  const { host, plan } = carrying;
  switch (step.id) {
    case "lock":
      carrying.lock ??= await host.files.lock(step.path, carrying.wait, carrying.signal);
      return;
    case "compare":
      if ((await host.files.read(step.path)) === changeOf(plan, "edit", step.path).before) return;
      throw new HostFailure({ id: "changed", path: step.path, detail: "" });
    case "backup":
      carrying.backup = await host.files.backup(step.path, host.clock.now());
      return;
    case "create":
      await host.files.create(step.path, changeOf(plan, "create", step.path).text);
      carrying.created = step.path;
      return;
    case "write":
      await writeServer(host, changeOf(plan, "edit", step.path));
      carrying.written = true;
      return;
  }
}

/** Removes a client's file that the server's file never came to know; true where one was removed. */
async function takeBack(carrying: Carrying): Promise<boolean> {
  if (carrying.created === null || carrying.written) return false;
  try {
    await carrying.host.files.remove(carrying.created);
    carrying.created = null;
    return true;
  } catch {
    // It still stands, and the outcome goes on naming it.
    return false;
  }
}

function changeOf<Kind extends FileChange["kind"]>(
  plan: Plan,
  kind: Kind,
  path: string,
): Extract<FileChange, { kind: Kind }> {
  const change = plan.files.find((one) => one.kind === kind && one.path === path);
  if (!change) throw new HostFailure({ id: "missing", path, detail: "" });
  return change as Extract<FileChange, { kind: Kind }>;
}
