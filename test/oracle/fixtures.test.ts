/** The files of other tools, and the same with a new peer at the end, are taken by the real `wg` and `wg-quick`. */
import { readdirSync, readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { appendBlock, blockLines } from "../../src/wireguard/block.ts";
import { editText, parseConf } from "../../src/wireguard/conf.ts";
import { bothAccept, SKIPPED, stopOracle } from "./uapi.ts";

const FOLDER = new URL("../fixtures/names/", import.meta.url);
const NEW_KEY = "3p7bfXt9wbTTW2HC7OQ1Nz+DQ8hbeGdNrfx+FG+IK08=";

const told = (sent: string) =>
  sent
    .split("\n")
    .filter((line) => line.startsWith("public_key="))
    .map((line) => Buffer.from(line.slice("public_key=".length), "hex").toString("base64"));

afterAll(stopOracle);

describe.skipIf(SKIPPED)("a file in another tool's style", () => {
  test.each(readdirSync(FOLDER))("%s", async (file) => {
    const conf = parseConf(readFileSync(new URL(file, FOLDER), "latin1"));
    const block = blockLines(conf, "dora", [
      ["PublicKey", NEW_KEY],
      ["AllowedIPs", "10.8.0.9/32"],
    ]);
    const keys = conf.peers.filter(({ enabled }) => enabled).map(({ publicKey }) => publicKey);
    const before = await bothAccept(conf.text);
    expect([before.stderr, told(before.sent)]).toEqual(["", keys]);
    const after = await bothAccept(editText(conf, [appendBlock(conf, block)]));
    expect([after.stderr, told(after.sent)]).toEqual(["", [...keys, NEW_KEY]]);
  });
});
