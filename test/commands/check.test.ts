/** `wg-wizard check`: what is printed, for people and for scripts; and `--mend`. */
import { describe, expect, it } from "vitest";
import { RULES } from "../../src/checks/judge.ts";
import { byteText, readable } from "../../src/wireguard/conf.ts";
import { ANNA, CASES, conf, PSK } from "../checks/cases.ts";
import { FOUNDING_CONF, SERVER_PAIR } from "../wizard/world.ts";
import { machine, PATH, ran } from "./context.ts";

const KEEPALIVE = FOUNDING_CONF.replace("10.77.0.2/32", "10.77.0.2/32\nPersistentKeepalive = 25");
const BROKEN = FOUNDING_CONF.replace("ListenPort = 47770", "ListenPort = 65536");
const server = (text: string, setup: Parameters<typeof machine>[0] = {}) =>
  machine({ ...setup, files: { [PATH]: byteText(text) } });
const onStdin = (text: string, args: readonly string[] = [], lang: "en" | "ru" = "en") =>
  ran(machine(), ["check", "-", ...args], { input: byteText(text), lang });

describe("check", () => {
  it("a healthy server: status 0, the quiet line about keepalive, and what was not looked at", async () => {
    const { status, out, err } = await ran(server(FOUNDING_CONF), ["check"]);
    expect(status).toBe(0);
    expect(out).toContain("No PersistentKeepalive here, and rightly so");
    expect(out.replace(/\s+/g, " ")).toContain("its NAT forgets");
    expect(err).toContain(`${PATH}: Nothing wrong was found.`);
    expect(err.replace(/\s+/g, " ")).toContain("Not looked at: port-closed, route-missing");
    expect(err).toContain("root sees most");
  });

  it("a warning: the line is named and shown, with the reason, the remedy and how to mend it; status 0", async () => {
    const { status, out, err } = await ran(server(KEEPALIVE), ["check"]);
    expect(status).toBe(0);
    expect(out).toContain("warning  server-keepalive · line 10");
    expect(out).toContain("      10  PersistentKeepalive = 25");
    expect(out.replace(/\s+/g, " ")).toContain("It is the device's NAT that forgets");
    expect(out.replace(/\s+/g, " ")).toContain("Take the line out");
    expect(out).toContain("wg-wizard check --mend server-keepalive");
    expect(out).not.toContain("rightly so");
    expect(err).toContain("1 warning");
  });

  it.each(["", "[Peer]\nPublicKey = hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=\nAllowedIPs = 10.77.0.3/32\n"])(
    "a file without [Interface] is nobody's, and gets no praise: %j",
    async (text) => {
      const { status, out, err } = await onStdin(text);
      expect(status).toBe(1);
      expect(err).toContain("no [Interface] section");
      expect(`${out}${err}`).not.toMatch(/Nothing wrong|rightly so/);
      expect(JSON.parse((await onStdin(text, ["--json"])).out)).toEqual({ error: "no-interface", path: "-" });
    },
  );

  it("an error: status 1", async () => {
    const { status, out } = await ran(server(BROKEN), ["check"]);
    expect(status).toBe(1);
    expect(out).toContain("error  bad-port · line 3");
  });

  it("many findings of one rule are one, with their lines and their count", async () => {
    const peer = (at: number) => [
      `PublicKey = ${Buffer.alloc(32, at).toString("base64")}`,
      `AllowedIPs = 10.77.0.${at}/32`,
      "PersistentKeepalive = 15",
    ];
    const many = conf(
      ["Address = 10.77.0.1/24", "ListenPort = 1"],
      ...Array.from({ length: 20 }, (_, at) => peer(at + 2)),
    );
    const { out } = await onStdin(many);
    expect(out.match(/server-keepalive/g)).toHaveLength(1);
    expect(out).toContain("warning  server-keepalive · 20 times, lines 9, 14, 19, 24, 29, 34, 39, 44 and 12 more");
    expect(out.match(/PersistentKeepalive = 15/g)).toHaveLength(1);
  });

  it("in Russian as well", async () => {
    const { out, err } = await onStdin(KEEPALIVE, [], "ru");
    expect(out).toContain("внимание  server-keepalive · строка 10");
    expect(err).toContain("1 предупреждение");
  });
});

describe("check --json", () => {
  it("is the document of the README", async () => {
    const { status, out } = await ran(server(BROKEN), ["check", "--json"]);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      path: PATH,
      findings: [{ id: "bad-port", severity: "error", line: 3, peer: null, mendable: false }],
      notes: [{ id: "no-server-keepalive" }],
    });
    const { findings, notLookedAt } = JSON.parse((await ran(server(KEEPALIVE), ["check", "--json"])).out);
    expect(findings[0]).toMatchObject({ severity: "warning", line: 10, peer: "anton_sevnet", mendable: true });
    expect(findings[0].message).toContain("anton_sevnet");
    expect(notLookedAt).toContain("port-closed");
  });

  it("of a file that is refused", async () => {
    const host = machine({ files: {}, folders: ["/etc/wireguard"] });
    const { status, out } = await ran(host, ["check", "--json"]);
    expect([status, JSON.parse(out)]).toEqual([1, { error: "no-file", path: "/etc/wireguard" }]);
  });
});

describe("check FILE and -", () => {
  it("a file of another machine: nothing of this one is held against it, and that is said", async () => {
    const facts = { forwarding: { ipv4: false, ipv6: false }, masquerade: false };
    const other = KEEPALIVE.replace("10.77.0.2/32", "10.77.0.2/32, 192.168.7.0/24");
    const host = machine({ facts, files: { "/home/anna/wg0.conf": byteText(other) } });
    const { status, out, err } = await ran(host, ["check", "/home/anna/wg0.conf"]);
    expect(status).toBe(0);
    expect(out).toContain("server-keepalive");
    expect(out).not.toContain("forwarding-off");
    expect(out).not.toContain("--mend");
    expect(err.replace(/\s+/g, " ")).toContain("not an interface of this machine");
  });

  it("a file in the interfaces' own folder is checked with its machine", async () => {
    const facts = { forwarding: { ipv4: false, ipv6: false } };
    const other = KEEPALIVE.replace("10.77.0.2/32", "10.77.0.2/32, 192.168.7.0/24");
    const { status, out } = await ran(server(other, { facts }), ["check", PATH]);
    expect(status).toBe(1);
    expect(out).toContain("forwarding-off");
  });

  it("standard input needs no name; 16 characters of one are an error where there is one", async () => {
    expect((await onStdin(FOUNDING_CONF)).status).toBe(0);
    const long = "/etc/wireguard/abcdefghijklmnop.conf";
    const host = machine({ files: { [long]: byteText(FOUNDING_CONF) } });
    const { status, out } = await ran(host, ["check", long]);
    expect([status, out.includes("bad-file-name")]).toEqual([1, true]);
  });

  it("a client's file: said to be one, and not measured by the rules about servers", async () => {
    const client = CASES["ipv4-only-full-tunnel"][1]?.bad.file ?? "";
    const { status, out, err } = await onStdin(client);
    expect(status).toBe(0);
    expect(out).toContain("note  ipv4-only-full-tunnel");
    expect(out).not.toContain("default-route-on-peer");
    expect(err).toContain("client's file");
  });

  it("a file that is not there is a sentence, not a stack", async () => {
    const { status, err } = await ran(machine(), ["check", "/nowhere/wg0.conf"]);
    expect(status).toBe(1);
    expect(err).toContain("/nowhere/wg0.conf");
  });

  it("any bytes whatever: an answer, and no key of it on the screen", async () => {
    const odd = `\ufeff[Interface\nPrivateKey ${SERVER_PAIR.privateKey}\n[Peer]\nPublicKey = ${SERVER_PAIR.privateKey}\u001b[2J\nx\0y\n`;
    const { out, err } = await onStdin(odd);
    expect(out + err).not.toContain(SERVER_PAIR.privateKey);
    expect(out + err).not.toContain("\u001b");
  });
});

describe("secrets", () => {
  it("a peer whose PublicKey is a private key is not named by it, whatever else is found of it", async () => {
    const text = `${FOUNDING_CONF}\n[Peer]\nPublicKey = ${SERVER_PAIR.privateKey}\nAllowedIPs = 10.77.0.1/32\n`;
    const { out } = await onStdin(text, ["--json"]);
    expect(JSON.parse(out).findings.map(({ id }: { id: string }) => id)).toContain("reserved-address");
    expect(out).not.toContain(SERVER_PAIR.privateKey);
  });

  it("no private or preshared key is printed, wherever it stands", async () => {
    const cases = Object.values(CASES)
      .flat()
      .map(({ bad }) => bad.file);
    const files = [...cases, `${FOUNDING_CONF}PresharedKey = ${PSK}x\n`, `${FOUNDING_CONF}PrivateKey ${PSK}\n`];
    for (const file of files) {
      for (const args of [[], ["--json"]]) {
        const { out, err } = await onStdin(file, args);
        for (const secret of [SERVER_PAIR.privateKey, ANNA.privateKey, PSK]) expect(out + err).not.toContain(secret);
      }
    }
  });
});

describe("--skip", () => {
  it("leaves rules out, and is not fooled by a name that is none", async () => {
    const { out } = await onStdin(KEEPALIVE, ["--skip", "server-keepalive,forwarding-off"]);
    expect(out).toBe("");
    const wrong = await onStdin(KEEPALIVE, ["--skip", "keepalive"]);
    expect(wrong.status).toBe(2);
    for (const { id } of RULES) expect(wrong.err).toContain(id);
  });
});

describe("check --mend", () => {
  const DUMP = `${SERVER_PAIR.privateKey}\t${SERVER_PAIR.publicKey}\t47770\toff\n${[
    "uldAjVywUbjTxIPvxn133x8OwgGdTyBLw+9eHS4IfGk=",
    "(none)",
    "(none)",
    "10.77.0.2/32",
    "0",
    "0",
    "0",
    "25",
  ].join("\t")}\n`;

  it("--yes: the line goes from the file and from the running interface; undo brings both back", async () => {
    const host = server(KEEPALIVE, { dumps: { wg0: DUMP }, addresses: ["10.77.0.1/24"] });
    const { status, err } = await ran(host, ["check", "--mend", "server-keepalive", "--yes"]);
    expect([status, err]).toEqual([0, err]);
    expect(readable(host.text(PATH) ?? "")).toBe(FOUNDING_CONF);
    expect(host.interface("wg0")?.dump()).toMatch(/\toff\n$/);
    expect(host.locked(PATH)).toBe(false);
    expect((await ran(host, ["undo", "--yes"])).status).toBe(0);
    expect(readable(host.text(PATH) ?? "")).toBe(KEEPALIVE);
    expect(host.interface("wg0")?.dump()).toMatch(/\t25\n$/);
  });

  it("a file that would be refused, mended: undo brings back even that, to the byte", async () => {
    const text = `\ufeff${FOUNDING_CONF}`;
    const host = server(text);
    expect((await ran(host, ["check", "--mend", "refused-line", "--yes"])).status).toBe(0);
    expect(readable(host.text(PATH) ?? "")).toBe(FOUNDING_CONF);
    expect((await ran(host, ["undo", "--yes"])).status).toBe(0);
    expect(readable(host.text(PATH) ?? "")).toBe(text);
  });

  it("--dry-run: the diff and the steps, and nothing is written", async () => {
    const host = server(KEEPALIVE, { dumps: { wg0: DUMP }, addresses: ["10.77.0.1/24"] });
    const { status, out, err } = await ran(host, ["check", "--mend", "server-keepalive", "--dry-run"]);
    expect(status).toBe(0);
    expect(out).toContain("-PersistentKeepalive = 25");
    expect(err).toContain("persistent-keepalive off");
    expect(readable(host.text(PATH) ?? "")).toBe(KEEPALIVE);
  });

  it("--json: the plan, and what came of it", async () => {
    const host = server(KEEPALIVE);
    const dry = await ran(host, ["check", "--mend", "server-keepalive", "--dry-run", "--json"]);
    expect(JSON.parse(dry.out)).toMatchObject({
      plan: { peer: null, mends: "server-keepalive", files: [{ path: PATH, delete: [{ from: 10, to: 10 }] }] },
      outcome: null,
    });
    const done = await ran(host, ["check", "--mend", "server-keepalive", "--yes", "--json"]);
    expect(JSON.parse(done.out).outcome.steps.every((step: { status: string }) => step.status === "done")).toBe(true);
  });

  it("without a terminal and without --yes: nothing is done, status 2", async () => {
    const host = server(KEEPALIVE);
    expect((await ran(host, ["check", "--mend", "server-keepalive"])).status).toBe(2);
    expect(readable(host.text(PATH) ?? "")).toBe(KEEPALIVE);
  });

  it.each([
    ["nothing to mend", FOUNDING_CONF, "server-keepalive", 0, "nothing to mend"],
    ["only a person can know", BROKEN, "bad-port", 1, "mended by hand"],
    [
      "something else is refused",
      KEEPALIVE.replace("[Interface]", "[Interface]\nNmae = x"),
      "server-keepalive",
      1,
      "still be refused",
    ],
    ["no such rule", FOUNDING_CONF, "keepalives", 2, "no rule keepalives"],
  ] as const)("%s: said so, and nothing is written", async (_, text, id, status, sentence) => {
    const host = server(text);
    const got = await ran(host, ["check", "--mend", id, "--yes"]);
    expect([got.status, got.err.replace(/\s+/g, " ").includes(sentence)]).toEqual([status, true]);
    expect(readable(host.text(PATH) ?? "")).toBe(text);
    expect(host.paths().filter((path) => path.includes("backups"))).toEqual([]);
    expect(host.locked(PATH)).toBe(false);
  });

  it("a FILE is not mended: -i names an interface", async () => {
    const { status, err } = await ran(server(KEEPALIVE), ["check", "--mend", "server-keepalive", PATH]);
    expect([status, err.includes("-i")]).toEqual([2, true]);
  });
});
