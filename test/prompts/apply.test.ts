/** Applying the file by prompts: what the interface would be told, and one question whose default is no. */
import { describe, expect, it } from "vitest";
import { openServer } from "../../src/host/open.ts";
import { planApply } from "../../src/plans/apply.ts";
import { promptApply } from "../../src/prompts/apply.ts";
import { runPrompts } from "../../src/prompts/session.ts";
import { caught, machine } from "../commands/context.ts";
import { ANTON_KEY, SERVER_PAIR } from "../wizard/world.ts";
import { type Answer, ENTER, LEAVE, scripted } from "./script.ts";

const LOAD = 'wg addconf wg0 <(sed -n "6,9p" /etc/wireguard/wg0.conf)';

async function asked(answer: Answer, lang: "en" | "ru") {
  const host = machine({
    dumps: { wg0: `(none)\t${SERVER_PAIR.publicKey}\t47770\toff\n` },
    addresses: ["10.77.0.1/24"],
    session: { client: "10.77.0.2", server: "10.77.0.1", port: 22 },
  });
  const opening = await openServer(host, null);
  const found = opening.kind === "opened" ? planApply(opening.world) : opening;
  if (opening.kind !== "opened" || found.kind !== "plan") throw new Error(found.kind);
  const asking = scripted([answer]);
  const { context, err } = caught(host, { lang });
  const done = await promptApply(context, host, opening.world, found.plan, asking, 0);
  return { host, done, err: err(), asked: asking.asked, words: context.words };
}

describe("the session of --plain", () => {
  it("offers it while file and interface differ, and not any more once they agree", async () => {
    const host = machine({ dumps: { wg0: `(none)\t${SERVER_PAIR.publicKey}\t47770\toff\n` } });
    const { context, err } = caught(host, { tty: { stdin: true, stdout: true, stderr: true } });
    const { prompts } = context.words.commands;
    expect(await runPrompts(context, {}, scripted(["apply", true, "leave"]))).toBe(0);
    expect(err()).toContain("wg0 is as wg0.conf says now.");
    await expect(runPrompts(context, {}, scripted(["apply"]))).rejects.toThrow(`not among ${prompts.add}`);
  });
});

describe.each(["en", "ru"] as const)("in %s", (lang) => {
  it("yes: the interface is told", async () => {
    const { host, done, err } = await asked(true, lang);
    expect(done?.outcome.loaded).toBe("loaded");
    expect([...(host.interface("wg0")?.peers.keys() ?? [])]).toEqual([ANTON_KEY]);
    expect(err).toContain(`√ ${LOAD}`);
  });

  it("the commands stand there before it asks", async () => {
    const { err, asked: questions, words } = await asked(false, lang);
    expect(err).toContain(LOAD);
    expect(questions).toEqual([words.live.apply.confirm({ interfaceName: "wg0" })]);
  });

  it.each([
    ["Enter alone", ENTER],
    ["no", false],
    ["Ctrl-C", LEAVE],
  ] as const)("%s means no: nothing is told", async (_what, answer) => {
    const { host, done, err, words } = await asked(answer, lang);
    expect([done, host.commands()]).toEqual([null, []]);
    expect(err).toContain(words.live.apply.nothingDone);
  });
});
