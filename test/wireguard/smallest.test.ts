/** The smallest change: adding a peer to any file inserts its lines, and leaves every other byte where it was. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { planAdd } from "../../src/plans/add.ts";
import { editsBetween } from "../../src/plans/compare.ts";
import { byteText, editText, parseConf, readable } from "../../src/wireguard/conf.ts";
import { faultsOf } from "../../src/wireguard/grammar.ts";
import { keyPairFrom } from "../../src/wireguard/key.ts";
import { completeAnswers } from "../../src/wizard/questions.ts";
import { testWorld } from "../wizard/world.ts";

const FOLDER = new URL("../fixtures/names/", import.meta.url);
const FILES = readdirSync(FOLDER).map((file) => [file, readFileSync(new URL(file, FOLDER), "latin1")] as const);

const MADE = { pair: keyPairFrom(new Uint8Array(32).fill(9)), presharedKey: `${"P".repeat(42)}A=` };

/** The same file as other editors would have left it. */
const VARIANTS: readonly (readonly [what: string, change: (text: string) => string])[] = [
  ["as it is", (text) => text],
  ["with the line ends of Windows", (text) => text.replaceAll("\n", "\r\n")],
  ["without its last newline", (text) => text.replace(/\n+$/, "")],
  ["with the line ends of Windows, without the last", (text) => text.replace(/\n+$/, "").replaceAll("\n", "\r\n")],
  ["with blank lines at its end", (text) => `${text}\n\n`],
  ["with odd spacing", (text) => text.replaceAll(" = ", "  =\t").replaceAll("[Peer]", "  [peer]  ")],
  ["with a comment that is no UTF-8", (text) => `${text}\n# \xff\xfe \xa0\n`],
];

function added(
  text: string,
  save: string,
): { before: string; after: string; inserted: readonly (readonly string[])[] } {
  const world = { ...testWorld(), conf: parseConf(text), publicKey: MADE.pair.publicKey, faults: [] };
  const draft = {
    name: "dora",
    address: "auto",
    lan: "none",
    traffic: "all",
    dns: "none",
    endpoint: "203.0.113.5:51820",
    keepalive: "25",
    keys: "new",
    psk: "yes",
    save,
    "save-config": "keep",
  };
  const complete = completeAnswers(draft, world);
  if (!("answers" in complete)) throw new Error(JSON.stringify(complete));
  const edit = planAdd(complete.answers, world, MADE).files.find((file) => file.kind === "edit");
  if (edit?.kind !== "edit") throw new Error("no edit");
  expect(editText(world.conf, edit.edits)).toBe(edit.after);
  return { before: edit.before, after: edit.after, inserted: edit.edits.map(({ insert }) => insert) };
}

describe.each(FILES)("%s", (_file, original) => {
  test.each(VARIANTS)("%s: the new block comes to the end, and nothing else changes", (_what, change) => {
    const text = change(original);
    expect(faultsOf(parseConf(text))).toEqual([]);
    const { before, after, inserted } = added(text, "/root/dora.conf");
    expect(before).toBe(text);
    expect(after.startsWith(text)).toBe(true);
    expect(inserted).toHaveLength(1);
    // What is behind the old bytes is the end of the last line where it had none, one blank line, and the block alone.
    const crlf = change(original).includes("\r\n");
    const ending = crlf ? "\r\n" : "\n";
    const tail = after.slice(text.length);
    const lines = tail.split(ending);
    expect(lines.at(-1)).toBe("");
    const blanks = lines.slice(
      0,
      lines.findIndex((line) => line !== ""),
    ).length;
    const body = lines.slice(blanks, -1);
    expect(body.every((line) => line !== "" && !/[\r\n]/.test(line))).toBe(true);
    expect(body.filter((line) => line === "[Peer]")).toHaveLength(1);
    expect(body.filter((line) => readable(line).includes("dora")).length).toBeGreaterThan(0);
    const before2 = text.split("\n");
    const endsBlank = /^\r?$/.test(before2.at(-1) ?? "") && /^\r?$/.test(before2.at(-2) ?? "");
    expect(blanks).toBe(endsBlank ? 0 : text.endsWith("\n") ? 1 : 2);
  });

  test.each(VARIANTS)(
    "%s: the comment for next time goes below [Interface], and nothing else changes",
    (_what, change) => {
      const text = change(original);
      const { after, inserted } = added(text, "none");
      expect(inserted).toHaveLength(2);
      const dial = "# clients dial 203.0.113.5:51820";
      const kept = after.split("\n").filter((line) => line.trim() !== dial);
      expect(after.split("\n").length - kept.length).toBe(1);
      expect(kept.join("\n").startsWith(text)).toBe(true);
      const header = after.split("\n").findIndex((line) => line.trim() === dial) - 1;
      expect(after.split("\n")[header]?.trim()).toBe("[Interface]");
    },
  );

  test.each(VARIANTS)("%s: taken back, the same bytes stand there again", (_what, change) => {
    const text = change(original);
    for (const save of ["/root/dora.conf", "none"]) {
      const { after } = added(text, save);
      expect(editText(parseConf(after), editsBetween(after, text))).toBe(text);
    }
  });
});

test("the name comes as UTF-8 into a file of whatever bytes", () => {
  const text = "[Interface]\nAddress = 10.8.0.1/24\nListenPort = 51820\n# \xff\xfe\n";
  const conf = parseConf(text);
  const world = { ...testWorld(), conf, publicKey: MADE.pair.publicKey };
  const complete = completeAnswers(
    {
      name: "Лена",
      address: "auto",
      lan: "none",
      traffic: "all",
      dns: "none",
      endpoint: "203.0.113.5:51820",
      keepalive: "25",
      keys: "new",
      psk: "no",
      save: "/root/x.conf",
    },
    world,
  );
  if (!("answers" in complete)) throw new Error(JSON.stringify(complete));
  const edit = planAdd(complete.answers, world, MADE).files.find((file) => file.kind === "edit");
  expect(edit?.kind === "edit" && edit.after.startsWith(text) && edit.after.includes(byteText("Лена"))).toBe(true);
});
