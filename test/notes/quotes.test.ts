/** What the notes quote of `wg` is what the installed `wg` says; of `wg-quick` what its script has in it. */
import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { quotesOf } from "../../src/notes/quotes.ts";
import { VOCABULARY } from "../../src/wireguard/vocabulary.ts";

const all = VOCABULARY.flatMap((word) => quotesOf(word.key).map((quote) => ({ word, quote })));

it("every key is quoted, and each quote names a line of it where there is one", () => {
  for (const word of VOCABULARY) expect(quotesOf(word.key).length, word.key).toBeGreaterThan(1);
  for (const { word, quote } of all) if (quote.line !== "") expect(quote.line).toMatch(new RegExp(`^${word.key} = `));
  expect(quotesOf("Banana")).toEqual([]);
});

const HEADERS = { interface: "[Interface]", peer: "[Peer]" } as const;
const KEY = "uldAjVywUbjTxIPvxn133x8OwgGdTyBLw+9eHS4IfGk=";
const missing = spawnSync("wg", ["--version"]).error !== undefined;

/** What `wg` prints of this file; the interface does not exist, so nothing can come of it. */
function wgSays(text: string): string {
  const { stderr } = spawnSync("bash", ["-c", "wg setconf nosuch-wg <(cat)"], { input: text, encoding: "utf8" });
  return stderr;
}

describe.skipIf(missing && process.env["CI"] !== "true")("the installed wg", () => {
  const asked = all.filter(({ quote }) => quote.program === "wg" && /^(?:value|missing|warning)$/.test(quote.reason));

  it.each(asked.map(({ word, quote }) => [quote.line || `no ${word.key}`, word, quote] as const))(
    "says of %s what is quoted",
    (_line, word, quote) => {
      const key =
        word.section === "peer" && quote.line !== "" && word.key !== "PublicKey" ? `PublicKey = ${KEY}\n` : "";
      expect(wgSays(`${HEADERS[word.section]}\n${key}${quote.line}\n`)).toContain(`${quote.says}\n`);
    },
  );

  it.each(VOCABULARY.map((word) => [word.key, word] as const))("refuses %s in the other section", (key, word) => {
    const other = word.section === "peer" ? "[Interface]" : `[Peer]\nPublicKey = ${KEY}`;
    expect(wgSays(`${other}\n${key} = x\n`)).toContain(`Line unrecognized: \`${key}=x'`);
    expect(quotesOf(key).at(-1)?.says).toBe(`Line unrecognized: \`${key}=…'`);
  });
});
