/** What of a line must not be drawn, wherever the line comes from. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { planAdd } from "../../src/plans/add.ts";
import { diffOf, diffText } from "../../src/plans/diff.ts";
import { contextLine } from "../../src/plans/lines.ts";
import { parseConf } from "../../src/wireguard/conf.ts";
import { isSecretLine, secretIn, withoutKeys } from "../../src/wireguard/secret.ts";
import { completeAnswers } from "../../src/wizard/questions.ts";
import { testWorld } from "../wizard/world.ts";

const SECRET = "dwdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LCo=";

/** Lines with the secret, and what must be left of them. */
const HIDDEN = [
  `PrivateKey = ${SECRET}`,
  `presharedkey=${SECRET}`,
  `Private Key = ${SECRET}`,
  `P r e s h a r e d K e y =${SECRET}`,
  `#PrivateKey = ${SECRET}`,
  `## PresharedKey=${SECRET}  # old`,
  `#[disabled] PresharedKey = ${SECRET}`,
  `# -WGP- PrivateKey: ${SECRET}`,
  `# private key: ${SECRET}`,
  `# private_key = ${SECRET}`,
  `# her private key is ${SECRET}`,
  `# friendly_json = {"name":"a","private_key":"${SECRET}"}`,
  `PostUp = wg set %i private-key <(echo ${SECRET})`,
  `PrivateKey = ${SECRET.slice(0, 20)}`,
];

test.each(HIDDEN)("%s is secret", (line) => {
  expect(isSecretLine(line)).toBe(true);
  const secret = secretIn(line) ?? "";
  expect(line.endsWith(secret)).toBe(true);
  expect(secret.startsWith(SECRET.slice(0, 20))).toBe(true);
  const row = contextLine(line, 1);
  expect(row).toMatchObject({ secret: true, value: secret });
  expect(row.key).not.toContain(SECRET.slice(0, 10));
  expect(withoutKeys(line)).not.toContain(SECRET.slice(0, 20));
});

test.each([
  `PublicKey = ${SECRET}`,
  "# the private key lies elsewhere",
  "PostUp = wg set %i private-key /etc/wireguard/server.key",
  "# -WGP- Display name: Private Ryan",
  "AllowedIPs = 10.0.0.2/32 # private",
  "# PrivateKey =",
])("%s is not", (line) => {
  expect(secretIn(line)).toBeNull();
  expect(contextLine(line, 1).secret).toBe(false);
});

describe("a comment with a secret", () => {
  test.each(HIDDEN.filter((line) => line.startsWith("#")))("names nobody: %s", (line) => {
    for (const text of [`${line}\n[Peer]\nPublicKey = k\n`, `[Peer]\n${line}\nPublicKey = k\n`]) {
      const name = parseConf(text).peers[0]?.name ?? "";
      expect(name).not.toContain(SECRET.slice(0, 10));
    }
  });

  test("is hidden in what is shown around a change: the diff, the rows of the review", () => {
    const folder = new URL("../fixtures/names/", import.meta.url);
    const files = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), "utf8"));
    for (const line of HIDDEN.filter((one) => one.startsWith("#"))) files.push(`${files[0]}${line}\n`);
    let secrets = 0;
    for (const text of files) {
      const world = testWorld(text);
      const draft = { name: "dora", address: "auto", lan: "none", traffic: "all", dns: "none", keepalive: "25" };
      const more = { endpoint: "203.0.113.5:51820", keys: "new", psk: "yes", save: "none", "save-config": "keep" };
      const complete = completeAnswers({ ...draft, ...more }, world);
      if (!("answers" in complete)) throw new Error(JSON.stringify(complete));
      const pair = { privateKey: `${"A".repeat(42)}E=`, publicKey: `${"B".repeat(42)}E=` };
      const plan = planAdd(complete.answers, world, { pair, presharedKey: `${"C".repeat(42)}E=` });
      const own = [...text.matchAll(/(?:private|preshared).*?([A-Za-z0-9+/]{43}=)/gi)].map(
        (found) => found[1] as string,
      );
      const shown = diffText(diffOf(plan), false);
      const drawn = plan.sides.server.lines.map((row) =>
        row.secret && row.value !== null ? row.text.slice(0, row.text.lastIndexOf(row.value)) : row.text,
      );
      for (const secret of own) {
        secrets++;
        expect(shown).not.toContain(secret);
        expect(drawn.join("\n")).not.toContain(secret);
      }
    }
    expect(secrets).toBeGreaterThan(50);
  });
});
