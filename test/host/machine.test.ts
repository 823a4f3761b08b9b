/** What the machine says of itself: sockets, firewall rules, key files in hooks, sudo and its lost variables. */
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { describe, expect, test } from "vitest";
import { ancestorVariables } from "../../src/host/ancestors.ts";
import { machineFacts } from "../../src/host/facts.ts";
import { hookKey, keyFileOf } from "../../src/host/hook-key.ts";
import { translates, translatesText } from "../../src/host/masquerade.ts";
import { findProgram, run } from "../../src/host/programs.ts";
import { resolversOf } from "../../src/host/resolvers.ts";
import { quoted, sudoCommand, sudoLine } from "../../src/host/sudo.ts";
import { dump } from "../../src/host/wireguard.ts";
import { publicKeyOf } from "../../src/wireguard/key.ts";
import { parseDump } from "../../src/wireguard/live.ts";
import { canMount, has, isRoot, temporaryFolder, unlessHere } from "./folder.ts";

const folder = temporaryFolder();

describe("resolvers", () => {
  const head = "  sl  local_address rem_address   st\n";

  test("are the addresses with a UDP socket on port 53", () => {
    const table = `${head}  10: 3500007F:0035 00000000:0000 07\n  11: 00000000:0044 00000000:0000 07\n  12: 01004D0A:0035 00000000:0000 07\n  13: 01004D0A:0035 00000000:0000 07\n`;
    expect(resolversOf(table, 4)).toEqual(["127.0.0.53", "10.77.0.1"]);
  });

  test("of IPv6 too", () => {
    const table = `${head} 1: 00000000000000000000000000000000:0035 00000000000000000000000000000000:0000 07\n 2: 000077FD000000000000000001000000:0035 0:0 07\n`;
    expect(resolversOf(table, 6)).toEqual(["::", "fd77::1"]);
  });

  test("are none in an empty table", () => {
    expect(resolversOf("", 4)).toEqual([]);
  });
});

describe("masquerade", () => {
  const rule = (statement: object) => ({
    nftables: [{ metainfo: {} }, { rule: { family: "ip", chain: "post", expr: [{ match: {} }, statement] } }],
  });

  test.each([
    ["nft's masquerade", rule({ masquerade: null }), true],
    ["nft's snat", rule({ snat: { addr: "203.0.113.5" } }), true],
    ["a rule of iptables-nft", rule({ xt: { type: "target", name: "MASQUERADE" } }), true],
    [
      "a chain that is only called so",
      { nftables: [{ chain: { name: "masquerade" } }, { rule: { chain: "snat", comment: "masquerade" } }] },
      false,
    ],
    ["an empty ruleset", { nftables: [] }, false],
  ])("is found in JSON: %s", (_, ruleset, expected) => {
    expect(translates(ruleset)).toBe(expected);
  });

  test.each([
    ['\t\toifname "eth0" masquerade', true],
    ["\t\tip saddr 10.77.0.0/24 snat to 203.0.113.5", true],
    ['\t\tcounter accept comment "masquerade"', false],
    ["\tchain masquerade {", false],
    ["\t\tjump masquerade", false],
  ])("is found in text: %s", (text, expected) => {
    expect(translatesText(`table ip nat {\n${text}\n}\n`)).toBe(expected);
  });
});

describe("a key file that a hook names", () => {
  test.each([
    ["wg set %i private-key /etc/wireguard/%i.key", "/etc/wireguard/wg0.key"],
    ["wg set %i private-key <(cat /etc/wireguard/private key)", "/etc/wireguard/private"],
    ['wg set %i private-key "/etc/my keys/server.key" && true', "/etc/my keys/server.key"],
    ["wg set %i private-key '/etc/k'; echo", "/etc/k"],
    ["wg set %i private-key <(pass wireguard)", null],
    ["wg set %i private-key server.key", null],
    ["wg set %i private-key /dev/stdin", null],
    ["wg set %i private-key $KEY", null],
    ["iptables -A FORWARD -i %i -j ACCEPT", null],
  ])("%s", (hook, expected) => {
    expect(keyFileOf("wg0", hook)).toBe(expected);
  });

  test("gives its public half, as `wg` reads such a file; anything else is passed over", async () => {
    const key = "dwdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LCo=";
    const [good, bad, none] = ["good", "bad", "none"].map((name) => join(folder(), name)) as [string, string, string];
    writeFileSync(good, `${key}\n`);
    writeFileSync(bad, ` ${key}`);
    const hooks = [none, bad, good].map((path) => `wg set %i private-key ${path}`);
    expect(await hookKey("wg0", ["iptables -L", ...hooks])).toEqual({ path: good, publicKey: publicKeyOf(key) });
    expect(await hookKey("wg0", hooks.slice(0, 2))).toBeNull();
  });
});

describe("programs", () => {
  test("are found in the system's folders, whatever PATH says", async () => {
    const before = process.env["PATH"];
    process.env["PATH"] = folder();
    writeFileSync(join(folder(), "sh"), "#!/nonexistent\n", { mode: 0o755 });
    try {
      expect(await findProgram("sh")).toMatch(/^\/(usr\/)?s?bin\/sh$/);
      expect((await run("sh", ["-c", 'echo "$PATH $LC_ALL $HOME"']))?.stdout).toBe(
        "/usr/sbin:/usr/bin:/sbin:/bin C \n",
      );
    } finally {
      if (before === undefined) delete process.env["PATH"];
      else process.env["PATH"] = before;
    }
  });

  test("that are missing are told from those that fail, or take too long", async () => {
    expect(await run("no-such-program-here", [])).toBeNull();
    expect(await run("sh", ["-c", "echo no >&2; exit 3"])).toEqual({ status: 3, stdout: "", stderr: "no\n" });
    expect((await run("sh", ["-c", "exec sleep 30"], 0.05))?.status).toBeNull();
  });
});

describe.skipIf(unlessHere(canMount() && has("wg") && has("unshare")))(
  "the running interface (needs wg, unshare, a mount)",
  () => {
    test("is read by the real wg, here from a played daemon's socket in a mount namespace", async () => {
      const script = join(folder(), "daemon.cjs");
      buildSync({
        stdin: {
          contents: `import { createServer } from "node:net";
          import { dump } from "./src/host/wireguard.ts";
          const answer = "private_key=" + "40".repeat(32) + "\\nlisten_port=47770\\nerrno=0\\n\\n";
          const server = createServer((socket) => { socket.on("error", () => {}); socket.on("data", () => socket.end(answer)); });
          server.listen("/run/wireguard/wgtest.sock", async () => {
            console.log(JSON.stringify([await dump("wgtest"), await dump("wgnone")]));
            process.exit(0);
          });`,
          resolveDir: new URL("../..", import.meta.url).pathname,
        },
        bundle: true,
        format: "cjs",
        platform: "node",
        outfile: script,
        logLevel: "error",
      });
      const inside = 'mount -t tmpfs none /run && mkdir /run/wireguard && exec "$0" "$1"';
      const said = execFileSync("unshare", ["-m", "sh", "-c", inside, process.execPath, script], { encoding: "utf8" });
      const [running, none] = JSON.parse(said) as [Awaited<ReturnType<typeof dump>>, unknown];
      expect(running.kind === "up" && parseDump(running.text)).toEqual({
        publicKey: publicKeyOf("QEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEA="),
        listenPort: 47770,
        fwMark: null,
        peers: [],
      });
      expect(none).toEqual({ kind: "down" });
    });
  },
);

describe("this machine", () => {
  test("has no tunnel of that name: it is down, and a word of `wg show` is no name", async () => {
    expect(await dump("wg-none-such")).toEqual({ kind: process.platform === "linux" ? "down" : "unknown" });
    expect(await dump("all")).toEqual({ kind: "unknown" });
  });

  test("leaves loopback and the tunnel itself out of its addresses", async () => {
    const { addresses } = await machineFacts("wg0", []);
    expect(addresses.filter(({ network }) => /^(127\.|::1\/|fe80:)/.test(network))).toEqual([]);
    for (const { device } of addresses) {
      expect((await machineFacts(device, [])).addresses.some((one) => one.device === device)).toBe(false);
    }
  });
});

describe.skipIf(process.platform !== "linux")("the running tunnel", () => {
  test("tells its MTU and its routes; bash is asked only where a hook could be broken by it", async () => {
    expect(await machineFacts("lo", ["true && id"])).toMatchObject({
      mtu: expect.any(Number),
      routed: expect.any(Array),
      bash: has("bash") ? expect.stringMatching(/^\d+\.\d+/) : null,
    });
    expect(await machineFacts("wg-none-such", ["true"])).toMatchObject({ mtu: null, routed: [], bash: null });
  });
});

describe("the sudo line", () => {
  test("has this very node and this very script, by their paths", () => {
    expect(sudoCommand(["list", "--json"])).toEqual(["sudo", process.execPath, process.argv[1], "list", "--json"]);
    expect(sudoLine(["-i", "wg0"])).toBe(`sudo ${quoted(process.execPath)} ${quoted(process.argv[1] ?? "")} -i wg0`);
  });

  test("quotes what a shell would take apart", async () => {
    const words = ["plain-word_1.conf", "two words", "it's", "$(reboot)", "", "a;b", "Лена"];
    const ran = await run("sh", ["-c", `printf '%s\\n' ${words.map(quoted).join(" ")}`]);
    expect(Buffer.from(ran?.stdout ?? "", "latin1").toString("utf8")).toBe(words.map((word) => `${word}\n`).join(""));
    expect(quoted("plain-word_1.conf")).toBe("plain-word_1.conf");
  });
});

describe.skipIf(unlessHere(isRoot && process.platform === "linux"))(
  "variables that sudo dropped (needs root on Linux)",
  () => {
    test("come from the nearest ancestor that has them, and no others do", async () => {
      const child = spawn("/bin/sh", ["-c", "env -i TMUX=near SECRET=x /bin/sh -c 'sleep 60 & echo $!; wait'"], {
        env: {
          TMUX: "far",
          SSH_CONNECTION: "198.51.100.1 1 203.0.113.5 22",
          LANG: "ru_RU.UTF-8",
          STY: "a\nb",
          PATH: "/usr/bin:/bin",
        },
        stdio: ["ignore", "pipe", "ignore"],
        detached: true,
      });
      try {
        const [said] = (await once(child.stdout, "data")) as [Buffer];
        const found = await ancestorVariables({ LANG: "en_US.UTF-8" }, Number(said.toString()));
        expect(found).toMatchObject({ TMUX: "near", SSH_CONNECTION: "198.51.100.1 1 203.0.113.5 22" });
        expect(Object.keys(found)).not.toContain("SECRET");
        expect(Object.keys(found)).not.toContain("LANG");
        expect(found.STY ?? "").not.toContain("\n");
      } finally {
        process.kill(-(child.pid as number), "SIGKILL");
        await once(child, "exit");
      }
    });
  },
);
