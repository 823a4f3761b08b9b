/** A change found again in a file that was changed since: the digest confirms it, or it is not claimed. */
import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { foundAgain, withAfter } from "../../src/plans/since.ts";
import { FOUNDING_CONF } from "../wizard/world.ts";

const digestOf = (text: string) => createHash("sha256").update(text).digest("hex");
const BLOCK = "\n[Peer]\n# friendly_name = olga\nPublicKey = x\nAllowedIPs = 10.77.0.3/32\n";
const ours = `${FOUNDING_CONF}${BLOCK}`;
const find = (now: string, after = ours) => foundAgain(FOUNDING_CONF, now, (text) => text === after);

describe("what the change left", () => {
  it.each([
    ["a line behind ours", `${ours}# by hand\n`],
    ["a block behind ours", `${ours}${BLOCK.replace("olga", "rita")}`],
    ["a block before ours", `${FOUNDING_CONF}${BLOCK.replace("olga", "rita")}${BLOCK}`],
    ["a line elsewhere", ours.replace("ListenPort", "# the port\nListenPort")],
    ["a line gone elsewhere", ours.replace("ListenPort = 47770\n", "")],
    ["several at once", `# top\n${ours.replace("47770", "51820")}# end\n`],
  ])("is found again: %s", (_what, now) => {
    expect(find(now)).toBe(ours);
  });

  it("is not claimed where ours was changed itself, or is gone", () => {
    expect(find(FOUNDING_CONF)).toBe(null);
    expect(find(ours.replace("10.77.0.3/32", "10.77.0.4/32"))).toBe(null);
  });

  it("is not searched for in a file that has nothing in common any more", () => {
    const lines = (word: string) => Array.from({ length: 40 }, (_, at) => `${word} ${at}\nsame ${at}\n`).join("");
    expect(foundAgain(lines("a"), lines("b"), () => true)).toBe(null);
  });

  it("stands in the change only where its digest confirms it", () => {
    const file = {
      kind: "edit",
      path: "",
      before: FOUNDING_CONF,
      now: `${ours}# by hand\n`,
      after: null,
      same: false,
    } as const;
    const change = { record: "1", at: 0, kind: "add", peer: null } as const;
    const known = withAfter({ ...change, files: [{ ...file, digest: digestOf(ours) }] }, digestOf);
    expect(known.files).toMatchObject([{ after: ours }]);
    const other = withAfter({ ...change, files: [{ ...file, digest: digestOf("another") }] }, digestOf);
    expect(other.files).toMatchObject([{ after: null }]);
  });
});
