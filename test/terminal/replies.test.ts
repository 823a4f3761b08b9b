/** Answers and keys told apart: by every terminal that was asked, joined and cut anywhere. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSorter, type Reply } from "../../src/terminal/replies.ts";
import { ANSWERS } from "./answers.ts";

const E = "\u001b";

function sorted(pieces: readonly string[]): { keys: string; replies: Reply[] } {
  const sorter = createSorter();
  const all = { keys: "", replies: [] as Reply[] };
  for (const piece of pieces) {
    const { keys, replies } = sorter.push(piece);
    all.keys += keys;
    all.replies.push(...replies);
  }
  all.keys += sorter.release();
  return all;
}

/** What is typed: letters, Enter, arrows, function keys with modifiers, a paste, Cyrillic; never a lone Esc. */
const KEYS = ["a", "y\r", `${E}[A`, `${E}OA`, `${E}[1;5D`, `${E}[6~`, `${E}[Z`, `${E}[200~one${E}[201~`, "ж", `${E}x`];

describe("what a terminal answers", () => {
  it.each(ANSWERS)("$name: nothing of it is taken for a key", ({ first, second = "" }) => {
    const { keys, replies } = sorted([first + second]);
    expect(keys).toBe("");
    expect(replies.length).toBe((first + second).split(E).length - 1 - (first + second).split(`${E}\\`).length + 1);
  });

  it.each(ANSWERS)("$name: the same cut at every byte, and byte for byte", ({ first, second = "" }) => {
    const bytes = first + second;
    const whole = sorted([bytes]);
    for (let at = 1; at < bytes.length; at++) expect(sorted([bytes.slice(0, at), bytes.slice(at)])).toEqual(whole);
    expect(sorted([...bytes])).toEqual(whole);
  });

  it("is told apart from keys typed before, between and after, however it is all cut", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...ANSWERS),
        fc.array(fc.constantFrom(...KEYS), { maxLength: 4 }),
        fc.array(fc.constantFrom(...KEYS), { maxLength: 4 }),
        fc.array(fc.nat({ max: 200 }), { maxLength: 6 }),
        ({ first, second = "" }, before, after, cuts) => {
          const bytes = before.join("") + first + second + after.join("");
          const places = [...new Set(cuts.map((cut) => cut % bytes.length))].sort((a, b) => a - b);
          const pieces = places.map((place, at) => bytes.slice(places[at - 1] ?? 0, place));
          const { keys, replies } = sorted([...pieces, bytes.slice(places.at(-1) ?? 0)]);
          expect(keys).toBe(before.join("") + after.join(""));
          expect(replies).toEqual(sorted([first + second]).replies);
        },
      ),
    );
  });

  it.each([
    [`${E}[?62;1;4c`, { kind: "da1", numbers: [62, 1, 4] }],
    [`${E}[?62;c`, { kind: "da1", numbers: [62] }],
    [`${E}[>65;7006;1c`, { kind: "da2", text: "65;7006;1" }],
    [`${E}P>|Konsole 22.12.3${E}\\`, { kind: "version", text: "Konsole 22.12.3" }],
    [`${E}[6;18;8t`, { kind: "cell", width: 8, height: 18 }],
    [`${E}[4;432;640t`, { kind: "area", width: 640, height: 432 }],
    [`${E}[?2;0;640;360S`, { kind: "image", width: 640, height: 360 }],
    [`${E}[?2;3S`, { kind: "other" }],
    [`${E}[1;2R`, { kind: "cursor", row: 1, column: 2 }],
    [`${E}_Gi=31;OK${E}\\`, { kind: "graphics", text: "OK" }],
    [`${E}_Gi=31;ENOTSUPPORTED: no${E}\\`, { kind: "graphics", text: "ENOTSUPPORTED: no" }],
  ] as const)("%j is read", (bytes, reply) => {
    expect(sorted([bytes]).replies).toEqual([reply]);
  });
});

describe("what is typed", () => {
  it.each(KEYS)("%j arrives as it is, also byte for byte", (bytes) => {
    expect(sorted([bytes])).toEqual({ keys: bytes, replies: [] });
    expect(sorted([...bytes])).toEqual({ keys: bytes, replies: [] });
  });

  it("a lone Esc is kept until it is known what it is, and asked for", () => {
    const sorter = createSorter();
    expect(sorter.push("ab\u001b")).toEqual({ keys: "ab", replies: [] });
    expect(sorter.doubts()).toBe(true);
    expect(sorter.release()).toBe("\u001b");
    expect(sorter.doubts()).toBe(false);
  });

  it("the beginning of an answer that no key has is never handed over", () => {
    const sorter = createSorter();
    sorter.push(`${E}[?62;`);
    expect(sorter.doubts()).toBe(false);
    expect(sorter.release()).toBe("");
    expect(sorter.push("4cx")).toEqual({ keys: "x", replies: [{ kind: "da1", numbers: [62, 4] }] });
  });

  it("what begins like an answer and never ends comes through after all", () => {
    const bytes = `${E}P>|${"x".repeat(400)}`;
    expect(sorted([...bytes]).keys).toBe(bytes);
  });
});
