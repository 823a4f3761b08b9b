/** What a person reads when something is in the way: in both languages, plain, and with a way on. */
import { describe, expect, test } from "vitest";
import type { Failure } from "../../src/plans/plan.ts";
import type { Trouble } from "../../src/wireguard/opening.ts";
import { plans as enPlans } from "../../src/words/en/plans.ts";
import { troubles as en } from "../../src/words/en/troubles.ts";
import { plans as ruPlans } from "../../src/words/ru/plans.ts";
import { troubles as ru } from "../../src/words/ru/troubles.ts";

const PATH = "/etc/wireguard/wg0.conf";
const SUDO = "sudo /usr/bin/node /usr/bin/wg-wizard";
const TROUBLES: readonly Trouble[] = [
  { id: "no-folder", path: "/etc/wireguard" },
  { id: "no-file", path: "/etc/wireguard" },
  { id: "no-file", path: PATH },
  { id: "no-server-file", path: "/etc/wireguard" },
  { id: "denied", path: PATH, sudo: SUDO },
  { id: "binary", path: PATH },
  { id: "not-a-file", path: PATH, what: "folder" },
  { id: "not-a-file", path: PATH, what: "device" },
  { id: "not-a-file", path: PATH, what: "pipe" },
  { id: "bad-name", path: PATH },
  { id: "client-file", path: PATH },
  { id: "no-interface", path: PATH },
  { id: "failed", path: PATH, detail: "EIO" },
  { id: "failed", path: PATH, detail: "EFBIG" },
  { id: "failed", path: PATH, detail: "" },
];

describe.each([
  ["English", en],
  ["Russian", ru],
])("%s", (_, words) => {
  test.each(TROUBLES)("a trouble names the path and a way on: $id $path", (trouble) => {
    const { what, next } = (words.opening[trouble.id] as (one: Trouble) => { what: string; next: string[] })(trouble);
    expect(what).toContain(trouble.path);
    expect(next.length).toBeGreaterThan(0);
    for (const sentence of [what, ...next]) expect(sentence).not.toMatch(/!|undefined|\n/);
    expect(what).toMatch(/\.$/);
  });

  test("the sudo line stands on a line of its own, as it is typed", () => {
    expect(words.opening.denied({ id: "denied", path: PATH, sudo: SUDO }).next).toContain(SUDO);
  });

  test.each(Object.keys(words.failures) as Failure["id"][])("a failure is one plain sentence or two: %s", (id) => {
    for (const detail of ["", "anna, pid 4711"]) {
      const sentence = words.failures[id]({ id, path: PATH, detail });
      expect(sentence).toMatch(/\.$/);
      expect(sentence).not.toMatch(/!|undefined|\n| {2}|\(\)/);
    }
  });

  test("a value that is a secret is not written into the fault's sentence", () => {
    const sentence = words.faults["bad-value"]({ key: "PrivateKey", value: "", form: "key" });
    expect(sentence).toContain("PrivateKey");
    expect(sentence).not.toMatch(/“”|«»|!/);
  });
});

test("a step says how many lines come or go, and where a file that is put away goes", () => {
  const said = [enPlans, ruPlans].map(({ steps }) => [
    steps.write({ id: "write", path: "wg0.conf", lines: 5, gone: 0 }),
    steps.write({ id: "write", path: "wg0.conf", lines: 0, gone: 1 }),
    steps.move({ id: "move", path: "anna.conf" }),
  ]);
  expect(said).toEqual([
    [
      "write wg0.conf, + 5 lines, nothing else changes",
      "write wg0.conf, - 1 line, nothing else changes",
      "move anna.conf into backups/",
    ],
    [
      "записать wg0.conf: + 5 строк, остальное не меняется",
      "записать wg0.conf: - 1 строка, остальное не меняется",
      "перенести anna.conf в backups/",
    ],
  ]);
});
