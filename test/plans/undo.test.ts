/** What takes a change back: planned from its record, and the same bytes again whatever the file looked like. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { planAdd } from "../../src/plans/add.ts";
import { loadingTexts } from "../../src/plans/loading.ts";
import type { Change } from "../../src/plans/plan.ts";
import { type PastChange, planUndo, type UndoPlan } from "../../src/plans/undo.ts";
import { editText, parseConf, readable } from "../../src/wireguard/conf.ts";
import { completeAnswers } from "../../src/wizard/questions.ts";
import { MADE, pastOf } from "../app/session.ts";
import { FOUNDING_CONF, runningPeer, SERVER_PAIR, testWorld } from "../wizard/world.ts";

const FIXTURES = new URL("../fixtures/names/", import.meta.url);
const ENDPOINT = "vpn.example.org:47770";

/** The plan that adds `olga`, every question with a suggestion taken as suggested. */
function added(world = testWorld(), saveConfig = "keep") {
  const { conf } = world;
  const draft = { name: "olga", endpoint: ENDPOINT, address: freeAddress(conf.interface.addresses[0] ?? "") };
  const rest = {
    lan: "none",
    traffic: "vpn",
    dns: "none",
    keepalive: "25",
    keys: "new",
    psk: "yes",
    "save-config": saveConfig,
  };
  const save = "/etc/wireguard/clients/olga.conf";
  const complete = completeAnswers({ ...rest, ...draft, save }, world);
  if (!("answers" in complete)) throw new Error(JSON.stringify(complete));
  return planAdd(complete.answers, world, MADE);
}

function freeAddress(own: string): string {
  return own.replace(/\.\d+\/.*$|::.*$/, (end) => (end.startsWith("::") ? "::f7" : ".247"));
}

function undoOf(change: PastChange | null, world = testWorld()): UndoPlan {
  const found = planUndo(change, world);
  if (found.kind !== "plan") throw new Error(found.kind);
  return found.plan;
}

/** What the server's file holds after the plan. */
function afterOf(change: Change): string {
  const edit = change.files.find((file) => file.kind === "edit");
  if (!edit) throw new Error("no edit");
  expect(editText(parseConf(edit.before), edit.edits)).toBe(edit.after);
  return edit.after;
}

describe("adding and undoing", () => {
  const names = readdirSync(FIXTURES).filter((name) => name.endsWith(".conf"));

  it.each(names)("gives the same bytes for %s", (name) => {
    const text = readFileSync(new URL(name, FIXTURES), "utf8");
    for (const variant of [text, text.replace(/\n+$/, ""), text.replaceAll("\n", "\r\n"), `${text}\n\n`]) {
      const world = testWorld(variant);
      const plan = added(world);
      const undo = undoOf(pastOf(plan, "1"), world);
      expect(afterOf(undo)).toBe(world.conf.text);
      expect(undo.diff.some(({ kind }) => kind === "gone")).toBe(true);
      const redo = undoOf(pastOf(undo, "2"), world);
      expect(afterOf(redo)).toBe(afterOf(plan));
    }
  });

  it("takes nothing but the lines that came", () => {
    const undo = undoOf(pastOf(added(), "1"));
    expect(undo.diff.filter(({ kind }) => kind === "new")).toEqual([]);
    expect(undo.steps).toMatchObject([
      { id: "lock" },
      { id: "compare" },
      { id: "backup" },
      { id: "write", lines: 0, gone: 6 },
      { id: "move", path: "/etc/wireguard/clients/olga.conf" },
    ]);
  });
});

describe("what an undo says beforehand", () => {
  const plan = added();

  const olga = runningPeer(plan.peer.publicKey, "10.77.0.247/32");
  const live = { publicKey: SERVER_PAIR.publicKey, listenPort: 47770, fwMark: null, peers: [olga] };
  const textsOf = ({ loading }: UndoPlan) => loading && loadingTexts(loading);

  it("the command for a running interface that knows the peer, and only for such a one", () => {
    expect(textsOf(undoOf(pastOf(plan, "1"), testWorld(FOUNDING_CONF, { live })))).toEqual([
      `wg set wg0 peer ${plan.peer.publicKey} remove`,
    ]);
    expect(textsOf(undoOf(pastOf(plan, "1"), testWorld(FOUNDING_CONF, { live: { ...live, peers: [] } })))).toEqual([]);
    expect(undoOf(pastOf(plan, "1")).loading).toBe(null);
  });

  it("what gives the peer back to the interface, when the undo is undone", () => {
    const undo = undoOf(pastOf(plan, "1"));
    const again = undoOf(pastOf(undo, "2"), testWorld(FOUNDING_CONF, { live: { ...live, peers: [] } }));
    expect(textsOf(again)).toEqual(['wg addconf wg0 <(sed -n "11,15p" /etc/wireguard/wg0.conf)']);
  });

  it("that it cuts off the very connection of whoever does it", () => {
    const session = { client: "10.77.0.247", server: "10.77.0.1" };
    const cut = undoOf(pastOf(plan, "1"), testWorld(readable(afterOf(plan)), { live, session }));
    expect(cut.warnings).toEqual([{ id: "loading-cuts-session", values: { interfaceName: "wg0", name: "olga" } }]);
    const other = { ...session, client: "10.77.0.2" };
    expect(undoOf(pastOf(plan, "1"), testWorld(FOUNDING_CONF, { live, session: other })).warnings).toEqual([]);
  });

  it("that names are lost again where SaveConfig = true comes back", () => {
    const saving = testWorld(FOUNDING_CONF.replace("ListenPort", "SaveConfig = true\nListenPort"));
    const off = added(saving, "off");
    expect(afterOf(off)).toContain("SaveConfig = false");
    expect(undoOf(pastOf(off, "1"), saving).warnings).toEqual([
      { id: "save-config-kept", values: { interfaceName: "wg0", runs: "down", mangled: false } },
    ]);
    expect(undoOf(pastOf(added(), "1")).warnings).toEqual([]);
  });

  it("secrets are marked, so that nobody draws them", () => {
    const { diff } = undoOf(pastOf(plan, "1"));
    expect(diff.find(({ text }) => text.startsWith("PresharedKey"))?.secret).toBe(MADE.presharedKey);
  });
});

describe("an undo that cannot be", () => {
  const plan = added();
  const past = pastOf(plan, "1");

  it("nothing is on record", () => {
    expect(planUndo(null, testWorld())).toEqual({ kind: "none" });
  });

  it("the file was changed since: by what", () => {
    const found = planUndo(pastOf(plan, "1", `${afterOf(plan)}# by hand\n`), testWorld());
    if (found.kind !== "changed") throw new Error(found.kind);
    expect(found.whole).toBe(false);
    expect(found.diff.filter(({ kind }) => kind !== "context").map(({ text }) => readable(text))).toEqual([
      expect.stringMatching(/^@@/),
      "# by hand",
    ]);
  });

  it("the copy of the file as it was is gone", () => {
    const files = past.files.map((file) => (file.kind === "edit" ? { ...file, before: null } : file));
    expect(planUndo({ ...past, files }, testWorld())).toMatchObject({ kind: "gone", path: "/etc/wireguard/wg0.conf" });
  });

  it("the device's file that was moved away is gone, so it cannot be given back", () => {
    const back = pastOf(undoOf(past), "2");
    const files = back.files.map((file) => (file.kind === "move" ? { ...file, copy: null } : file));
    expect(planUndo({ ...back, files }, testWorld())).toMatchObject({ kind: "gone" });
  });

  it("a device's file that is gone already is not missed", () => {
    const files = past.files.map((file) => (file.kind === "create" ? { ...file, now: null } : file));
    expect(undoOf({ ...past, files }).files.map(({ kind }) => kind)).toEqual(["edit"]);
  });
});
