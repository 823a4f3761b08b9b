/**
 * From a whole draft to a plan: keys are made once for a peer, a preshared key may come from a file, and what stands
 * in the way is a record, never an exception.
 */
import type { MadeKeys } from "../app/state.ts";
import { type Host, HostFailure } from "../host/host.ts";
import { PlanRefusal, planAdd } from "../plans/add.ts";
import type { Failure, Plan } from "../plans/plan.ts";
import { isKey, keyPairFrom, presharedKeyFrom } from "../wireguard/key.ts";
import type { World } from "../wireguard/world.ts";
import type { Answers, Draft } from "../wizard/question.ts";
import { completeAnswers } from "../wizard/questions.ts";
import type { Remark } from "../wizard/remarks.ts";

export type Planned =
  | { readonly kind: "planned"; readonly plan: Plan; readonly answers: Answers; readonly warnings: readonly Remark[] }
  | { readonly kind: "refused"; readonly remark: Remark }
  /** The file of `--psk FILE` could not be read, or holds no key. */
  | { readonly kind: "unreadable"; readonly failure: Failure }
  | { readonly kind: "no-key"; readonly path: string };

/** Secrets: a key pair and a preshared key for one peer. */
export function makeKeys(host: Host): MadeKeys {
  return { pair: keyPairFrom(host.randomness.bytes(32)), presharedKey: presharedKeyFrom(host.randomness.bytes(32)) };
}

/** The plan of this draft, in which every question must be answered by now. */
export async function planned(draft: Draft, host: Host, world: World, made: MadeKeys): Promise<Planned> {
  const complete = completeAnswers(draft, world);
  if (!("answers" in complete)) {
    const [problem] = complete.problems;
    if (!problem) throw new Error(`unanswered: ${complete.missing.join(", ")}`);
    return { kind: "refused", remark: problem.remark };
  }
  const { answers } = complete;
  const preshared = answers.psk.kind === "file" ? await keyIn(answers.psk.path, host) : null;
  if (preshared !== null && typeof preshared !== "string") return preshared;
  try {
    const { warnings } = complete;
    const plan = planAdd(answers, world, made, {
      warnings,
      ...(preshared !== null && { presharedKeyFromFile: preshared }),
    });
    return { kind: "planned", plan, answers, warnings: plan.warnings };
  } catch (error) {
    if (error instanceof PlanRefusal) return { kind: "refused", remark: error.remark };
    throw error;
  }
}

async function keyIn(path: string, host: Host): Promise<string | Planned> {
  try {
    const text = (await host.files.read(path)).trim();
    return isKey(text) ? text : { kind: "no-key", path };
  } catch (error) {
    if (error instanceof HostFailure) return { kind: "unreadable", failure: error.failure };
    throw error;
  }
}
