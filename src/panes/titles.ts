/** The titles of the two panes: who reads the file, or what happens to it. */
import type { Plan, Sides } from "../plans/plan.ts";
import { newLines } from "../plans/sides.ts";
import type { Words } from "../words/words.ts";

type Titles = readonly [server: string, client: string];
type PlanTitles = Pick<Words, "plans">;

/** While questions are asked: who reads which file. `whole` shows the server's path where there is room. */
export function paneTitles(sides: Sides, words: PlanTitles, whole = false): Titles {
  const { serverReads, clientReads } = words.plans.panes;
  const file = whole ? (sides.server.path ?? sides.server.fileName) : sides.server.fileName;
  return [serverReads({ file }), clientReads({ file: sides.client.fileName, name: sides.subject.name })];
}

/** In the review: how many lines come after which, and which file is new. */
export function reviewTitles(plan: Plan, words: PlanTitles, whole = false): Titles {
  const { server, client } = plan.sides;
  const { serverChange, clientNew, clientNotKept } = words.plans.panes;
  const lines = newLines(server);
  const edits = plan.files.find((file) => file.kind === "edit")?.edits ?? [];
  const only = edits.length === 1 && edits[0]?.remove === 0 ? edits[0].after : null;
  return [
    serverChange({
      file: whole ? (server.path ?? server.fileName) : server.fileName,
      lines,
      after: whole ? only : null,
    }),
    client.path === null
      ? clientNotKept({ name: plan.sides.subject.name })
      : clientNew({ file: whole ? client.path : client.fileName }),
  ];
}
