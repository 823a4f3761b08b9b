import { describe, expect, it } from "vitest";
import { globalHelp } from "../../src/commands/help-text.ts";
import { COMMANDS } from "../../src/commands/table.ts";
import { width } from "../../src/text/width.ts";
import { QUESTIONS } from "../../src/wizard/questions.ts";
import { en } from "../../src/words/en.ts";
import { ru } from "../../src/words/ru.ts";
import { machine, ran } from "./context.ts";

describe.each(["en", "ru"] as const)("help, %s", (lang) => {
  const words = lang === "en" ? en : ru;

  it("the first page names every command and every option for all", () => {
    const help = globalHelp(words);
    for (const { name } of COMMANDS) expect(help).toContain(`\n  ${name} `);
    for (const option of ["-i,", "--lang", "--plain", "--demo", "--no-color", "--help", "--version"])
      expect(help).toContain(option);
  });

  it.each(COMMANDS.map(({ name }) => name))("%s --help has a usage line and an example, on stdout", async (name) => {
    const { status, out, err } = await ran(machine(), [name, "--help"], { lang });
    expect(status).toBe(0);
    expect(err).toBe("");
    expect(out.split("\n")[0]).toContain(`wg-wizard ${name}`);
    expect(out).toContain(words.commands.help.examples);
    expect(out).toMatch(new RegExp(`\n {2}(wg-wizard ${name}|ssh )`));
    expect(await ran(machine(), ["help", name], { lang })).toEqual({ status, out, err });
  });

  it("add --help has a line for the flag of every question", async () => {
    const { out } = await ran(machine(), ["add", "--help"], { lang });
    for (const { id } of QUESTIONS) if (id !== "name") expect(out).toMatch(new RegExp(`\n {2}--${id} +\\S`));
  });

  it("no line is wider than 120 columns", async () => {
    const pages = await Promise.all(
      COMMANDS.map(async ({ name }) => (await ran(machine(), [name, "--help"], { lang })).out),
    );
    for (const line of [globalHelp(words), ...pages].join("\n").split("\n"))
      expect(width(line)).toBeLessThanOrEqual(120);
  });
});

describe("wrong usage", () => {
  it.each([
    [["frobnicate"], "no command frobnicate"],
    [["list", "--frobnicate"], "no option --frobnicate"],
    [["list", "extra"], "One argument too many: extra"],
    [["show"], "NAME is missing"],
    [["add", "lena", "--dns"], "--dns needs a value"],
    [["add", "lena", "--dns", "--yes"], "--dns needs a value"],
    [["add", "lena", "--yes=1"], "--yes takes no value"],
    [["add", "lena", "--wait", "soon"], "--wait takes a whole number"],
    [["help", "frobnicate"], "no command frobnicate"],
  ])("%j ends with status 2 and says why", async (args, sentence) => {
    const { status, out, err } = await ran(machine(), args);
    expect(status).toBe(2);
    expect(out).toBe("");
    expect(err).toContain(sentence);
  });

  it("a flag's value is never repeated, in case somebody typed a key there", async () => {
    const secret = "WBJXGIYjKmcvPFGLbLx0J3mtpyfE1KfKMwd3OYnq0WA=";
    const { status, err } = await ran(machine(), ["add", "lena", `--private-key=${secret}`, "--wait", secret, "--yes"]);
    expect(status).toBe(2);
    expect(err).not.toContain(secret);
  });

  it("an argument with escapes in it does not reach the terminal raw", async () => {
    const { err } = await ran(machine(), ["list", "\u001b[2J"]);
    expect(err).not.toContain("\u001b");
    expect((await ran(machine(), ["\u001b[2J"])).err).not.toContain("\u001b");
    expect((await ran(machine(), ["list", "--\u001b[2J"])).err).not.toContain("\u001b");
  });
});
