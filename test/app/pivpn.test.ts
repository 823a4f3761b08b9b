/** A second file that changes with the server's, PiVPN's list of clients, as a person at the keyboard meets it. */
import { expect, it } from "vitest";
import type { Outcome } from "../../src/plans/plan.ts";
import { diffRows } from "../../src/screens/parts/diff.ts";
import { tickedSteps } from "../../src/screens/parts/steps.ts";
import { en } from "../../src/words/en.ts";
import { ANTON_KEY, FOUNDING_CONF, testWorld } from "../wizard/world.ts";
import { session } from "./session.ts";

const LIST = "/etc/wireguard/configs/clients.txt";
const TEXT = `anton ${ANTON_KEY} 1600000000 172818434\n`;
const world = testWorld(
  `${FOUNDING_CONF.replace("[Peer]\n# Публичный ключ пира: anton_sevnet\n", "### begin anton ###\n[Peer]\n")}### end anton ###\n`,
  { pivpnList: { path: LIST, text: TEXT, at: 1_700_000_000 } },
);
const texts = (rows: readonly (readonly { readonly text: string }[])[]) =>
  rows.map((row) => row.map(({ text }) => text).join(""));

const outcome = (more: Partial<Outcome>): Outcome => ({
  status: "done",
  loaded: "none",
  steps: [],
  clientFile: null,
  backup: null,
  record: "1",
  late: null,
  notices: [],
  ...more,
});

it("the review's diff names the list above its line, and each write has a tick of its own", () => {
  const { view } = session(world).press("a", "lena", "tab").state();
  if (view.at !== "review") throw new Error(view.at);
  const rows = texts(diffRows(view.review, en, 40));
  const at = rows.findIndex((row) => row.includes(`+++ ${LIST}`));
  expect(rows[at - 1]).toContain(`--- ${LIST}`);
  expect(rows.at(-1)).toMatch(/ 2 \+ lena \S{44} 1700000000 172818435$/);
  const { plan } = view.review;
  const [server, list] = plan.steps.filter(({ id }) => id === "write");
  const results = [
    { id: "write", path: server?.path ?? "", status: "done", failure: null },
    { id: "write", path: list?.path ?? "", status: "running", failure: null },
  ] as const;
  expect(
    texts(tickedSteps(plan, results, en, 100))
      .slice(-2)
      .map((row) => row.trim()[0]),
  ).toEqual(["√", "►"]);
});

it("where the list was changed meanwhile, it is read, and what was changed in it is shown", () => {
  const failure = { id: "changed", path: LIST, detail: "" } as const;
  const failed = outcome({ status: "failed", record: null, steps: [{ id: "compare", status: "failed", failure }] });
  const program = session(world, { outcome: failed, text: `${TEXT}eve ${ANTON_KEY} 1700000001 172818440\n` });
  const { view } = program.press("a", "lena", "tab", "w").state();
  expect(program.effects).toContainEqual(expect.objectContaining({ type: "read", path: LIST }));
  if (view.at !== "doing") throw new Error(view.at);
  expect(view.doing.meanwhile?.filter(({ kind }) => kind === "new").map(({ text }) => text.slice(0, 4))).toEqual([
    "eve ",
  ]);
});

it("what somebody wrote into the old list is compared with the list, not with the server's file", () => {
  const copy = "/etc/wireguard/backups/clients.txt.1.late";
  const late = outcome({ late: copy, notices: [{ id: "late", path: LIST, copy }] });
  const { view } = session(world, { outcome: late, text: `${TEXT}# late\n` })
    .press("a", "lena", "tab", "w")
    .state();
  if (view.at !== "met") throw new Error(view.at);
  expect(view.met.diff?.filter(({ kind }) => kind === "new").map(({ text }) => text)).toEqual(["# late"]);
  expect(view.met.diff?.some(({ kind }) => kind === "gone")).toBe(false);
});
