/** `wg-wizard apply`: what it says, what it does, and the status that tells a script which of the two it was. */
import { describe, expect, it } from "vitest";
import type { ApplyDocument } from "../../src/commands/apply-document.ts";
import { runCommand } from "../../src/commands/table.ts";
import type { MemorySetup } from "../../src/host/memory.ts";
import type { LiveCommand } from "../../src/wireguard/command.ts";
import { byteText } from "../../src/wireguard/conf.ts";
import { keyPairFrom, presharedKeyFrom } from "../../src/wireguard/key.ts";
import { ANTON_KEY, FOUNDING_CONF, SERVER_PAIR } from "../wizard/world.ts";
import { caught, machine, NOW, PATH, ran } from "./context.ts";

const OTHER = keyPairFrom(new Uint8Array(32).fill(33)).publicKey;
const PSK = presharedKeyFrom(new Uint8Array(32).fill(9));
const row = (key: string, networks: string, handshake = 0, keepalive = "off") =>
  [key, "(none)", "(none)", networks, handshake, 0, 0, keepalive].join("\t");
const dump = (...rows: string[]) => `${[`(none)\t${SERVER_PAIR.publicKey}\t47770\toff`, ...rows].join("\n")}\n`;
const anton = row(ANTON_KEY, "10.77.0.2/32");

const up = (text: string, setup: Partial<MemorySetup> = {}, name = "wg0") =>
  machine({ dumps: { [name]: text }, addresses: ["10.77.0.1/24"], ...setup });

/** A peer with a preshared key to be loaded, one without a block to go, one whose keepalive is still on. */
const CONF = `${FOUNDING_CONF}\n[Peer]\n# Публичный ключ пира: lena\nPublicKey = ${keyPairFrom(new Uint8Array(32).fill(44)).publicKey}\nPresharedKey = ${PSK}\nAllowedIPs = 10.77.0.3/32\n`;
const DIFFERENT = dump(
  row(ANTON_KEY, "10.77.0.2/32", NOW / 1000 - 60, "25"),
  row(OTHER, "10.77.0.9/32", NOW / 1000 - 7200),
);
const differing = (setup: Partial<MemorySetup> = {}) => up(DIFFERENT, { files: { [PATH]: byteText(CONF) }, ...setup });
const COMMANDS = [
  `wg set wg0 peer ${OTHER} remove`,
  `wg set wg0 peer ${ANTON_KEY} persistent-keepalive off`,
  'wg addconf wg0 <(sed -n "11,15p" /etc/wireguard/wg0.conf)',
];

describe("apply", () => {
  it("--dry-run prints the commands alone on stdout, and who would vanish beside them; nothing is done", async () => {
    const host = differing();
    const { status, out, err } = await ran(host, ["apply", "--dry-run"]);
    expect([status, out]).toEqual([0, COMMANDS.map((text) => `${text}\n`).join("")]);
    expect(err).toContain(`  ${OTHER.slice(0, 4)}…${OTHER.slice(-5)}, last handshake 2 h ago\n`);
    expect(err).toContain("Nothing is changed.");
    expect(host.commands()).toEqual([]);
    expect(host.locked(PATH)).toBe(false);
  });

  it("--yes does them, each told as it is done; the file is not written, and there is no record", async () => {
    const host = differing();
    const { status, out, err } = await ran(host, ["apply", "--yes"]);
    expect([status, out]).toEqual([0, ""]);
    for (const text of COMMANDS) expect(err).toContain(`√ ${text}\n`);
    expect(err).toContain("wg0 is as wg0.conf says now.");
    expect(host.paths()).toEqual([PATH]);
    expect(host.text(PATH)).toBe(byteText(CONF));
    expect([...(host.interface("wg0")?.peers.keys() ?? [])]).toHaveLength(2);
    expect((await ran(host, ["apply", "--yes"])).err).toContain("there is nothing to do");
    expect(out + err).not.toContain(PSK);
  });

  it("Ctrl-C while a command runs is answered at once; what comes after it is not done, and the status says that it is not loaded", async () => {
    const host = differing();
    const run = host.wireguard.run.bind(host.wireguard);
    const said: string[] = [];
    const io = caught(host);
    let count = 0;
    const told = async (name: string, command: LiveCommand) => {
      if (++count === 2) {
        process.emit("SIGINT", "SIGINT");
        process.emit("SIGINT", "SIGINT");
        said.push(io.err());
      }
      return run(name, command);
    };
    Object.assign(host.wireguard, { run: told });
    const status = await runCommand("apply", ["--yes"], io.context);
    expect(said[0]).toContain("Stops after this step.\n");
    expect(io.err().match(/Stops after this step/g)).toHaveLength(1);
    expect(io.err()).toContain(`√ ${COMMANDS[1]}\n`);
    expect(io.err()).not.toContain(`√ ${COMMANDS[2]}\n`);
    expect(io.err()).toContain("Stopped before this step, as asked.");
    expect(status).toBe(3);
    expect(process.listenerCount("SIGINT")).toBe(0);
  });

  it("Ctrl-C in the last step: all of it is done, and the status is 0", async () => {
    const host = differing();
    const read = host.wireguard.dump.bind(host.wireguard);
    const dump = async (name: string) => {
      if (host.commands().length === COMMANDS.length) process.emit("SIGTERM", "SIGTERM");
      return read(name);
    };
    Object.assign(host.wireguard, { dump });
    const { status, err } = await ran(host, ["apply", "--yes"]);
    expect([status, err.includes("Stops after this step."), err.includes("wg0 is as wg0.conf says now.")]).toEqual([
      0,
      true,
      true,
    ]);
  });

  it("where both agree there is nothing to do: status 0", async () => {
    const { status, err } = await ran(up(dump(anton)), ["apply"]);
    expect([status, err]).toEqual([0, "wg0 is as wg0.conf says: there is nothing to do.\n"]);
  });

  it("says what only a down and up can do, and does not do it", async () => {
    const text = FOUNDING_CONF.replace("ListenPort", "MTU = 1280\nPostUp = true\nListenPort");
    const host = up(dump(anton), { files: { [PATH]: byteText(text) }, facts: { mtu: 1420 } });
    const { status, err } = await ran(host, ["apply", "--yes"]);
    expect(status).toBe(0);
    expect(err).toContain("MTU: 1280 in the file, 1420 on the interface");
    expect(err).toContain("PostUp");
    expect(host.commands()).toEqual([]);
  });

  it("moves the port that the file has, and says what that does to every device", async () => {
    const host = up(dump(anton).replace("47770", "51820"));
    const { status, err } = await ran(host, ["apply", "--yes"]);
    expect([status, host.interface("wg0")?.dump().split("\t")[2]]).toEqual([0, "47770"]);
    expect(err).toContain("from port 51820 to 47770");
  });

  it("down: status 3, and how it is started", async () => {
    const { status, err, out } = await ran(machine(), ["apply", "--yes", "--json"]);
    expect(status).toBe(3);
    expect(err).toMatch(/wg-quick up wg0\n$/);
    expect(JSON.parse(out)).toEqual({ error: "down", path: PATH });
  });

  it("another key: status 3, and nothing is touched", async () => {
    const host = up(dump(anton).replace(SERVER_PAIR.publicKey, OTHER));
    const { status, err } = await ran(host, ["apply", "--yes"]);
    expect([status, host.commands()]).toEqual([3, []]);
    expect(err).toContain("another key");
  });

  it.each(["no-wg", "denied", "unknown"] as const)("%s: status 1, since nobody can tell", async (notUp) => {
    expect((await ran(up(dump(anton), { notUp }), ["apply", "--yes"])).status).toBe(1);
  });

  it("a file that wg would refuse: status 1, and the line", async () => {
    const host = differing({ files: { [PATH]: byteText(`${CONF}Nonsense\n`) } });
    const { status, err } = await ran(host, ["apply", "--yes"]);
    expect([status, host.commands()]).toEqual([1, []]);
    expect(err).toContain(`${PATH}:16:`);
  });

  it("a command that fails: status 3, what is left to type, and no command that was done already", async () => {
    const host = differing({ commandRefusals: { "add-peer": "Operation not permitted" } });
    const { status, err } = await ran(host, ["apply", "--yes"]);
    expect(status).toBe(3);
    const typed = err.slice(err.indexOf("This is left to type"));
    expect(typed).toContain(`sudo bash -c '${COMMANDS[2]}'`);
    expect(typed).not.toContain("remove");
  });

  it("without a terminal and without --yes: status 2", async () => {
    const host = differing();
    const { status, err } = await ran(host, ["apply"]);
    expect([status, host.commands()]).toEqual([2, []]);
    expect(err).toContain("--yes");
  });

  it("somebody else holds the lock: status 1, and nothing is done", async () => {
    const host = differing();
    await host.files.lock(PATH, 0);
    expect((await ran(host, ["apply", "--yes", "--wait", "0"])).status).toBe(1);
    expect(host.commands()).toEqual([]);
  });

  it("--json is the document that the README describes", async () => {
    const { status, out } = await ran(differing(), ["apply", "--yes", "--json"]);
    expect(status).toBe(0);
    const steps = ["lock", "compare", "run", "run", "run", "verify"].map((id, at) => ({
      id,
      path: PATH,
      ...(id === "run" && { command: at - 2 }),
      status: "done",
      error: null,
    }));
    expect(JSON.parse(out) as ApplyDocument).toEqual({
      plan: {
        peer: null,
        files: [],
        commands: COMMANDS,
        warnings: [],
        vanish: [{ name: null, publicKey: OTHER, latestHandshake: "2026-11-22T12:05:31.000Z" }],
        left: [],
      },
      outcome: { steps, loaded: "loaded", clientFile: null, record: null, notices: [] },
    });
  });

  it("--json without anything to do has no outcome", async () => {
    const document = JSON.parse((await ran(up(dump(anton)), ["apply", "--json"])).out) as ApplyDocument;
    expect(document).toEqual({
      plan: { peer: null, files: [], commands: [], warnings: [], vanish: [], left: [] },
      outcome: null,
    });
  });

  it("whoever would cut off their own connection is told before it happens", async () => {
    const host = differing({ session: { client: "10.77.0.9", server: "10.77.0.1", port: 22 } });
    const { err } = await ran(host, ["apply", "--yes"]);
    expect(err.indexOf("Your SSH connection")).toBeGreaterThan(-1);
    expect(err.indexOf("Your SSH connection")).toBeLessThan(err.indexOf("√ "));
  });

  it("is said in Russian too", async () => {
    const { err } = await ran(differing(), ["apply", "--dry-run"], { lang: "ru" });
    expect(err).toContain("Будет убран с интерфейса: в файле его нет.");
    expect(err).toContain("последнее рукопожатие 2 ч назад");
  });
});
