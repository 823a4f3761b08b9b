/**
 * Carries a plan out, step by step: first the files, then the running interface. Its record is on the disk before
 * anything is written: all files of the plan are as planned at the end, or none is, and what a crash leaves in between
 * is found at the next start.
 */
import type { Change, Failure, Notice, Outcome, Step, StepId, StepResult, StepStatus } from "../plans/plan.ts";
import { parseConf } from "../wireguard/conf.ts";
import { faultsOf } from "../wireguard/grammar.ts";
import { leftovers, prune } from "./backups.ts";
import { failureOf } from "./failures.ts";
import { type Host, HostFailure, type Lock } from "./host.ts";
import { Loader } from "./load.ts";
import { serverOf } from "./record.ts";
import { finish, takeBack, unfinished } from "./recover.ts";
import { Work } from "./work.ts";

export interface CarryOptions {
  /** Seconds to wait for the lock; none unless told. */
  readonly wait?: number;
  /** Once aborted, no further step begins; what was half done is taken back. */
  readonly signal?: AbortSignal;
  /** A lock taken already, before the plan was made. It is released at the end too. */
  readonly held?: Lock;
  /**
   * What becomes of an earlier change that was cut off with some of its files written: unless told, the plan is refused
   * (`unfinished`). One of which nothing or everything is written is brought to its end in any case.
   */
  readonly earlier?: "finish" | "take back";
}

/** What the steps hand on to each other. */
interface Carrying {
  readonly host: Host;
  readonly options: CarryOptions;
  readonly plan: Change;
  readonly work: Work;
  readonly loader: Loader | null;
  lock: Lock | null;
}

/** Does the steps in order; `onStep` hears of each as it begins and ends. Never rejects: failures are in the outcome. */
export async function carryOut(
  host: Host,
  plan: Change,
  onStep: (result: StepResult) => void,
  options: CarryOptions = {},
): Promise<Outcome> {
  const work = new Work(host, plan);
  const loader = plan.loading && new Loader(host, plan.loading);
  const carrying: Carrying = { host, options, plan, work, loader, lock: options.held ?? null };
  const results = new Map<Step, StepResult>();
  const say = (step: Step, status: StepStatus, failure: Failure | null = null, already = false) => {
    const at = step.id === "run" ? { at: step.at } : {};
    const result: StepResult = { id: step.id, path: step.path, ...at, status, failure, ...(already && { already }) };
    results.set(step, result);
    onStep(result);
  };
  let failure: Failure | null = null;
  const writing = plan.steps.filter(({ id }) => !LIVE.has(id));
  for (const [at, step] of writing.entries()) {
    if (failure) {
      if (!results.has(step)) say(step, "skipped");
      continue;
    }
    try {
      if (options.signal?.aborted) throw new HostFailure({ id: "interrupted", path: step.path, detail: "" });
      say(step, "running");
      await ACTS[step.id](step, carrying);
      say(step, "done");
    } catch (error) {
      failure = failureOf(error, step.path).failure;
      const failed = blamed(writing, at, failure);
      for (const passed of writing.slice(at, writing.indexOf(failed))) say(passed, "skipped");
      say(failed, "failed", failure);
    }
  }
  if (failure === null) await work.finish();
  else if (!isUnsure(failure)) {
    const back = await work.takeBack();
    // Its tick would be a lie now.
    for (const step of plan.steps) {
      if (WRITING.has(step.id) && results.get(step)?.status === "done" && back.includes(step.path))
        say(step, "skipped");
    }
  }
  const loaded = await load(plan, carrying, failure === null, say);
  const server = work.record && serverOf(work.record);
  if (failure === null && server) await prune(host.files, server.target).catch(() => {});
  await carrying.lock?.release().catch(() => {});
  const told = plan.steps.some((step) => step.id === "run" && results.get(step)?.status === "done");
  const path = server?.path ?? (told ? (plan.loading?.path ?? null) : null);
  if (failure === null && path !== null) await host.log?.({ kind: plan.kind, path, peer: plan.peer });
  return {
    status: failure === null ? "done" : "failed",
    loaded,
    steps: plan.steps.flatMap((step) => results.get(step) ?? []),
    clientFile: work.created ?? (failure === null ? (plan.clientFile ?? null) : null),
    backup: work.copy,
    record: work.record?.id ?? null,
    late: work.late,
    notices: work.notices,
  };
}

/**
 * Tells the running interface, once the files stand. A command that fails ends it there: the files are right, and what
 * is missing can be told again.
 */
async function load(
  plan: Change,
  carrying: Carrying,
  written: boolean,
  say: (step: Step, status: StepStatus, failure?: Failure | null, already?: boolean) => void,
): Promise<Outcome["loaded"]> {
  const steps = plan.steps.filter(({ id }) => LIVE.has(id));
  let going = written;
  for (const step of steps) {
    if (!going) {
      say(step, "skipped");
      continue;
    }
    try {
      if (carrying.options.signal?.aborted) {
        throw new HostFailure({ id: "interrupted", path: step.path, detail: "loading" });
      }
      say(step, "running");
      const already = (await ACTS[step.id](step, carrying)) === false;
      if (step.id === "run" && !already) carrying.work.ran(step.text);
      say(step, "done", null, already);
    } catch (error) {
      going = false;
      say(step, "failed", failureOf(error, step.path).failure);
    }
  }
  if (written && steps.length > 0) await carrying.work.finish();
  return steps.length === 0 || !written ? "none" : going ? "loaded" : "failed";
}

const LIVE: ReadonlySet<StepId> = new Set(["run", "verify"]);

const WRITING: ReadonlySet<StepId> = new Set(["create", "write", "move"]);

/** False: it was so already. */
const ACTS: { readonly [Id in StepId]: (step: Step, carrying: Carrying) => Promise<unknown> } = {
  lock: async ({ path }, carrying) => {
    const { host, options, work } = carrying;
    carrying.lock ??= await host.files.lock(path, options.wait ?? 0, options.signal);
    work.notices.push(...(await bringToEnd(host, path, carrying.lock, options.earlier)));
  },
  compare: async ({ path }, { host, plan, work }) => {
    for (const { path: file, before } of [...work.edits, ...(plan.basis ? [plan.basis] : [])]) {
      const now = await host.files.read(file);
      if (now !== before) throw new HostFailure({ id: "changed", path: file, detail: "" });
    }
    const edit = work.edits.find((one) => one.path === path);
    // An undo brings back what stood there, even where that would be refused.
    if (!edit || plan.kind === "undo") return;
    const [fault] = faultsOf(parseConf(edit.after));
    if (fault) throw new HostFailure({ id: "faults", path, detail: String(fault.line) });
  },
  backup: ({ path }, { work }) => work.backUp(path),
  create: ({ path }, { work }) => work.write("create", path),
  write: ({ path }, { work }) => work.write("edit", path),
  move: ({ path }, { work }) => work.write("move", path),
  run: async (step, { plan, loader }) => (step.id === "run" ? loader?.run(plan.loading?.commands[step.at]) : undefined),
  verify: async (_step, { loader }) => loader?.verify(),
};

/** What a run that was cut off has left; rejects where somebody has to say what is to become of it. */
async function bringToEnd(host: Host, path: string, held: Lock, earlier: CarryOptions["earlier"]): Promise<Notice[]> {
  const notices: Notice[] = [];
  const found = await unfinished(host, path, { held });
  if (found) {
    const asked = found.standing === "before" ? "take back" : found.standing === "after" ? "finish" : earlier;
    const can = asked === "finish" ? found.canFinish : asked === "take back" && found.canTakeBack;
    if (!can) throw new HostFailure({ id: "unfinished", path, detail: "" });
    const end = asked === "finish" ? finish : takeBack;
    notices.push(...(await end(host, found.record, { held })));
    const name = found.record.peer?.name ?? "";
    notices.push({ id: "settled", path, name, became: asked === "finish" ? "done" : "taken back" });
  }
  const swept = await sweep(host, path);
  if (swept > 0) notices.push({ id: "swept", path, count: swept });
  return notices;
}

/** How many temporary files of dead runs were removed; what cannot be removed harms nobody. */
async function sweep({ files }: Host, path: string): Promise<number> {
  let count = 0;
  for (const one of await leftovers(files, await files.resolve(path))) {
    count += await files.remove(one).then(
      () => 1,
      () => 0,
    );
  }
  return count;
}

/** All new texts are laid ready at the first step that writes: the step that the failure is about may be a later one. */
function blamed(steps: readonly Step[], at: number, { path }: Failure): Step {
  const now = steps[at] as Step;
  if (!WRITING.has(now.id)) return now;
  return steps.slice(at).find((step) => WRITING.has(step.id) && step.path === path) ?? now;
}

/** Nobody knows what stands in the server's file: then the key of a peer that it may hold is not thrown away. */
function isUnsure({ id, detail }: Failure): boolean {
  return id === "mismatch" && detail !== "";
}
