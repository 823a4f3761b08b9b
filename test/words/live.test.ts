/** What is said of loading and applying: whole sentences in both languages, none of them of the other. */
import { describe, expect, it } from "vitest";
import { wrap } from "../../src/text/width.ts";
import { live as en } from "../../src/words/en/live.ts";
import { plans as enPlans } from "../../src/words/en/plans.ts";
import { live as ru } from "../../src/words/ru/live.ts";
import { plans as ruPlans } from "../../src/words/ru/plans.ts";

const NAMES = { interfaceName: "wg0", file: "wg0.conf" } as const;
const LONG = "printer-in-the-cellar-behind-the-old-stairs";

describe.each([
  ["English", en, enPlans],
  ["Russian", ru, ruPlans],
] as const)("%s", (language, live, plans) => {
  const { apply, loading } = live;
  const untold = Object.entries(apply.untold).map(([id, say]) => [id, say({ ...NAMES, argument: "wg0" })] as const);
  const later = Object.entries(plans.loadLater).map(([id, say]) => [id, say({ interfaceName: "wg0" })] as const);
  const others = [
    ["left to type", loading.left({ interfaceName: "wg0" })],
    ["again", loading.again],
    ["same", apply.same(NAMES)],
    ["done", apply.done({ ...NAMES, name: null })],
    ["done, one", apply.done({ ...NAMES, name: LONG })],
    ["left", apply.left({ interfaceName: "wg0" })],
    ["needs yes", apply.needsYes],
  ] as const;

  it.each([...untold, ...later, ...others])("%s: plain, and in at most three rows", (_id, sentence) => {
    expect(sentence).not.toMatch(/!|undefined|null|\[object| {2}/);
    expect(sentence).toMatch(/[.:]$|wg-quick up wg0$/);
    expect(wrap(sentence, 76).length, sentence).toBeLessThanOrEqual(3);
    expect(/[а-яё]/i.test(sentence)).toBe(language === "Russian");
  });

  it("what is not running names the command that starts it", () => {
    expect(apply.untold.down({ ...NAMES, argument: "/srv/wg0.conf" })).toMatch(/wg-quick up \/srv\/wg0\.conf$/);
  });

  it("nobody is the wrong number", () => {
    expect(apply.vanish(1)).not.toBe(apply.vanish(2));
    expect(apply.vanishing({ who: LONG, seconds: null })).not.toMatch(/\d/);
    expect(apply.vanishing({ who: LONG, seconds: 7300 })).toMatch(/2 (h|ч)/);
  });
});
