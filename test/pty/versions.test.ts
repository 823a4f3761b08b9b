/** The bundle on every Node that it is meant for, and the sentence on those that are too old. */
import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { KEYS, type Session, start } from "./harness.ts";
import { type NodeName, nodeNamed, wgWizard } from "./programs.ts";

let bin = "";
const sessions: Session[] = [];
beforeAll(async () => {
  bin = await wgWizard();
});
afterEach(async () => {
  await Promise.all(sessions.splice(0).map((session) => session.close()));
});

/** Skipped where that Node is not installed; under CI it fails then. */
function onNode(name: NodeName, what: string, check: (node: string) => void | Promise<void>): void {
  const node = nodeNamed(name);
  const skip = node === null && process.env["CI"] !== "true";
  const reason = skip ? ` (skipped: WG_WIZARD_NODES has no ${name}, .ci/nodes fetches it)` : "";
  test.skipIf(skip)(`Node ${name} ${what}${reason}`, () => {
    if (node === null) throw new Error(`WG_WIZARD_NODES has no Node ${name}`);
    return check(node);
  });
}

function run(node: string, args: readonly string[], lang = "en_US.UTF-8") {
  return spawnSync(node, [bin, ...args], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], LANG: lang, TMPDIR: dirname(bin) },
  });
}

describe("a Node that is too old", () => {
  for (const name of ["12.22", "18"] as const) {
    onNode(name, "gets one clear sentence and no stack trace", (node) => {
      const { status, stdout, stderr } = run(node, ["list"]);
      expect(status).toBe(1);
      expect(stdout).toBe("");
      expect(stderr).toMatch(/^wg-wizard needs Node\.js 20\.17 or newer; this is (?:12\.22|18\.\d+)\.\d+\.\n/);
      expect(stderr.trim().split("\n")).toHaveLength(3);
      expect(stderr).not.toContain("    at ");
    });

    onNode(name, "gets it in Russian", (node) => {
      expect(run(node, [], "ru_RU.UTF-8").stderr).toContain("нужен Node.js 20.17 или новее");
    });
  }
});

describe("a Node that will do", () => {
  for (const name of ["20.17", "22", "24", "26"] as const) {
    onNode(name, "lists the demo's peers and says nothing else", (node) => {
      const { status, stdout, stderr } = run(node, ["list", "--demo", "--json"]);
      expect(status).toBe(0);
      expect(JSON.parse(stdout).peers.map((peer: { name: string }) => peer.name)).toContain("anton_sevnet");
      expect(stderr).not.toMatch(/warning/i);
    });

    onNode(name, "adds a peer in the demo, and ends as it began", async (node) => {
      const session = start([node, bin, "--demo"]);
      sessions.push(session);
      await session.waitFor("► anton_sevnet");
      session.type("a");
      await session.waitFor("What is the new peer called");
      session.type("lena\t");
      await session.waitFor("nothing is written yet");
      session.type("w");
      await session.waitFor("The QR code appears");
      session.type(KEYS.ctrlC);
      expect((await session.ended).status).toBe(130);
      expect(session.onAlternateScreen()).toBe(false);
      expect(session.written()).not.toMatch(/warning/i);
    });
  }
});
