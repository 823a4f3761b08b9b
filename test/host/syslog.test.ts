/** What the system's log is told of a change: enough to know who did what, and nothing secret or disguised. */
import { describe, expect, it } from "vitest";
import { carryOut } from "../../src/host/carry.ts";
import { type LoggedChange, logLine } from "../../src/host/syslog.ts";
import { planAdd } from "../../src/plans/add.ts";
import { byteText } from "../../src/wireguard/conf.ts";
import { completeAnswers, suggestedDraft } from "../../src/wizard/questions.ts";
import { MADE } from "../app/session.ts";
import { machine } from "../commands/context.ts";
import { FOUNDING_CONF, testWorld } from "../wizard/world.ts";

const KEY = MADE.pair.publicKey;

describe("the line in the system's log", () => {
  it("says who added which peer to which file", () => {
    const change = { kind: "add", path: "/etc/wireguard/wg0.conf", peer: { name: "lena", publicKey: KEY } } as const;
    expect(logLine(change, "anna")).toBe(`anna added peer "lena" ${KEY} in /etc/wireguard/wg0.conf`);
  });

  it("cannot be broken into two by a name", () => {
    const change = { kind: "undo", path: "/a\nb.conf", peer: { name: "x\n\u001b[31m", publicKey: KEY } } as const;
    expect(logLine(change, "anna")).not.toMatch(/\p{Cc}/u);
  });

  it("is written once for a change that was carried out, and not for one that failed", async () => {
    const world = testWorld();
    const { draft } = suggestedDraft({ name: "lena" }, world);
    const complete = completeAnswers(draft, world);
    if (!("answers" in complete)) throw new Error("questions are open");
    const plan = planAdd(complete.answers, world, MADE);
    for (const [text, expected] of [
      [FOUNDING_CONF, 1],
      [`${FOUNDING_CONF}# changed\n`, 0],
    ] as const) {
      const logged: LoggedChange[] = [];
      const host = {
        ...machine({ files: { [world.path]: byteText(text) } }),
        log: async (change: LoggedChange) => void logged.push(change),
      };
      await carryOut(host, plan, () => undefined);
      expect(logged).toHaveLength(expected);
      expect(JSON.stringify(logged)).not.toContain(MADE.pair.privateKey);
    }
  });
});
