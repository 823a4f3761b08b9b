/** Commands as they are typed at a shell: harmless whatever a file is called, no secret in them, and right in a real bash. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { commandText, type LiveCommand, routeArguments } from "../../src/wireguard/command.ts";
import { keyPairFrom, presharedKeyFrom } from "../../src/wireguard/key.ts";

const KEY = keyPairFrom(new Uint8Array(32).fill(5)).publicKey;
const PSK = presharedKeyFrom(new Uint8Array(32).fill(6));
const PATH = "/etc/wireguard/wg0.conf";
const hasBash = spawnSync("bash", ["-c", "true"]).status === 0;

const text = (command: LiveCommand, path = PATH, name = "wg0") => commandText(command, name, path);

describe("as typed at a shell", () => {
  it.each<[string, LiveCommand]>([
    [
      `wg addconf wg0 <(sed -n "3,6p" ${PATH})`,
      { kind: "add-peer", publicKey: KEY, block: `[Peer]\nPresharedKey = ${PSK}\n`, from: 3, to: 6 },
    ],
    [`wg set wg0 peer ${KEY} remove`, { kind: "remove-peer", publicKey: KEY }],
    [
      `wg set wg0 peer ${KEY} allowed-ips 10.0.0.2/32,fd00::2/128`,
      { kind: "set-peer", publicKey: KEY, allowedIPs: ["10.0.0.2/32", "fd00::2/128"] },
    ],
    [`wg set wg0 peer ${KEY} allowed-ips ""`, { kind: "set-peer", publicKey: KEY, allowedIPs: [] }],
    [
      `wg set wg0 peer ${KEY} persistent-keepalive off preshared-key /dev/null`,
      { kind: "set-peer", publicKey: KEY, keepalive: 0, presharedKey: null },
    ],
    [
      `wg set wg0 peer ${KEY} endpoint '[2001:db8::1]:51820' persistent-keepalive 25`,
      { kind: "set-peer", publicKey: KEY, endpoint: "[2001:db8::1]:51820", keepalive: 25 },
    ],
    ["wg set wg0 listen-port 51820", { kind: "set-interface", listenPort: 51820 }],
    ["wg set wg0 fwmark 0xca6c", { kind: "set-interface", fwMark: "0xca6c" }],
    ["ip -4 route add 192.168.7.0/24 dev wg0", { kind: "add-route", network: "192.168.7.0/24", table: null }],
    ["ip -6 route del fd77:7::/64 dev wg0 table 77", { kind: "delete-route", network: "fd77:7::/64", table: "77" }],
  ])("%s", (typed, command) => {
    expect(text(command)).toBe(typed);
  });

  it("no secret stands in it", () => {
    const add = text({ kind: "add-peer", publicKey: KEY, block: `PresharedKey = ${PSK}\n`, from: 3, to: 6 });
    const set = text({ kind: "set-peer", publicKey: KEY, presharedKey: { key: PSK, line: 4 } });
    expect(add + set).not.toContain(PSK);
  });

  it("a route's arguments are the same for the shell and for the program itself", () => {
    const route = { kind: "add-route", network: "192.168.7.0/24", table: "off peak" } as const;
    expect(routeArguments(route, "wg0").at(-1)).toBe("off peak");
  });
});

describe.skipIf(!hasBash && process.env.CI !== "true")("in a real bash (must be installed)", () => {
  let folder = "";
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "wg command "));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const runs = (command: string) => spawnSync("bash", ["-c", command], { cwd: folder, encoding: "utf8" });

  it.each(["wg0.conf", "it's a test.conf", "$(touch owned).conf", 'a"b`c\\d.conf', "Ёлка (1).conf"])(
    "finds the block in the file %s",
    (name) => {
      writeFileSync(join(folder, name), "one\ntwo\nthree\n");
      const command = text({ kind: "add-peer", publicKey: KEY, block: "", from: 2, to: 3 }, join(folder, name));
      const { stdout, stderr } = runs(command.replace("wg addconf wg0 <(", "cat <("));
      expect([stdout, stderr]).toEqual(["two\nthree\n", ""]);
    },
  );

  it.each([
    `PresharedKey = ${PSK}`,
    `PresharedKey=${PSK}`,
    `  presharedkey =\t${PSK}  # the old one`,
    `PresharedKey = ${PSK}#x`,
    `PresharedKey = ${PSK}\r`,
  ])("reads the key alone out of the line %j", (line) => {
    const path = join(folder, "psk.conf");
    writeFileSync(path, `[Peer]\n${line}\nAllowedIPs = 10.0.0.2/32\n`);
    const command = text({ kind: "set-peer", publicKey: KEY, presharedKey: { key: PSK, line: 2 } }, path);
    const { stdout } = runs(command.replace(/^.* preshared-key <\(/, "cat <("));
    expect(stdout.trimEnd()).toBe(PSK);
  });
});
