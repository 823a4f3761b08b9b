/** What the door makes of a call, before any subcommand has looked at it; and how the program behaves in a pipe. */
import { spawnSync } from "node:child_process";
import { dirname } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { sentenceOf } from "../src/crash.ts";
import { HELP } from "../src/help.ts";
import { langOf, localeLang, readCall } from "../src/main.ts";
import { wgWizard } from "./pty/programs.ts";

describe("a call", () => {
  test("without a word: no command, nothing given", () => {
    expect(readCall([])).toMatchObject({
      command: null,
      rest: [],
      interface: null,
      demo: false,
      colour: true,
      given: {},
    });
  });

  test("options stand before or after the subcommand", () => {
    expect(readCall(["-i", "wg1", "list", "--json"])).toMatchObject({
      command: "list",
      rest: ["--json"],
      interface: "wg1",
    });
    expect(readCall(["list", "--json", "-i", "wg1", "--lang=ru"])).toMatchObject({
      command: "list",
      interface: "wg1",
      lang: "ru",
    });
  });

  test("answers without a subcommand prefill the screens", () => {
    expect(readCall(["--endpoint", "vpn.example.org:51820", "--psk", "no"])).toMatchObject({
      command: null,
      given: { endpoint: "vpn.example.org:51820", psk: "no" },
    });
  });

  test("an answer's value is no subcommand", () => {
    expect(readCall(["--name", "list"])).toMatchObject({ command: null, given: { name: "list" } });
  });

  test("an option that nobody knows, and one without its value, are named", () => {
    expect(readCall(["--bogus"]).unknown).toEqual(["--bogus"]);
    expect(readCall(["--interface"]).valueless).toEqual(["--interface"]);
    expect(readCall(["-i", "--demo"]).valueless).toEqual(["-i"]);
  });

  test("what follows the subcommand's name is the subcommand's business", () => {
    expect(readCall(["add", "lena", "--bogus"])).toMatchObject({
      command: "add",
      rest: ["lena", "--bogus"],
      unknown: [],
    });
  });
});

describe("the language", () => {
  test.each([
    [{ LANG: "ru_RU.UTF-8" }, "ru"],
    [{ LANG: "en_US.UTF-8" }, "en"],
    [{ LC_MESSAGES: "ru", LANG: "en_US.UTF-8" }, "ru"],
    [{ LC_ALL: "C", LANG: "ru_RU.UTF-8" }, "en"],
    [{ LANG: "run_BI" }, "en"],
    [{}, "en"],
  ])("of %j is %s", (variables, lang) => {
    expect(localeLang(variables)).toBe(lang);
  });

  test("that was asked for wins", () => {
    expect(langOf(readCall(["--lang", "en"]), { LANG: "ru_RU.UTF-8" })).toBe("en");
  });
});

describe("a mistake of our own", () => {
  test("is told without the keys that its message may hold", () => {
    const key = "yAnz5TF+lXXJte14tji3zlMNq+hd2rYUIgJBgB3fBmk=";
    const said = sentenceOf(new Error(`cannot read ${key}`), "en");
    expect(said).not.toContain(key);
    expect(said).toContain("cannot read (key)");
  });

  test("cannot steer the terminal", () => {
    expect(sentenceOf("\u001b[2Jgone", "ru")).not.toContain("\u001b");
  });
});

describe("the program as it is shipped", () => {
  let bin = "";
  beforeAll(async () => {
    bin = await wgWizard();
  });
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [bin, ...args], { encoding: "utf8", env: { LANG: "C", TMPDIR: dirname(bin) } });

  test("prints the help that was worked out when it was built", () => {
    expect(run("--help")).toMatchObject({ status: 0, stdout: HELP.en, stderr: "" });
    expect(run("--help", "--lang", "ru")).toMatchObject({ status: 0, stdout: HELP.ru });
    expect(run("help").stdout).toBe(HELP.en);
  });

  test("says what is wrong with a call, status 2", () => {
    for (const args of [["--bogus"], ["bogus"], ["--lang", "xx"], ["--interface"]]) {
      const { status, stdout, stderr } = run(...args);
      expect(status, args.join(" ")).toBe(2);
      expect(stdout).toBe("");
      expect(stderr).not.toBe("");
      expect(stderr).not.toContain("    at ");
    }
  });

  test("says nothing when its reader goes away", () => {
    const { stderr } = spawnSync("bash", ["-c", `${process.execPath} ${bin} list --demo --json | true`], {
      encoding: "utf8",
      env: { ...process.env, TMPDIR: dirname(bin) },
    });
    expect(stderr).not.toMatch(/EPIPE|mistake/);
  });
});
