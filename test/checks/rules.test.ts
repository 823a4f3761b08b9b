/** Each rule of the reference: a file or machine that it is about, and a near miss that it is not. */
import { describe, expect, it } from "vitest";
import { evidenceFor } from "../../src/checks/evidence.ts";
import type { RuleId } from "../../src/checks/finding.ts";
import { judge, RULES } from "../../src/checks/judge.ts";
import { CASES, type Sight, sight } from "./cases.ts";

function found(id: RuleId, one: Sight) {
  const { world, machine } = sight(one);
  const { findings, notLookedAt } = judge(evidenceFor(world, machine));
  expect(notLookedAt).not.toContain(id);
  return findings.filter((finding) => finding.id === id);
}

it("there is a rule for each of the 38 rows of the reference, one of its §1.2, and a case for each rule", () => {
  expect(RULES.map(({ number }) => number)).toEqual(Array.from({ length: 39 }, (_, at) => at + 1));
  expect(RULES.map(({ id }) => id).sort()).toEqual(Object.keys(CASES).sort());
});

describe.each(RULES.map(({ id }) => id))("%s", (id) => {
  it.each(CASES[id].map((one) => [one.about, one] as const))("%s", (_about, { bad, line, severity, good }) => {
    const [first, ...others] = found(id, bad);
    expect({ line: first?.line, severity: first?.severity }).toEqual({ line, severity });
    expect(others).toEqual([]);
    const { world, machine } = sight(good);
    const near = judge(evidenceFor(world, machine)).findings.filter((finding) => finding.id === id);
    expect(near).toEqual([]);
  });
});
