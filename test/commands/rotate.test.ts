/** `wg-wizard rotate` without a terminal, and the offer of it where `qr` finds no file. */
import { describe, expect, it } from "vitest";
import { unfinishedChange } from "../../src/host/past.ts";
import { byteText, readable } from "../../src/wireguard/bytes.ts";
import { parseConf } from "../../src/wireguard/conf.ts";
import { keyPairFrom, publicKeyOf } from "../../src/wireguard/key.ts";
import { ANTON_KEY, FOUNDING_CONF, SERVER_PAIR } from "../wizard/world.ts";
import { machine, PATH, ran } from "./context.ts";

const ANSWERS = ["--endpoint", "203.0.113.5:47770"];
const NEW = "/etc/wireguard/clients/anton_sevnet.conf";
const serverOf = (host: ReturnType<typeof machine>) => readable(host.text(PATH) ?? "");

describe("rotate", () => {
  it.each(["anton_sevnet", "uldA", "10.77.0.2"])(
    "gives the peer %s a new key, and its file to whoever may read it",
    async (name) => {
      const host = machine();
      const { status, out } = await ran(host, ["rotate", name, ...ANSWERS, "--yes"]);
      expect([status, out]).toEqual([0, `${NEW}\n`]);
      const client = parseConf(host.text(NEW) ?? "");
      const [peer] = parseConf(host.text(PATH) ?? "").peers;
      expect(peer).toMatchObject({
        name: "anton_sevnet",
        publicKey: publicKeyOf(client.interface.privateKey ?? ""),
        presharedKey: client.peers[0]?.presharedKey,
        allowedIPs: ["10.77.0.2/32"],
      });
      expect(client.interface.addresses).toEqual(["10.77.0.2/32"]);
      expect(serverOf(host)).not.toContain(ANTON_KEY);
    },
  );

  it("undo gives the old key back, to the byte, and moves the new file away", async () => {
    const host = machine();
    await ran(host, ["rotate", "anton_sevnet", ...ANSWERS, "--yes"]);
    const { status, err } = await ran(host, ["undo", "--yes"]);
    expect(status).toBe(0);
    expect(err).toContain("The old keys of anton_sevnet are back");
    expect(serverOf(host)).toBe(FOUNDING_CONF);
    expect(host.text(NEW)).toBeNull();
  });

  it("--dry-run writes nothing and shows no secret; --json tells both keys' files", async () => {
    const host = machine();
    const shown = await ran(host, ["rotate", "anton_sevnet", ...ANSWERS, "--dry-run"]);
    expect(shown.out).toContain(`-PublicKey = ${ANTON_KEY}`);
    expect(shown.out).toContain("+PresharedKey = ••••••••");
    expect(shown.err).toContain("gets no answer until it has the new file");
    const { status, out } = await ran(host, ["rotate", "anton_sevnet", ...ANSWERS, "--dry-run", "--json"]);
    const document = JSON.parse(out);
    expect(status).toBe(0);
    expect(document.outcome).toBeNull();
    expect(document.plan).toMatchObject({
      peer: { name: "anton_sevnet" },
      files: [
        { path: PATH, delete: [{ from: 8, to: 8 }], insert: [{ after: 7 }] },
        { path: NEW, mode: "0600" },
      ],
      warnings: [{ id: "rotate-ends-old" }],
    });
    expect(serverOf(host)).toBe(FOUNDING_CONF);
  });

  it("names what is missing; what stands there is no flag", async () => {
    const { status, err } = await ran(machine({ facts: {} }), ["rotate", "anton_sevnet", "--yes"]);
    expect([status, err.includes("--endpoint")]).toEqual([2, true]);
    const other = await ran(machine(), ["rotate", "anton_sevnet", "--address", "10.77.0.9", "--yes"]);
    expect([other.status, other.err.includes("rotate has no option --address")]).toEqual([2, true]);
    const { out } = await ran(machine(), ["rotate", "--help"]);
    expect(out).toContain("--endpoint");
    expect(out).not.toMatch(/^ +--(address|lan|name) /m);
  });

  it.each([
    ["no-key", FOUNDING_CONF.replace(ANTON_KEY, `${"B".repeat(42)}!=`), "faults"],
    [
      "twice",
      `${FOUNDING_CONF}\n[Peer]\nPublicKey = ${ANTON_KEY}\nAllowedIPs = 10.77.0.3/32\n`,
      "stands in several blocks",
    ],
    ["no-address", FOUNDING_CONF.replace("10.77.0.2/32", "192.168.7.0/24"), "no single address"],
  ])("refuses with the reason: %s", async (_why, text, said) => {
    const host = machine({ files: { [PATH]: byteText(text) } });
    const { status, err } = await ran(host, ["rotate", "anton_sevnet", ...ANSWERS, "--yes"]);
    expect(status).toBe(1);
    if (said !== "faults") expect(err).toContain(said);
    expect(serverOf(host)).toBe(text);
  });

  it("of nobody: 1; without a name: 2", async () => {
    const nobody = await ran(machine(), ["rotate", "nobody", "--yes", "--json"]);
    expect([nobody.status, JSON.parse(nobody.out)]).toEqual([1, { error: "no-peer", path: PATH }]);
    expect((await ran(machine(), ["rotate", "--yes"])).status).toBe(2);
  });

  it("with --save none and nobody at a screen the new key would be lost: 2, and nothing is written", async () => {
    const host = machine();
    const { status } = await ran(host, ["rotate", "anton_sevnet", ...ANSWERS, "--save", "none", "--yes"]);
    expect(status).toBe(2);
    expect(serverOf(host)).toBe(FOUNDING_CONF);
  });
});

describe("qr of a peer whose file is nowhere", () => {
  it.each(["en", "ru"] as const)("says why its key cannot come back, and what makes new ones, in %s", async (lang) => {
    const host = machine();
    const { status, out, err } = await ran(host, ["qr", "anton_sevnet", "--png", "-"], { lang });
    expect([status, out]).toEqual([1, ""]);
    expect(err).toContain(lang === "en" ? "only the public half" : "только публичную половину");
    expect(err).toContain("  wg-wizard rotate anton_sevnet\n");
  });

  it("names the interface in that line where the call did, and quotes a name for the shell", async () => {
    const host = machine({ files: { [PATH]: byteText(FOUNDING_CONF.replace("anton_sevnet", "anton's tablet")) } });
    const { err } = await ran(host, ["qr", "10.77.0.2", "--png", "-"], { options: { interface: "wg0" } });
    expect(err).toContain("  wg-wizard rotate -i wg0 'anton'\\''s tablet'\n");
  });

  it("asks nobody where a picture was wanted, also at a terminal", async () => {
    const tty = { stdin: true, stdout: true, stderr: true };
    const { status } = await ran(machine(), ["qr", "anton_sevnet", "--png", "/root/a.png"], { tty });
    expect(status).toBe(1);
  });

  it("says why there can be no new keys either", async () => {
    const host = machine({ files: { [PATH]: byteText(FOUNDING_CONF.replace("10.77.0.2/32", "192.168.7.0/24")) } });
    const { status, err } = await ran(host, ["qr", "anton_sevnet", "--png", "-"]);
    expect(status).toBe(1);
    expect(err).toContain("no single address");
    expect(err).not.toContain("wg-wizard rotate");
  });
});

const OWN = keyPairFrom(new Uint8Array(32).fill(5));
const SERVER = FOUNDING_CONF.replace(ANTON_KEY, OWN.publicKey);
const KEPT = `[Interface]\nPrivateKey = ${OWN.privateKey}\nAddress = 10.77.0.2/32\n\n[Peer]\nPublicKey = ${SERVER_PAIR.publicKey}\nAllowedIPs = 0.0.0.0/0\nEndpoint = 203.0.113.5:47770\n`;

/** The power fails after so many acts of the machine. */
const withKept = (actsUntilDeath?: number) =>
  machine({ files: { [PATH]: byteText(SERVER), [NEW]: KEPT }, ...(actsUntilDeath && { actsUntilDeath }) });

type Host = ReturnType<typeof machine>;
/** Which of the two files are as they were. */
const standing = (host: Host) => [serverOf(host) === SERVER, host.text(NEW) === KEPT];

describe("the old file is kept", () => {
  it("and gets the new keys in its place; undo gives the old ones back", async () => {
    const host = withKept();
    const { status, out } = await ran(host, ["rotate", "anton_sevnet", "--yes"]);
    expect([status, out]).toEqual([0, `${NEW}\n`]);
    const { privateKey } = parseConf(host.text(NEW) ?? "").interface;
    expect(serverOf(host)).toContain(publicKeyOf(privateKey ?? ""));
    expect((await ran(host, ["undo", "--yes"])).status).toBe(0);
    expect(standing(host)).toEqual([true, true]);
    // What undo takes back the second time is itself.
    expect((await ran(host, ["undo", "--yes"])).err).toContain("anton_sevnet");
    expect(standing(host)).toEqual([false, false]);
  });

  it("an answer that the kept file has is refused: nothing of it would be written", async () => {
    const host = withKept();
    const { status, err } = await ran(host, ["rotate", "anton_sevnet", ...ANSWERS, "--yes"]);
    expect(status).toBe(2);
    expect(err).toContain("--endpoint has no place here");
    expect(standing(host)).toEqual([true, true]);
  });

  it.each(["rotate", "undo"])("a %s that is cut off after each act comes to either end, whole", async (what) => {
    const before = withKept();
    if (what === "undo") await ran(before, ["rotate", "anton_sevnet", "--yes"]);
    const call = what === "undo" ? ["undo", "--yes"] : ["rotate", "anton_sevnet", "--yes"];
    const whole = standing(before)[0];
    let torn = 0;
    for (let at = before.acts() + 1; at < 500; at++) {
      const dying = withKept(at);
      if (what === "undo") await ran(dying, ["rotate", "anton_sevnet", "--yes"]);
      const ended = await ran(dying, call).catch(() => null);
      if (ended !== null && ended.status === 0) break;
      for (const finish of [true, false]) {
        const host = dying.restarted();
        const unfinished = await unfinishedChange(host, PATH);
        if (unfinished === null) {
          expect(new Set(standing(host)).size).toBe(1);
          continue;
        }
        torn++;
        if (finish && !unfinished.canFinish) continue;
        expect(unfinished).toMatchObject({ kind: what, peer: { name: "anton_sevnet" } });
        await ran(host, ["undo", "--yes", ...(finish ? ["--finish"] : [])]);
        expect(standing(host)).toEqual(Array.from({ length: 2 }, () => (finish ? !whole : whole)));
        expect(host.paths().filter((path) => /\/\.[^/]*$/.test(path))).toEqual([]);
      }
    }
    expect(torn).toBeGreaterThan(2);
  });
});

it("cut off before the server's file was written, and that was changed by hand since: it is still taken back", async () => {
  let taken = 0;
  for (let at = 1; at < 200; at++) {
    const dying = machine({ actsUntilDeath: at });
    await ran(dying, ["rotate", "anton_sevnet", ...ANSWERS, "--yes"]).catch(() => null);
    const host = dying.restarted();
    if (host.text(NEW) === null || serverOf(host) !== FOUNDING_CONF) continue;
    const changed = `${FOUNDING_CONF}# by hand\n`;
    host.meddle(PATH, byteText(changed));
    expect((await ran(host, ["undo", "--yes"])).status).toBe(0);
    expect([serverOf(host), host.text(NEW)]).toEqual([changed, null]);
    taken++;
  }
  expect(taken).toBeGreaterThan(0);
});
