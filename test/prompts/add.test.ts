import { describe, expect, it } from "vitest";
import { openServer } from "../../src/host/open.ts";
import { promptAdd } from "../../src/prompts/add.ts";
import { meaningOf } from "../../src/prompts/asker.ts";
import { chooseInterface } from "../../src/prompts/choose.ts";
import { runPrompts } from "../../src/prompts/session.ts";
import { byteText, parseConf, readable } from "../../src/wireguard/conf.ts";
import type { Draft } from "../../src/wizard/question.ts";
import { askedQuestions } from "../../src/wizard/questions.ts";
import { type Caught, caught, machine, PATH, type Surroundings } from "../commands/context.ts";
import { FOUNDING_CONF } from "../wizard/world.ts";
import { type Answer, ENTER, LEAVE, scripted } from "./script.ts";

const CLIENT = "/etc/wireguard/clients/lena.conf";
const BIG = { tty: { stdin: true, stdout: true, stderr: true }, size: { rows: 60, columns: 100 } } as const;
/** Enter on all nine questions after the name. */
const REST: Answer[] = Array(9).fill(ENTER);

async function add(
  answers: readonly Answer[],
  {
    host = machine(),
    draft = {},
    ...surroundings
  }: Surroundings & { host?: ReturnType<typeof machine>; draft?: Draft } = {},
) {
  const asking = scripted(answers);
  const catching: Caught = caught(host, { ...BIG, ...surroundings });
  const opening = await openServer(host, null);
  if (opening.kind !== "opened") throw new Error(opening.kind);
  const status = await promptAdd(catching.context, host, opening.world, draft, asking);
  return { status, host, world: opening.world, asked: asking.asked, out: catching.out(), err: catching.err() };
}

describe.each(["en", "ru"] as const)("adding a peer by prompts, %s", (lang) => {
  it("a name, Enter to the end, yes: both files are written", async () => {
    const { status, host, out, err } = await add(["lena", ...REST, true, false], { lang });
    expect(status).toBe(0);
    expect(out).toBe("");
    const client = parseConf(host.text(CLIENT) ?? "");
    expect(parseConf(host.text(PATH) ?? "").peers[1]?.presharedKey).toBe(client.peers[0]?.presharedKey);
    expect(err).toContain(CLIENT);
    for (const secret of [client.interface.privateKey, client.peers[0]?.presharedKey])
      expect(err).not.toContain(secret);
  });

  it("asks the questions of the one list, in its order, with title and help of each", async () => {
    const { world, asked, err, host } = await add(["lena", ...REST, false], { lang });
    const { words } = caught(host, { lang }).context;
    const ids = askedQuestions({ name: "lena" }, world).map(({ id }) => id);
    expect(asked.slice(0, -1).map((message) => message.split(" (")[0])).toEqual(
      ids.map((id) => words.questions.asked[id].label),
    );
    const flat = err.replace(/\s+/g, " ");
    for (const id of ids) {
      const name = id === "name" ? null : "lena";
      expect(flat).toContain(words.questions.asked[id].title({ name, interfaceName: "wg0" }));
      expect(flat).toContain(words.questions.asked[id].help({ name }).replace(/\s+/g, " "));
    }
  });

  it("shows both files with the same notes, the diff and the steps before it asks", async () => {
    const { err, host } = await add(["lena", ...REST, false], { lang });
    const { words } = caught(host, { lang }).context;
    const review = err.slice(err.indexOf(words.plans.panes.serverReads({ file: PATH })));
    expect(review).toMatch(/\n 11 \+ \[Peer\] +lena\n/);
    expect(review).toContain(words.plans.panes.absent(["PersistentKeepalive"]));
    expect(review).toContain("PersistentKeepalive = 25\n");
    expect(review).toContain(words.notes.law);
    expect(review).toContain("@@ -7,3 +7,9 @@");
    for (const step of ["lock", "backup", "create", "write"])
      expect(review).toContain(` ${["lock", "compare", "backup", "create", "write"].indexOf(step) + 1}  `);
    expect(review).toContain(words.plans.loadLater.down({ interfaceName: "wg0" }));
    expect(review).not.toMatch(/[─│┬]/);
  });

  it("no is the default: nothing is written, status 130", async () => {
    const { status, host, err } = await add(["lena", ...REST, ENTER], { lang });
    expect(status).toBe(130);
    expect(readable(host.text(PATH) ?? "")).toBe(FOUNDING_CONF);
    expect(host.text(CLIENT)).toBe(null);
    expect(err.trimEnd().endsWith(caught(host, { lang }).context.words.commands.add.nothingWritten)).toBe(true);
  });
});

describe("a refused answer", () => {
  it("says whose address it is, and asks again", async () => {
    const { status, asked, host } = await add(["lena", "10.77.0.2", "10.77.0.7", ...REST.slice(1), true, false]);
    expect(status).toBe(0);
    expect(asked.find((line) => line.startsWith("refused:"))).toContain("anton_sevnet");
    expect(parseConf(host.text(PATH) ?? "").peers[1]?.allowedIPs).toEqual(["10.77.0.7/32"]);
  });

  it("an answer from the command line that will not do is named and asked for", async () => {
    const { err, status } = await add(["lena", ...REST, true, false], { draft: { name: "anton_sevnet" } });
    expect(status).toBe(0);
    expect(err).toContain("anton_sevnet");
  });

  it("answers from the command line are the suggestions", async () => {
    const { host } = await add([ENTER, ...REST, true, false], { draft: { name: "lena", keepalive: "17" } });
    expect(host.text(CLIENT)).toContain("PersistentKeepalive = 17\n");
  });

  it("another answer than the offered ones can be typed", async () => {
    const { asked, host } = await add([
      "lena",
      ENTER,
      ENTER,
      "type another",
      "10.77.0.0/24",
      ...REST.slice(3),
      true,
      false,
    ]);
    expect(asked.filter((message) => message.startsWith("AllowedIPs"))).toHaveLength(2);
    expect(host.text(CLIENT)).toContain("AllowedIPs = 10.77.0.0/24\n");
  });
});

describe("what happens meanwhile", () => {
  it("the file changes before yes: nothing is written, the new state is shown, every answer kept", async () => {
    const host = machine();
    const other = FOUNDING_CONF.replace("10.77.0.2/32", "10.77.0.2/32, 10.77.0.77/32");
    const { status, err, asked } = await add(
      [
        "lena",
        ...REST,
        () => {
          host.meddle(PATH, byteText(other));
          return true;
        },
        true,
        false,
      ],
      { host },
    );
    expect(status).toBe(0);
    expect(err).toContain("changed by somebody else");
    expect(asked.filter((message) => message.startsWith("Write this"))).toHaveLength(2);
    expect(readable(host.text(PATH) ?? "").startsWith(other)).toBe(true);
  });

  it("Ctrl-C at any question writes nothing: 130", async () => {
    for (let count = 0; count <= 10; count++) {
      const { status, host } = await add([...["lena", ...REST].slice(0, count), LEAVE]);
      expect(status).toBe(130);
      expect(readable(host.text(PATH) ?? "")).toBe(FOUNDING_CONF);
    }
  });

  it("Ctrl-C at the code, after all is written, does not claim that nothing was", async () => {
    const { status, host, err } = await add(["lena", ...REST, true, LEAVE]);
    expect(status).toBe(0);
    expect(host.text(CLIENT)).not.toBe(null);
    expect(err).not.toContain("Nothing is written.");
  });
});

describe("the code", () => {
  it("is printed only after a yes", async () => {
    const { out } = await add(["lena", ...REST, true, true]);
    expect(out).toContain("\u001b[48;5;231m");
    expect((await add(["lena", ...REST, true, ENTER])).out).toBe("");
  });

  it("where it does not fit: rows and columns and the file, and no question", async () => {
    const { out, err, asked } = await add(["lena", ...REST, true], { size: { rows: 24, columns: 80 } });
    expect(out).toBe("");
    expect(err).toMatch(/needs \d\d rows x \d\d columns; this window has 24 rows x 80 columns/);
    expect(err).toContain(`the file: ${CLIENT}`);
    expect(asked.at(-1)).toContain("Write this");
  });

  it("no file and no room for the code: asked again where the file goes, before anything is written", async () => {
    const { status, host, err, asked } = await add(["lena", ...REST.slice(0, 8), "type another", "none", ENTER, true], {
      size: { rows: 24, columns: 80 },
    });
    expect(status).toBe(0);
    expect(err).toContain("only way to the key");
    expect(asked.filter((message) => message.startsWith("save"))).toHaveLength(3);
    expect(host.text(CLIENT)).not.toBe(null);
  });
});

describe("the session of --plain", () => {
  it("lists, adds, lists what next, and leaves", async () => {
    const host = machine();
    const catching = caught(host, BIG);
    const asking = scripted(["add", "lena", ...REST, true, false, "show", "len", "10.77.0.3", "leave"]);
    expect(await runPrompts(catching.context, {}, asking)).toBe(0);
    expect(catching.err()).toContain("anton_sevnet");
    expect(asking.asked.filter((message) => message === "What next?")).toHaveLength(3);
    expect(asking.asked.find((message) => message.startsWith("refused"))).toContain("len");
    expect(catching.out()).toContain("[Peer]");
  });

  it("without a terminal on both ends: a sentence and status 2", async () => {
    const { context, err } = caught(machine());
    expect(await runPrompts(context)).toBe(2);
    expect(err()).toContain("terminal");
  });

  it("several interfaces: wg0 is offered first", async () => {
    const { context } = caught(machine(), BIG);
    const interfaces = ["vpn", "wg0"].map((name) => ({ name, path: `/etc/wireguard/${name}.conf`, peers: 1 }));
    expect(await chooseInterface(context, interfaces, scripted([ENTER]))).toBe(PATH);
    expect(await chooseInterface(context, interfaces, scripted([LEAVE]))).toBe(null);
  });
});

describe("yes and no", () => {
  it.each([
    ["y", true],
    ["YES", true],
    ["д", true],
    ["да", true],
    ["", false],
    ["n", false],
    ["нет", false],
    // On a Russian keyboard it lies on the key of y, and it begins the word for no.
    ["н", null],
    ["maybe", null],
  ])("%j means %s", (text, meaning) => {
    expect(meaningOf(text)).toBe(meaning);
  });
});

describe("save -", () => {
  it("prints the client's file on stdout, and no code", async () => {
    const { status, out, host } = await add(["lena", ...REST.slice(0, 8), "type another", "-", true]);
    expect(status).toBe(0);
    expect(out).toMatch(/^\[Interface\]\nPrivateKey = /);
    expect(host.text(CLIENT)).toBe(null);
  });
});
