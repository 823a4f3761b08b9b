/**
 * Changes of the device's own file after it was made: it is put away once the device has its copy, or gets another
 * Endpoint. The server's file stays as it is; the change has its record all the same, and is taken back like any other.
 */
import { smallestText } from "../wireguard/client.ts";
import { byteText, parseConf } from "../wireguard/conf.ts";
import type { World } from "../wireguard/world.ts";
import { formatEndpoint } from "../wizard/endpoint.ts";
import type { Endpoint } from "../wizard/question.ts";
import { editsBetween } from "./compare.ts";
import type { Change, FileChange, Plan, Step } from "./plan.ts";

export interface ClientPlan extends Change {
  readonly kind: "client";
  readonly peer: Plan["peer"];
  readonly beside: string;
}

/** The file at `path`, which the plan made, goes into `backups/`. */
export function planPutAway(plan: Plan, path: string, world: World): ClientPlan {
  const file: FileChange = { kind: "move", path, before: byteText(plan.clientText) };
  return clientPlan(plan, world, file, [{ id: "move", path }]);
}

/** The same plan with another Endpoint in the device's file and in its code. */
export function withEndpoint(plan: Plan, endpoint: Endpoint): Plan {
  const value = formatEndpoint(endpoint);
  const text = `Endpoint = ${value}`;
  const lines = plan.sides.client.lines.map((line) => (line.key === "Endpoint" ? { ...line, text, value } : line));
  // Of a file that was not written here the line may be spelled in any way.
  const clientText = plan.clientText.replace(/^[^\S\n]*Endpoint\s*=.*$/im, () => text);
  return {
    ...plan,
    sides: { ...plan.sides, client: { ...plan.sides.client, lines } },
    code: plan.code === null ? null : smallestText(parseConf(byteText(clientText))),
    clientText,
  };
}

/** The file at `path` becomes what `next` says; a copy of it as it was goes into `backups/`. */
export function planEndpoint(plan: Plan, next: Plan, path: string, world: World): ClientPlan {
  const [before, after] = [byteText(plan.clientText), byteText(next.clientText)];
  const file: FileChange = { kind: "edit", path, before, after, edits: editsBetween(before, after) };
  return clientPlan(plan, world, file, [
    { id: "compare", path },
    { id: "write", path, lines: 1, gone: 1 },
  ]);
}

function clientPlan({ peer }: Plan, { path }: World, file: FileChange, steps: readonly Step[]): ClientPlan {
  return { kind: "client", peer, files: [file], steps: [{ id: "lock", path }, ...steps], loading: null, beside: path };
}
