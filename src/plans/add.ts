/**
 * The plan that adds a peer, or gives one that stands there new keys: both files, the steps, what loads it, what to warn
 * of. Complete before anything happens; it is verified here that the new file says what was asked for.
 */
import { formatNetwork } from "../wireguard/address.ts";
import { smallestText } from "../wireguard/client.ts";
import { byteText, type Conf, type Edit, editText, parseConf, readable } from "../wireguard/conf.ts";
import type { KeptClient, World } from "../wireguard/world.ts";
import { followedBy } from "../wizard/followed.ts";
import type { Answers } from "../wizard/question.ts";
import type { Remark } from "../wizard/remarks.ts";
import { rotatedIn } from "../wizard/rotating.ts";
import { tunnelNameOf } from "../wizard/tunnel-name.ts";
import { clientText } from "./client-side.ts";
import { listChange } from "./listed.ts";
import { loadingOf } from "./loading.ts";
import { loadingRemarks } from "./loading-remarks.ts";
import { type FileChange, loadingSteps, type Plan, type Sides, type Step } from "./plan.ts";
import { isRotated, rotatedList } from "./rotated.ts";
import { type Made, serverChange } from "./server-side.ts";
import { goneLines, newLines, ownEdits, runningKey, sidesFrom } from "./sides.ts";
import { warningsOf } from "./warnings.ts";

/** A plan that must not be made: the file that it would write does not say what was asked for. Nothing secret in it. */
export class PlanRefusal extends Error {
  readonly remark: Remark;

  constructor(remark: Remark) {
    super(remark.id);
    this.name = "PlanRefusal";
    this.remark = remark;
  }
}

/** What else goes into a plan: a preshared key read from a file, and what the questions themselves warned of. */
export interface PlanExtra {
  readonly presharedKeyFromFile?: string;
  readonly warnings?: readonly Remark[];
}

/**
 * The plan for these answers. Throws a PlanRefusal where the name would not read back from the new file as it was
 * typed, or where another peer would read differently than before.
 */
export function planAdd(answers: Answers, world: World, made: Made, extra: PlanExtra = {}): Plan {
  const keys = {
    pair: made.pair,
    presharedKey: extra.presharedKeyFromFile ?? runningKey(answers, world) ?? made.presharedKey,
  };
  const change = serverChange(answers, world, keys);
  const sides = sidesFrom(answers, world, keys, change);
  const publicKey = answers.keys.kind === "given" ? answers.keys.publicKey : made.pair.publicKey;
  const after = editText(world.conf, change.edits);
  const conf = parseConf(after);
  const rotated = answers.rotate === undefined ? null : rotatedIn(world.conf, answers.rotate);
  verify(world.conf, conf, answers, publicKey);
  const touched = new Set([...(rotated?.publicKey ? [rotated.publicKey] : []), publicKey]);
  const loading = loadingOf(world, conf, touched);
  const file = followedBy(answers, world).rotating?.file ?? null;
  const own = file && ownChange(file, ownEdits(answers, followedBy(answers, world), keys));
  const text = own ? readable(own.after) : clientText(sides.client);
  const whole = answers.keys.kind === "made";
  const lists = rotated ? rotatedList(rotated, publicKey, world) : listChange(answers, world, publicKey);
  const files: FileChange[] = [
    { kind: "edit", path: world.path, before: world.conf.text, after, edits: change.edits },
    ...lists,
  ];
  const secret = whole || answers.psk.kind !== "none";
  if (own) files.push(own);
  else if (answers.save.kind === "file")
    files.push({ kind: "create", path: answers.save.path, text: byteText(text), secret });
  return {
    kind: rotated ? "rotate" : "add",
    peer: { name: answers.name, publicKey },
    tunnelName: tunnelNameOf(answers.name),
    sides,
    files,
    steps: [...stepsOf(files, world, sides), ...loadingSteps(loading)],
    loading,
    warnings: different([...(extra.warnings ?? []), ...warningsOf(answers, world), ...loadingRemarks(loading, world)]),
    code: whole ? smallestText(parseConf(byteText(text))) : null,
    clientText: text,
    ...(own && { clientFile: own.path }),
  };
}

/** The device's own file with other keys. */
function ownChange({ path, conf }: KeptClient, edits: readonly Edit[]): Extract<FileChange, { kind: "edit" }> {
  return { kind: "edit", path, before: conf.text, after: editText(conf, edits), edits };
}

/** In the order of danger: a new file first, so that a failure there leaves the server's file untouched. */
function stepsOf(files: readonly FileChange[], { path }: World, { server }: Sides): readonly Step[] {
  const written = files.flatMap((file): Step[] => {
    if (file.kind !== "edit") return [];
    if (file.path === path) return [{ id: "write", path, lines: newLines(server), gone: goneLines(server) }];
    const count = (of: (edit: Edit) => number) => file.edits.reduce((sum, edit) => sum + of(edit), 0);
    const lines = count(({ insert }) => insert.filter((line) => line !== "").length);
    return [{ id: "write", path: file.path, lines, gone: count(({ remove }) => remove) }];
  });
  const created = files.flatMap((file): Step[] => (file.kind === "create" ? [{ id: "create", path: file.path }] : []));
  return [{ id: "lock", path }, { id: "compare", path }, { id: "backup", path }, ...created, ...written];
}

/** The new file must hold the new peer as asked for, and every other peer as it was. */
function verify(before: Conf, after: Conf, answers: Answers, publicKey: string): void {
  if (answers.rotate !== undefined) {
    if (isRotated(before, after, answers.rotate, publicKey)) return;
    throw new PlanRefusal({ id: "name-not-readable", values: { name: answers.name } });
  }
  const allowed = [...answers.address, ...answers.lan].map(formatNetwork).join(",");
  const found = after.peers.find(
    (peer) => peer.enabled && peer.publicKey === publicKey && peer.allowedIPs.join(",") === allowed,
  );
  const same = before.peers.every((peer, at) => {
    const now = after.peers[at];
    return now?.name === peer.name && now.publicKey === peer.publicKey && now.enabled === peer.enabled;
  });
  if (found?.name !== answers.name || !same || after.peers.length !== before.peers.length + 1) {
    throw new PlanRefusal({ id: "name-not-readable", values: { name: answers.name } });
  }
}

/** A question and the plan may warn of the same thing: it is said once. */
function different(remarks: readonly Remark[]): readonly Remark[] {
  return [...new Map(remarks.map((remark) => [JSON.stringify(remark), remark])).values()];
}
