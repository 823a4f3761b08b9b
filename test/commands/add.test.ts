import { describe, expect, it } from "vitest";
import type { ChangeDocument } from "../../src/commands/change-document.ts";
import { byteText, parseConf, readable } from "../../src/wireguard/conf.ts";
import { keyPairFrom, publicKeyOf } from "../../src/wireguard/key.ts";
import { ANTON_KEY, FOUNDING_CONF, SERVER_PAIR } from "../wizard/world.ts";
import { machine, PATH, ran } from "./context.ts";

const CLIENT = "/etc/wireguard/clients/lena.conf";
const ASKED = ["--address", "--lan", "--traffic", "--dns", "--endpoint", "--keepalive", "--keys", "--psk", "--save"];
const serverFile = (host: ReturnType<typeof machine>) => readable(host.text(PATH) ?? "");

describe("add --yes without a terminal", () => {
  it("writes both files from suggestions alone, and prints the path of the client's file", async () => {
    const host = machine();
    const { status, out, err } = await ran(host, ["add", "lena", "--yes"]);
    expect(status).toBe(0);
    expect(out).toBe(`${CLIENT}\n`);
    expect(serverFile(host).startsWith(FOUNDING_CONF)).toBe(true);
    const server = parseConf(host.text(PATH) ?? "");
    const client = parseConf(host.text(CLIENT) ?? "");
    expect(server.peers[1]?.name).toBe("lena");
    expect(server.peers[1]?.publicKey).toBe(publicKeyOf(client.interface.privateKey ?? ""));
    expect(server.peers[1]?.presharedKey).toBe(client.peers[0]?.presharedKey);
    expect(client.peers[0]?.endpoint).toBe("203.0.113.5:47770");
    expect(host.locked(PATH)).toBe(false);
    for (const secret of [client.interface.privateKey, client.peers[0]?.presharedKey])
      expect(out + err).not.toContain(secret);
  });

  it("asks the machine once, and not again while it holds the lock", async () => {
    const host = machine();
    const { facts } = host.wireguard;
    let whileLocked = 0;
    const watched = {
      ...host,
      wireguard: {
        ...host.wireguard,
        facts: (name: string, hooks: readonly string[]) => {
          if (host.locked(PATH)) whileLocked++;
          return facts(name, hooks);
        },
      },
    };
    expect((await ran(watched, ["add", "lena", "--yes"])).status).toBe(0);
    expect(whileLocked).toBe(0);
  });

  it("flags are the answers", async () => {
    const host = machine();
    const { status } = await ran(host, [
      ...[
        "add",
        "office",
        "--yes",
        "--address",
        "10.77.0.9",
        "--lan",
        "192.168.7.0/24",
        "--traffic",
        "vpn",
        "--dns",
        "none",
      ],
      ...[
        "--endpoint",
        "vpn.example.org:51820",
        "--keepalive",
        "off",
        "--psk",
        "no",
        "--save",
        "/etc/wireguard/clients/o.conf",
      ],
    ]);
    expect(status).toBe(0);
    expect(parseConf(host.text(PATH) ?? "").peers[1]?.allowedIPs).toEqual(["10.77.0.9/32", "192.168.7.0/24"]);
    const client = readable(host.text("/etc/wireguard/clients/o.conf") ?? "");
    expect(client).toContain("Endpoint = vpn.example.org:51820\n");
    expect(client).not.toContain("DNS");
    expect(client).not.toContain("PersistentKeepalive");
    expect(client).not.toContain("PresharedKey");
  });

  it("names every missing and refused flag at once, and writes nothing", async () => {
    const host = machine({ facts: {} });
    const before = host.paths();
    const { status, out, err } = await ran(host, ["add", "--dns", "nonsense", "--keepalive", "70000"]);
    expect(status).toBe(2);
    expect(out).toBe("");
    for (const flag of ["NAME", "--dns", "--endpoint", "--keepalive", "--yes"])
      expect(err).toMatch(new RegExp(`\n {2}${flag} {3}`));
    expect(host.paths()).toEqual(before);
    expect(serverFile(host)).toBe(FOUNDING_CONF);
  });

  it("a doubtful suggestion counts as missing, and says what is doubtful", async () => {
    const text = FOUNDING_CONF.replace("[Interface]", "[Interface]\n# clients dial 192.168.1.5:47770");
    const host = machine({ files: { [PATH]: byteText(text) } });
    const { status, err } = await ran(host, ["add", "lena", "--yes"]);
    expect(status).toBe(2);
    expect(err).toContain("--endpoint");
    expect(err).toContain("192.168.1.5:47770");
    const given = await ran(host, ["add", "lena", "--yes", "--endpoint", "192.168.1.5:47770"]);
    expect(given.status).toBe(0);
    expect(given.err).toContain("Note:");
  });

  it("without --yes nothing is written, even where nothing is missing", async () => {
    const host = machine();
    const { status, err } = await ran(host, ["add", "lena"]);
    expect(status).toBe(2);
    expect(err).toContain("--yes");
    expect(serverFile(host)).toBe(FOUNDING_CONF);
  });

  it("SaveConfig = true has to be decided", async () => {
    const host = machine({
      files: { [PATH]: byteText(FOUNDING_CONF.replace("ListenPort", "SaveConfig = true\nListenPort")) },
    });
    const { status, err } = await ran(host, ["add", "lena", "--yes"]);
    expect(status).toBe(2);
    expect(err).toContain("--save-config");
    expect((await ran(host, ["add", "lena", "--yes", "--save-config", "off"])).status).toBe(0);
    expect(serverFile(host)).toContain("SaveConfig = false");
  });

  it("a flag for a question that is not asked is said to be left out", async () => {
    const { status, err } = await ran(machine(), ["add", "lena", "--yes", "--save-config", "off"]);
    expect(status).toBe(0);
    expect(err).toContain("--save-config is not needed here");
  });

  it("a file that wg would refuse is not touched", async () => {
    const host = machine({ files: { [PATH]: byteText(`${FOUNDING_CONF}Colour = blue\n`) } });
    const { status, err } = await ran(host, ["add", "lena", "--yes"]);
    expect(status).toBe(1);
    expect(err).toContain(`${PATH}:10:`);
    expect(serverFile(host)).toBe(`${FOUNDING_CONF}Colour = blue\n`);
  });

  it("somebody else holds the lock: status 1, nothing written, nothing left locked by us", async () => {
    const host = machine();
    const lock = await host.files.lock(PATH, 0);
    const { status, out } = await ran(host, ["add", "lena", "--yes", "--json", "--wait", "0"]);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ error: "locked" });
    expect(serverFile(host)).toBe(FOUNDING_CONF);
    await lock.release();
    expect((await ran(host, ["add", "lena", "--yes"])).status).toBe(0);
  });

  it("a write that fails leaves neither file, and the lock free", async () => {
    const host = machine({ refusals: { replace: "full" } });
    const { status, out } = await ran(host, ["add", "lena", "--yes", "--json"]);
    const { outcome } = JSON.parse(out) as ChangeDocument;
    expect(status).toBe(1);
    expect(outcome?.steps.find(({ id }) => id === "write")).toMatchObject({
      status: "failed",
      error: { id: "full", path: PATH },
    });
    expect(outcome?.clientFile).toBe(null);
    expect(host.text(CLIENT)).toBe(null);
    expect(serverFile(host)).toBe(FOUNDING_CONF);
    expect(host.locked(PATH)).toBe(false);
  });

  const dump = `${SERVER_PAIR.privateKey}\t${SERVER_PAIR.publicKey}\t47770\toff\n`;

  it("an interface that runs is told of the peer, and of nobody else", async () => {
    const host = machine({ dumps: { wg0: dump } });
    const { status, err } = await ran(host, ["add", "lena", "--yes"]);
    expect(status).toBe(0);
    expect(err).toContain('√ wg addconf wg0 <(sed -n "11,15p" /etc/wireguard/wg0.conf)');
    const key = parseConf(host.text(PATH) ?? "").peers[1]?.publicKey ?? "";
    expect([...(host.interface("wg0")?.peers.keys() ?? [])]).toEqual([key]);
    expect(host.interface("wg0")?.peers.get(key)).toMatchObject({ allowedIPs: ["10.77.0.3/32"], keepalive: 0 });
    const record = host.paths().find((path) => path.endsWith(".json")) ?? "";
    expect(JSON.parse(host.text(record) ?? "").commands).toEqual([
      'wg addconf wg0 <(sed -n "11,15p" /etc/wireguard/wg0.conf)',
    ]);
  });

  it("an interface that refuses it: the file stays, status 3, what to type, and what does it again", async () => {
    const host = machine({ dumps: { wg0: dump }, commandRefusals: { "add-peer": "Operation not permitted" } });
    const { status, out, err } = await ran(host, ["add", "lena", "--yes", "--json"]);
    expect(status).toBe(3);
    expect(serverFile(host)).toContain("lena");
    expect(err).toContain("Operation not permitted");
    expect(err).toContain("sudo bash -c 'wg addconf wg0 <(sed -n ");
    expect(err).toContain("wg-wizard apply");
    expect((JSON.parse(out) as ChangeDocument).outcome).toMatchObject({ loaded: "failed", clientFile: CLIENT });
  });

  it("an interface with another key is left alone, and so is one that cannot be asked", async () => {
    const strange = dump.replace(SERVER_PAIR.privateKey, "(none)").replace(SERVER_PAIR.publicKey, ANTON_KEY);
    const host = machine({ dumps: { wg0: strange } });
    const said = await ran(host, ["add", "lena", "--yes", "--follow", "file"]);
    expect(said.status).toBe(0);
    expect(host.commands()).toEqual([]);
    const blind = machine({ dumps: { wg0: dump }, notUp: "no-wg" });
    expect((await ran(blind, ["add", "lena", "--yes"])).status).toBe(0);
    expect(blind.commands()).toEqual([]);
  });

  it("two in a row get two addresses", async () => {
    const host = machine();
    await ran(host, ["add", "lena", "--yes"]);
    await ran(host, ["add", "petya", "--yes"]);
    expect(parseConf(host.text(PATH) ?? "").peers.map(({ allowedIPs }) => allowedIPs[0])).toEqual([
      "10.77.0.2/32",
      "10.77.0.3/32",
      "10.77.0.4/32",
    ]);
  });
});

describe("a name that stands already", () => {
  it.each([
    [["--yes"], true],
    [["--address", "10.77.0.2"], true],
    [["--keys", ANTON_KEY, "--psk", "no"], true],
    [["--address", "10.77.0.9"], false],
    [["--psk", "yes"], false],
    [["--lan", "192.168.7.0/24"], false],
    [["--keys", keyPairFrom(new Uint8Array(32).fill(3)).publicKey], false],
    // Its own file is not kept here, so nobody can say.
    [["--dns", "1.1.1.1"], false],
  ])("with %j: status 1, same: %s", async (flags, same) => {
    const host = machine();
    const { status, out } = await ran(host, ["add", "anton_sevnet", "--json", ...flags]);
    expect(status).toBe(1);
    expect(JSON.parse(out)).toEqual({ error: "exists", same });
    expect(serverFile(host)).toBe(FOUNDING_CONF);
  });

  it("the same call twice: the second says that all is as asked", async () => {
    const host = machine();
    const call = [
      "add",
      "lena",
      "--dns",
      "1.1.1.1",
      "--traffic",
      "all",
      "--endpoint",
      "203.0.113.5:47770",
      "--keepalive",
      "25",
      "--yes",
      "--json",
    ];
    expect((await ran(host, call)).status).toBe(0);
    const text = serverFile(host);
    expect(JSON.parse((await ran(host, call)).out)).toEqual({ error: "exists", same: true });
    expect(JSON.parse((await ran(host, [...call, "--keepalive", "off"])).out)).toEqual({
      error: "exists",
      same: false,
    });
    expect(serverFile(host)).toBe(text);
  });
});

describe("add --json", () => {
  it("is the document that the README describes, secrets masked", async () => {
    const host = machine();
    const { status, out } = await ran(host, ["add", "lena", "--yes", "--json"]);
    const document = JSON.parse(out) as ChangeDocument;
    const publicKey = document.plan.peer.publicKey;
    const dots = "••••••••";
    const create = [
      ...["[Interface]", `PrivateKey = ${dots}`, "Address = 10.77.0.3/32", "DNS = 1.1.1.1", ""],
      ...["[Peer]", `PublicKey = ${SERVER_PAIR.publicKey}`, `PresharedKey = ${dots}`, "AllowedIPs = 0.0.0.0/0, ::/0"],
      ...["Endpoint = 203.0.113.5:47770", "PersistentKeepalive = 25", ""],
    ].join("\n");
    expect(status).toBe(0);
    expect(document).toEqual({
      plan: {
        peer: { name: "lena", publicKey },
        files: [
          {
            path: PATH,
            mode: null,
            insert: [
              {
                after: 9,
                lines: [
                  "",
                  "[Peer]",
                  "# Публичный ключ пира: lena",
                  `PublicKey = ${publicKey}`,
                  `PresharedKey = ${dots}`,
                  "AllowedIPs = 10.77.0.3/32",
                ],
              },
            ],
          },
          { path: CLIENT, mode: "0600", create },
        ],
        commands: [],
        warnings: [],
        client: { tunnelName: "lena", text: create },
      },
      outcome: {
        steps: ["lock", "compare", "backup", "create", "write"].map((id) => ({
          id,
          path: id === "create" ? CLIENT : PATH,
          status: "done",
          error: null,
        })),
        loaded: "none",
        clientFile: CLIENT,
        record: "20261122T140531Z",
        notices: [],
      },
    });
  });

  it("--secrets shows what is written, to the byte", async () => {
    const host = machine();
    const { out } = await ran(host, ["add", "lena", "--yes", "--json", "--secrets"]);
    const { plan } = JSON.parse(out) as ChangeDocument;
    expect(plan.files[1]?.create).toBe(host.text(CLIENT));
    expect(plan.client.text).toBe(host.text(CLIENT));
  });

  it("a line that goes is in the document too", async () => {
    const host = machine({
      files: { [PATH]: byteText(FOUNDING_CONF.replace("ListenPort", "SaveConfig = true\nListenPort")) },
    });
    const { out } = await ran(host, ["add", "lena", "--dry-run", "--json", "--save-config", "off"]);
    const { plan, outcome } = JSON.parse(out) as ChangeDocument;
    expect(plan.files[0]?.delete).toEqual([{ from: 3, to: 3 }]);
    expect(plan.files[0]?.insert?.[0]).toEqual({ after: 2, lines: ["SaveConfig = false"] });
    expect(outcome).toBe(null);
  });
});

describe("add --dry-run", () => {
  it("prints both files as a diff without secrets, and writes nothing", async () => {
    const host = machine();
    const before = host.paths();
    const { status, out } = await ran(host, ["add", "lena", "--dry-run"]);
    expect(status).toBe(0);
    expect(out).toContain(`--- ${PATH}\n+++ ${PATH}\n@@ -7,3 +7,9 @@\n`);
    expect(out).toContain(`--- /dev/null\n+++ ${CLIENT}\n@@ -0,0 +1,11 @@\n+[Interface]\n+PrivateKey = ••••••••\n`);
    expect(out).toContain("\n+PresharedKey = ••••••••\n");
    expect(host.paths()).toEqual(before);
    expect(serverFile(host)).toBe(FOUNDING_CONF);
    const shown = await ran(host, ["add", "lena", "--dry-run", "--secrets"]);
    expect(shown.out).not.toContain("•");
  });
});

describe("how the key gets out", () => {
  it("--save - prints the client's file on stdout and keeps none", async () => {
    const host = machine();
    const { status, out } = await ran(host, ["add", "lena", "--yes", "--save", "-"]);
    expect(status).toBe(0);
    expect(out).toMatch(/^\[Interface\]\nPrivateKey = [A-Za-z0-9+/]{43}=\n/);
    expect(host.text(CLIENT)).toBe(null);
    expect(parseConf(host.text(PATH) ?? "").peers[1]?.publicKey).toBe(
      publicKeyOf(parseConf(out).interface.privateKey ?? ""),
    );
  });

  it("--save none without anybody to see the code: status 2, nothing written", async () => {
    for (const flags of [[], ["--json"]]) {
      const host = machine();
      const { status, out, err } = await ran(host, ["add", "lena", "--yes", "--save", "none", ...flags]);
      expect(status).toBe(2);
      expect(out).toBe("");
      expect(err).toContain("--json --secrets");
      expect(serverFile(host)).toBe(FOUNDING_CONF);
      expect(host.locked(PATH)).toBe(false);
    }
  });

  it("--save none --json --secrets hands it over in the document", async () => {
    const host = machine();
    const { status, out } = await ran(host, ["add", "lena", "--yes", "--save", "none", "--json", "--secrets"]);
    const { plan, outcome } = JSON.parse(out) as ChangeDocument;
    expect(status).toBe(0);
    expect(plan.client.text).toMatch(/^PrivateKey = [A-Za-z0-9+/]{43}=$/m);
    expect(outcome?.clientFile).toBe(null);
    expect(serverFile(host)).toContain("# clients dial 203.0.113.5:47770\n");
  });

  it("with --save none and the device's own key nothing can be lost", async () => {
    const publicKey = keyPairFrom(new Uint8Array(32).fill(3)).publicKey;
    const host = machine();
    expect(
      (await ran(host, ["add", "lena", "--yes", "--save", "none", "--keys", publicKey, "--psk", "no"])).status,
    ).toBe(0);
    expect(parseConf(host.text(PATH) ?? "").peers[1]?.publicKey).toBe(publicKey);
  });

  it("with --save none a preshared key made here would reach nobody: status 2, nothing written", async () => {
    const publicKey = keyPairFrom(new Uint8Array(32).fill(3)).publicKey;
    const host = machine();
    const { status, err } = await ran(host, ["add", "lena", "--yes", "--save", "none", "--keys", publicKey]);
    expect(status).toBe(2);
    expect(err).toContain("--psk no");
    expect(serverFile(host)).toBe(FOUNDING_CONF);
  });

  it("--save - and --json cannot both have stdout", async () => {
    expect((await ran(machine(), ["add", "lena", "--yes", "--save", "-", "--json"])).status).toBe(2);
  });

  it("a preshared key may come from a file, and never from the command line", async () => {
    const key = SERVER_PAIR.privateKey;
    const files = { [PATH]: byteText(FOUNDING_CONF), "/root/psk": `${key}\n`, "/root/other": "hello\n" };
    const host = machine({ files });
    expect((await ran(host, ["add", "lena", "--yes", "--psk", "/root/psk"])).status).toBe(0);
    expect(parseConf(host.text(PATH) ?? "").peers[1]?.presharedKey).toBe(key);
    const wrong = await ran(machine({ files }), ["add", "lena", "--yes", "--psk", "/root/other"]);
    expect(wrong.status).toBe(2);
    expect(wrong.err).toContain("/root/other");
    expect((await ran(machine({ files }), ["add", "lena", "--yes", "--psk", "/root/none"])).status).toBe(2);
  });
});

describe("which questions a caller has to know", () => {
  it("every one of them is a flag", async () => {
    const { out } = await ran(machine(), ["add", "--help"]);
    for (const flag of ASKED) expect(out).toContain(`  ${flag} `);
  });
});

describe("an editor that knows of no lock", () => {
  it("saves between reading and writing: the plan is made anew, and nothing of either is lost", async () => {
    const host = machine();
    const other = FOUNDING_CONF.replace("10.77.0.2/32", "10.77.0.2/32, 10.77.0.3/32");
    let reads = 0;
    const meddled: typeof host = {
      ...host,
      files: {
        ...host.files,
        async read(path) {
          // The third reading of the server's file is the comparison.
          if (path === PATH && ++reads === 3) host.meddle(PATH, byteText(other));
          return host.files.read(path);
        },
      },
    };
    const { status, err } = await ran(meddled, ["add", "lena", "--yes"]);
    expect(status).toBe(0);
    expect(err).toContain("failed: read");
    expect(serverFile(host).startsWith(other)).toBe(true);
    expect(parseConf(host.text(PATH) ?? "").peers[1]?.allowedIPs).toEqual(["10.77.0.4/32"]);
  });
});
