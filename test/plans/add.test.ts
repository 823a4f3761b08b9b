/** The plan that adds a peer: what it writes, in which order, what it loads, what it warns of, and what it refuses. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PlanRefusal, planAdd } from "../../src/plans/add.ts";
import { diffOf, diffText } from "../../src/plans/diff.ts";
import { loadingTexts } from "../../src/plans/loading.ts";
import type { FileChange, Plan } from "../../src/plans/plan.ts";
import { byteText, parseConf, readable } from "../../src/wireguard/conf.ts";
import type { World } from "../../src/wireguard/world.ts";
import type { Answers } from "../../src/wizard/question.ts";
import { ANSWERS, MADE, MOCKUP_CONF, mockupWorld, networks } from "../panes/mockup.ts";
import { FACTS } from "../wizard/world.ts";

const edited = (plan: Plan) =>
  plan.files.find((file): file is Extract<FileChange, { kind: "edit" }> => file.kind === "edit");
const created = (plan: Plan) =>
  plan.files.find((file): file is Extract<FileChange, { kind: "create" }> => file.kind === "create");
const ids = (plan: Plan) => plan.warnings.map(({ id }) => id);
const canPatch = spawnSync("patch", ["--version"]).status === 0;
const worldOf = (text: string, changes = {}) => mockupWorld({ conf: parseConf(byteText(text)), ...changes });

describe("the files", () => {
  test("the server's keeps every byte and gets the block at its end", () => {
    const edit = edited(planAdd(ANSWERS, mockupWorld(), MADE));
    expect(edit?.after.startsWith(byteText(MOCKUP_CONF))).toBe(true);
    expect(readable(edit?.after.slice(byteText(MOCKUP_CONF).length) ?? "")).toMatch(
      /^\n\[Peer\]\n#.*lena-phone\nPublicKey = /,
    );
  });

  test("the new lines on the screen are the lines in the file, at their numbers", () => {
    for (const text of [
      MOCKUP_CONF,
      MOCKUP_CONF.trimEnd(),
      MOCKUP_CONF.replaceAll("\n", "\r\n"),
      MOCKUP_CONF.trimEnd().replaceAll("\n", "\r\n"),
    ]) {
      for (const save of [ANSWERS.save, { kind: "none" } as const]) {
        const conf = text.replace("ListenPort", "SaveConfig = true\nListenPort");
        const plan = planAdd({ ...ANSWERS, save, "save-config": "off" }, worldOf(conf), MADE);
        const before = readable(byteText(conf)).split("\n");
        const after = readable(edited(plan)?.after ?? "").split("\n");
        const rows = plan.sides.server.lines.filter((line) => line.number !== null);
        expect(rows.length).toBeGreaterThan(8);
        for (const row of rows) {
          const lines = row.kind === "gone" ? before : after;
          expect(lines[(row.number as number) - 1]?.replace(/\r$/, "")).toBe(row.text);
        }
      }
    }
  });

  test("the client's is as shown, ends in a newline and is a secret", () => {
    const plan = planAdd(ANSWERS, mockupWorld(), MADE);
    expect(created(plan)).toMatchObject({ path: "/etc/wireguard/clients/lena-phone.conf", secret: true });
    expect(created(plan)?.text).toBe(plan.clientText);
    expect(plan.clientText).toMatch(
      /^\[Interface\]\nPrivateKey = [^\n]+\nAddress = 10\.77\.0\.6\/32\nDNS = 1\.1\.1\.1\n\n\[Peer\]\n/,
    );
    expect(plan.clientText.endsWith("PersistentKeepalive = 25\n")).toBe(true);
    expect(plan.tunnelName).toBe("lena-phone");
  });

  test("where none is kept, only the server's is written", () => {
    const plan = planAdd({ ...ANSWERS, save: { kind: "none" } }, mockupWorld(), MADE);
    expect(created(plan)).toBeUndefined();
    expect(plan.steps.map(({ id }) => id)).toEqual(["lock", "compare", "backup", "write", "run", "verify"]);
    expect(plan.clientText).toContain("[Interface]");
  });

  test("the code carries the same as the file, in its smallest form", () => {
    const { code } = planAdd(ANSWERS, mockupWorld(), MADE);
    expect(code?.split("\n")[2]).toBe("Address=10.77.0.6");
    expect(code).toContain(`PrivateKey=${MADE.pair.privateKey}`);
  });

  test("with a key that was given there is no code, and no private key of ours anywhere", () => {
    const keys: Answers["keys"] = { kind: "given", publicKey: "uldAjVywUbjTxIPvxn133x8OwgGdTyBLw+9eHS4IfGk=" };
    const world = worldOf(MOCKUP_CONF);
    const plan = planAdd({ ...ANSWERS, keys }, world, MADE);
    expect(plan.code).toBeNull();
    expect(plan.peer.publicKey).toBe(keys.publicKey);
    expect(JSON.stringify(plan.files)).not.toContain(MADE.pair.privateKey);
    expect(parseConf(plan.clientText).interface.privateKey).toBeNull();
  });

  test("a preshared key from a file stands in both", () => {
    const other = "HIgo9xNzJMWLKASShiTqIybxZ0U3wGLiUeJ1PKf8ykw=";
    const plan = planAdd({ ...ANSWERS, psk: { kind: "file", path: "/root/psk" } }, mockupWorld(), MADE, {
      presharedKeyFromFile: other,
    });
    expect(edited(plan)?.after).toContain(`PresharedKey = ${other}`);
    expect(plan.clientText).toContain(`PresharedKey = ${other}`);
    expect(JSON.stringify(plan)).not.toContain(MADE.presharedKey);
  });
});

test("the steps come in the order of danger: the server's file after the device's, the interface last", () => {
  const { steps } = planAdd(ANSWERS, mockupWorld(), MADE);
  expect(steps.map(({ id }) => id)).toEqual(["lock", "compare", "backup", "create", "write", "run", "verify"]);
  expect(steps[4]).toEqual({ id: "write", path: "/etc/wireguard/wg0.conf", lines: 6, gone: 0 });
});

test("a line that goes is counted beside those that come", () => {
  const world = worldOf(MOCKUP_CONF.replace("ListenPort", "SaveConfig = true\nListenPort"));
  const { steps } = planAdd({ ...ANSWERS, "save-config": "off" }, world, MADE);
  expect(steps.find(({ id }) => id === "write")).toMatchObject({ lines: 7, gone: 1 });
});

describe("what it loads", () => {
  test("the new block alone, by a command that reads it from the file and shows nothing secret", () => {
    const plan = planAdd(ANSWERS, mockupWorld(), MADE);
    expect(plan.loading && loadingTexts(plan.loading)).toEqual([
      `wg addconf wg0 <(sed -n "29,33p" /etc/wireguard/wg0.conf)`,
    ]);
    const lines = edited(plan)?.after.split("\n").slice(28, 33) ?? [];
    expect(lines[0]).toBe("[Peer]");
    expect(lines.at(-1)).toBe("AllowedIPs = 10.77.0.6/32");
    expect(plan.loading?.commands).toMatchObject([{ kind: "add-peer", block: `${lines.join("\n")}\n` }]);
  });

  test("and a route for the LAN behind it, which addconf does not set", () => {
    const { loading, warnings } = planAdd({ ...ANSWERS, lan: networks("192.168.7.0/24") }, mockupWorld(), MADE);
    expect(loading && loadingTexts(loading).at(-1)).toBe("ip -4 route add 192.168.7.0/24 dev wg0");
    expect(warnings).toEqual([]);
  });

  test("nothing while the interface is down", () => {
    const plan = planAdd(ANSWERS, mockupWorld({ live: null }), MADE);
    expect(plan.loading).toBeNull();
    expect(plan.steps.at(-1)).toMatchObject({ id: "write" });
  });
});

describe("what it warns of", () => {
  const facts = { ...FACTS, forwarding: { ipv4: false, ipv6: false }, masquerade: false };

  test("a full tunnel through a machine that does not forward, or has no masquerade", () => {
    const plan = planAdd(ANSWERS, mockupWorld({ facts }), MADE);
    expect(plan.warnings).toEqual([
      { id: "no-forwarding", values: { name: "lena-phone", goal: "internet", families: "ipv4" } },
      { id: "no-masquerade", values: { name: "lena-phone", goal: "internet" } },
    ]);
  });

  test("nothing where the machine does both, or where nobody knows", () => {
    expect(ids(planAdd(ANSWERS, mockupWorld(), MADE))).toEqual([]);
    const unknown = { ...FACTS, forwarding: { ipv4: null, ipv6: null }, masquerade: null };
    expect(ids(planAdd(ANSWERS, mockupWorld({ facts: unknown }), MADE))).toEqual([]);
  });

  test("nothing where the traffic stays within the VPN", () => {
    const answers: Answers = { ...ANSWERS, traffic: { kind: "vpn", networks: networks("10.77.0.0/24") } };
    expect(ids(planAdd(answers, mockupWorld({ facts }), MADE))).toEqual([]);
  });

  test("a LAN behind the peer: forwarding", () => {
    const answers: Answers = {
      ...ANSWERS,
      traffic: { kind: "vpn", networks: networks("10.77.0.0/24") },
      lan: networks("192.168.7.0/24"),
    };
    expect(planAdd(answers, mockupWorld({ facts }), MADE).warnings).toEqual([
      { id: "no-forwarding", values: { name: "lena-phone", goal: "lan", families: "ipv4" } },
    ]);
  });

  test("while the interface is down, its own hooks count as what will be", () => {
    expect(ids(planAdd(ANSWERS, mockupWorld({ facts, live: null }), MADE))).toEqual(["no-forwarding"]);
  });

  test("SaveConfig = true that is left as it is", () => {
    const world = worldOf(MOCKUP_CONF.replace("ListenPort", "SaveConfig = true\nListenPort"));
    const warned = (changes: Partial<World>) => planAdd(ANSWERS, { ...world, ...changes }, MADE).warnings;
    expect(warned({})).toEqual([
      { id: "save-config-kept", values: { interfaceName: "wg0", runs: "loaded", mangled: false } },
    ]);
    expect(warned({ live: null, running: { kind: "down" } })).toMatchObject([{ values: { runs: "down" } }]);
    expect(warned({ live: null, running: { kind: "no-wg" } })).toMatchObject([{ values: { runs: "unknown" } }]);
    expect(warned({ live: null, stranger: true })).toMatchObject([{ values: { runs: "stranger" } }]);
    expect(ids(planAdd({ ...ANSWERS, "save-config": "off" }, world, MADE))).toEqual([]);
  });

  test("SaveConfig = true and a hook with &, where bash is new enough to break it", () => {
    const text = MOCKUP_CONF.replace("ListenPort", "SaveConfig = true\nPostUp = true 2>&1\nListenPort");
    const mangled = (bash: string | null) => {
      const [warning] = planAdd(ANSWERS, worldOf(text, { facts: { ...FACTS, bash } }), MADE).warnings;
      return warning?.id === "save-config-kept" && warning.values.mangled;
    };
    expect(["5.2.15", "5.3.0", "6.0", "5.1.16", "4.4.20", null].map(mangled)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });

  test("the address of a LAN on this very machine, for which no route is made", () => {
    const world = mockupWorld({ facts: { ...FACTS, addresses: [{ device: "eth0", network: "192.168.7.10/24" }] } });
    const plan = planAdd({ ...ANSWERS, lan: networks("192.168.7.0/24") }, world, MADE);
    expect(ids(plan)).toEqual(["loading-machine"]);
    expect(plan.loading?.commands.map(({ kind }) => kind)).toEqual(["add-peer"]);
  });

  test("first of what the questions themselves warned of", () => {
    const warning = { id: "endpoint-private", values: { host: "10.0.0.1" } } as const;
    expect(planAdd(ANSWERS, mockupWorld({ facts }), MADE, { warnings: [warning] }).warnings[0]).toEqual(warning);
  });
});

describe("what it refuses", () => {
  test("a name that would not read back as it was typed", () => {
    for (const name of ["line\nbreak", " lena", "lena\r"]) {
      expect(() => planAdd({ ...ANSWERS, name }, mockupWorld(), MADE), name).toThrow(PlanRefusal);
    }
  });

  test("the refusal says which name, and nothing secret", () => {
    try {
      planAdd({ ...ANSWERS, name: "line\nbreak" }, mockupWorld(), MADE);
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(PlanRefusal);
      expect((error as PlanRefusal).remark.id).toBe("name-not-readable");
      expect(JSON.stringify(error)).not.toContain(MADE.presharedKey);
    }
  });
});

describe("the diff", () => {
  test("has line numbers, three lines around, and no secrets unless asked for", () => {
    const plan = planAdd(ANSWERS, mockupWorld(), MADE);
    const lines = diffOf(plan);
    expect(lines[0]?.text).toBe("@@ -25,3 +25,9 @@");
    expect(lines.slice(1).map((line) => [line.kind, line.before, line.after])).toEqual([
      ["context", 25, 25],
      ["context", 26, 26],
      ["context", 27, 27],
      ...[28, 29, 30, 31, 32, 33].map((at) => ["new", null, at]),
    ]);
    expect(diffText(lines, false)).toContain("+PresharedKey = ••••••••\n");
    expect(diffText(lines, false)).not.toContain(MADE.presharedKey);
    expect(diffText(lines, true)).toContain(MADE.presharedKey);
  });

  test.skipIf(!canPatch && process.env["CI"] !== "true")(
    "is one that `patch` (must be installed) applies to the old file",
    () => {
      const folder = mkdtempSync(join(tmpdir(), "wg-diff-"));
      try {
        for (const text of [MOCKUP_CONF, MOCKUP_CONF.replace("[Interface]\n", "[Interface]\n# clients dial old:1\n")]) {
          const conf = text.replace("ListenPort", "SaveConfig = true\nListenPort");
          const plan = planAdd({ ...ANSWERS, save: { kind: "none" }, "save-config": "off" }, worldOf(conf), MADE);
          writeFileSync(join(folder, "wg0.conf"), conf);
          const diff = `--- wg0.conf\n+++ wg0.conf\n${diffText(diffOf(plan), true)}`;
          const run = spawnSync("patch", ["--output=-", "--silent", "wg0.conf"], {
            cwd: folder,
            input: diff,
            encoding: "utf8",
          });
          expect(run.stderr).toBe("");
          expect(run.stdout).toBe(readable(edited(plan)?.after ?? ""));
        }
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});

describe("IPv6 networks behind the peer, where IPv6 is switched off", () => {
  const lan = networks("192.168.7.0/24", "2001:db8:77::/64");
  const off = { ...FACTS, ipv6Disabled: true };
  const warned = (changes: Partial<World>) =>
    planAdd({ ...ANSWERS, lan }, mockupWorld({ facts: off, ...changes }), MADE).warnings.filter(
      ({ id }) => id === "loading-ipv6-off",
    );

  test("are warned of once, whether the interface runs or is down", () => {
    const said = [{ id: "loading-ipv6-off", values: { networks: "2001:db8:77::/64" } }];
    expect(warned({})).toEqual(said);
    expect(warned({ live: null, running: { kind: "down" } })).toEqual(said);
  });
});
