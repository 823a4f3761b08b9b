/** Taking back by prompts: the diff and one question; and a change that a crash cut off, asked about at the start. */
import { describe, expect, it } from "vitest";
import { openServer } from "../../src/host/open.ts";
import { unfinishedChange } from "../../src/host/past.ts";
import { runPrompts } from "../../src/prompts/session.ts";
import { promptUndo } from "../../src/prompts/undo.ts";
import { promptUnfinished } from "../../src/prompts/unfinished.ts";
import { byteText, parseConf, readable } from "../../src/wireguard/conf.ts";
import { caught, machine, PATH, ran, type Surroundings } from "../commands/context.ts";
import { FOUNDING_CONF } from "../wizard/world.ts";
import { type Answer, ENTER, LEAVE, scripted } from "./script.ts";

const TERMINAL = { tty: { stdin: true, stdout: true, stderr: true }, size: { rows: 24, columns: 80 } } as const;
const CLIENT = "/etc/wireguard/clients/lena.conf";

async function asked(answers: readonly Answer[], surroundings: Surroundings = {}) {
  const host = machine();
  await ran(host, ["add", "lena", "--yes"]);
  const after = host.text(PATH) ?? "";
  const opening = await openServer(host, null);
  if (opening.kind !== "opened") throw new Error(opening.kind);
  const asking = scripted(answers);
  const { context, err, out } = caught(host, { ...TERMINAL, ...surroundings });
  const { status } = await promptUndo(context, host, opening.world, asking, 0);
  return { host, after, status, err: err(), out: out(), asked: asking.asked };
}

describe.each(["en", "ru"] as const)("taking back, %s", (lang) => {
  it("yes: the same bytes as before", async () => {
    const { host, status, out } = await asked([true], { lang });
    expect(status).toBe(0);
    expect(out).toBe("");
    expect(readable(host.text(PATH) ?? "")).toBe(FOUNDING_CONF);
    expect(host.text(CLIENT)).toBe(null);
  });

  it("shows the diff, secrets as dots, and the steps before it asks", async () => {
    const { host, err } = await asked([false], { lang });
    const { words } = caught(host, { lang }).context;
    expect(err).toContain(words.plans.diffTitle({ file: PATH }));
    expect(err).toContain("-PresharedKey = ••••••••\n");
    expect(err).toContain(words.commands.add.steps);
    expect(err).toContain(words.plans.steps.move({ id: "move", path: CLIENT }));
    for (const key of parseConf(host.text(CLIENT) ?? "").peers) expect(err).not.toContain(key.presharedKey);
  });

  it.each([
    ["Enter alone", ENTER],
    ["no", false],
    ["Ctrl-C", LEAVE],
  ] as const)("%s means no: nothing is taken back, status 130", async (_what, answer) => {
    const { host, after, status, err } = await asked([answer], { lang });
    expect(status).toBe(130);
    expect(host.text(PATH)).toBe(after);
    expect(err).toContain(caught(host, { lang }).context.words.commands.undo.nothingDone);
  });
});

describe("what happens meanwhile", () => {
  it("the file changes before yes: nothing is taken back, and what changed is shown", async () => {
    const host = machine();
    await ran(host, ["add", "lena", "--yes"]);
    const opening = await openServer(host, null);
    if (opening.kind !== "opened") throw new Error(opening.kind);
    const meddling = scripted([
      () => {
        host.meddle(PATH, `${host.text(PATH)}# by hand\n`);
        return true;
      },
    ]);
    const { context, err } = caught(host, TERMINAL);
    expect((await promptUndo(context, host, opening.world, meddling, 0)).status).toBe(1);
    expect(err()).toContain("What was changed in /etc/wireguard/wg0.conf meanwhile:\n@@");
    expect(err()).toContain("+# by hand\n");
    expect(host.text(CLIENT)).not.toBe(null);
  });

  it("the file changes while a peer is added: what changed is shown before the question is asked again", async () => {
    const host = machine();
    const { context, err } = caught(host, { ...TERMINAL, size: { rows: 60, columns: 100 } });
    const meddle = () => {
      host.meddle(PATH, byteText(`${FOUNDING_CONF}# by hand\n`));
      return true;
    };
    await runPrompts(
      context,
      {},
      scripted(["add", "lena", ...Array<Answer>(9).fill(ENTER), meddle, true, false, "leave"]),
    );
    const [before = "", after = ""] = err().split("What was changed in");
    expect(before).not.toContain("# by hand");
    expect(after).toContain("+# by hand\n");
    expect(host.text(PATH)).toContain("lena");
  });
});

describe("the session of --plain", () => {
  it("offers to take back what was just added", async () => {
    const host = machine();
    const { context } = caught(host, { ...TERMINAL, size: { rows: 60, columns: 100 } });
    const asking = scripted(["add", "lena", ...Array<Answer>(9).fill(ENTER), true, false, "undo", true, "leave"]);
    expect(await runPrompts(context, {}, asking)).toBe(0);
    expect(readable(host.text(PATH) ?? "")).toBe(FOUNDING_CONF);
  });

  it("offers it only where something was written", async () => {
    const { context } = caught(machine(), TERMINAL);
    await expect(runPrompts(context, {}, scripted(["undo"]))).rejects.toThrow("is not among");
  });

  async function halfDone() {
    for (let acts = 1; acts < 200; acts++) {
      const dying = machine({ actsUntilDeath: acts });
      await ran(dying, ["add", "lena", "--yes"]).catch(() => null);
      const host = dying.restarted();
      if ((await unfinishedChange(host, PATH))?.torn) return host;
    }
    throw new Error("no cut leaves the files between old and new");
  }

  it("asks first what is to become of a change that a crash cut off", async () => {
    const back = await halfDone();
    const { context, err } = caught(back, TERMINAL);
    expect(await runPrompts(context, {}, scripted(["take-back", "leave"]))).toBe(0);
    expect(err()).toContain("stopped in the middle: adding lena");
    expect(readable(back.text(PATH) ?? "")).toBe(FOUNDING_CONF);

    const on = await halfDone();
    await runPrompts(caught(on, TERMINAL).context, {}, scripted(["finish", "leave"]));
    expect(on.text(PATH)).toContain("lena");
    expect(await unfinishedChange(on, PATH)).toBe(null);
  });

  it("lets it wait, and does nothing then", async () => {
    const host = await halfDone();
    const before = host.paths();
    await runPrompts(caught(host, TERMINAL).context, {}, scripted([ENTER, "leave"]));
    expect(host.paths()).toEqual(before);
  });

  it("offers only the ways out that are open", async () => {
    const unfinished = await unfinishedChange(await halfDone(), PATH);
    if (!unfinished) throw new Error("nothing is unfinished");
    const { context } = caught(machine(), TERMINAL);
    const closed = { ...unfinished, canFinish: false };
    expect(await promptUnfinished(context, closed, scripted(["take-back"]))).toBe("take-back");
    expect(await promptUnfinished(context, closed, scripted(["leave"]))).toBe("leave");
    await expect(promptUnfinished(context, closed, scripted(["finish"]))).rejects.toThrow("is not among");
    await expect(promptUnfinished(context, unfinished, scripted(["leave"]))).rejects.toThrow("is not among");
  });
});
