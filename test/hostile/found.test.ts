/**
 * What stands in a file, in a path or in what `wg` says: none of it reaches the terminal raw, and every row of every
 * screen is as wide as it should be.
 */
import { describe, expect, test } from "vitest";
import { pasteEvent } from "../../src/app/input.ts";
import type { Lang, Size, State } from "../../src/app/state.ts";
import { update } from "../../src/app/update.ts";
import { rowsOf } from "../../src/screens/app.tsx";
import { cutRow } from "../../src/screens/parts/cells.ts";
import { width } from "../../src/text/width.ts";
import { byteText } from "../../src/wireguard/conf.ts";
import { parseDump } from "../../src/wireguard/live.ts";
import type { World } from "../../src/wireguard/world.ts";
import { ran as inMemory, machine, PATH } from "../commands/context.ts";
import * as states from "../screens/states.ts";
import { ANTON_KEY, keptClient, SERVER_PAIR, testWorld } from "../wizard/world.ts";
import { rawIn, TEXTS } from "./texts.ts";

/** Half a pair cannot stand in a file: there it is three bytes that are no UTF-8. */
const IN_FILES = Object.entries(TEXTS);

/** A server in which the text stands wherever a line has room for one. */
function confWith(text: string): string {
  const line = text.replaceAll("\n", " ").replaceAll("\r", " ");
  return `# ${line}
[Interface]
Address = 10.77.0.1/24
ListenPort = 47770
PrivateKey = ${SERVER_PAIR.privateKey}
DNS = 1.1.1.1, ${line.replaceAll(",", "")}
PostUp = echo ${line}
# clients dial vpn.example.org:51820

# ${line}
[Peer]
# friendly_name = ${line}
# ${line}
PublicKey = ${ANTON_KEY}
AllowedIPs = 10.77.0.2/32 # ${line}

### Client ${line}
[Peer]
PublicKey = ${states.MADE.pair.publicKey}
AllowedIPs = 10.77.0.3/32
`;
}

/** The same with lines that nobody understands. */
function faulty(text: string): string {
  const line = text.replaceAll("\n", " ").replaceAll("\r", " ");
  return `${confWith(text)}
[Peer]
PublicKey = ${line}
AllowedIPs = ${line}
Endpoint = ${line}
PersistentKeepalive = ${line}
${line}
[${line}]
${line} = 1
`;
}

const CALLS: readonly (readonly string[])[] = [
  ["list"],
  ["list", "--json"],
  ["show", ANTON_KEY.slice(0, 8)],
  ["show", "10.77.0.3"],
  ["qr", ANTON_KEY.slice(0, 8)],
  ["add", "lena", "--dry-run"],
  ["add", "lena", "--dry-run", "--json"],
  ["add", "lena", "--yes", "--json"],
  ["add", "lara", "--yes"],
  ["undo", "--dry-run"],
  ["undo", "--dry-run", "--json"],
  ["undo", "--yes"],
];

describe.each(IN_FILES)("%s in a file", (_, text) => {
  test.each([
    ["that is well", confWith],
    ["with lines that nobody understands", faulty],
  ])("%s is printed by no call as it stands", async (_kind, conf) => {
    const dump = `${SERVER_PAIR.privateKey}\t${SERVER_PAIR.publicKey}\t47770\toff\n${ANTON_KEY}\t(none)\t${text.replace(/[\t\n]/g, "")}\t10.77.0.2/32\t1795000000\t1\t2\toff\n`;
    const files = {
      [PATH]: byteText(conf(text)),
      [`/etc/wireguard/clients/${text.replace(/[/\0]/g, "")}.conf`]: byteText(confWith(text)),
    };
    const wrong: string[] = [];
    for (const { lang, stdout } of [
      { lang: "en", stdout: false },
      { lang: "ru", stdout: true },
    ] as const) {
      const host = machine({ files, dumps: { wg0: byteText(dump) } });
      for (const args of CALLS) {
        const run = await inMemory(host, args, { lang, tty: { stdout }, size: { rows: 24, columns: 80 } });
        const raw = rawIn(run.out) ?? rawIn(run.err);
        if (raw !== null) wrong.push(`${args.join(" ")}: ${raw}`);
        const table = args.length === 1 || args[0] === "show";
        const wide = stdout && table ? run.out.split("\n").find((line) => width(line) > 80) : undefined;
        if (wide !== undefined) wrong.push(`${args.join(" ")}: ${width(wide)} columns: ${wide.slice(0, 100)}`);
      }
    }
    expect([...new Set(wrong)]).toEqual([]);
  });

  test("is printed as a document that reads back as the text it was", async () => {
    const run = await inMemory(machine({ files: { [PATH]: byteText(confWith(text)) } }), ["list", "--json"]);
    expect(JSON.parse(run.out).peers).toHaveLength(2);
  });
});

const SIZES: readonly Size[] = [states.SMALL, states.LARGE, { rows: 16, columns: 60 }];

/** The screens in which something from outside is drawn, each as its own program would come to it. */
function screensOf(world: World, size: Size, lang: Lang): Record<string, State> {
  const list = states.opened(world, size, lang);
  const screens: Record<string, State> = {
    dashboard: list,
    "second peer": states.typed(list, "j"),
    third: states.typed(list, "jj"),
    filter: states.typed(list, "/an"),
  };
  if (world.faults.length > 0) return { ...screens, refused: states.typed(list, "a") };
  const review = states.reviewing(list);
  return {
    ...screens,
    name: states.typed(states.adding(list), "lena"),
    address: states.addingAt("address", list),
    keepalive: states.addingAt("keepalive", list),
    review,
    diff: states.typed(review, "d"),
    lines: states.typed(review, "kkk"),
    other: states.typed(review, "<tab>"),
    jump: states.typed(review, "e"),
    doing: states.doing(2, review),
    failed: states.failed(review),
    code: states.showingCode(review),
    text: states.typed(states.showingCode(review), "t"),
  };
}

/** What the screens add of their own: reverse video for a field's cursor, the code's two colours. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is taken off
const OWN_SGR = /\u001b\[(?:0|7|27|[34]8;5;\d+(?:;[34]8;5;\d+)?|[34]9)m/g;

/** What is wrong with the rows as they reach the terminal: cut to the window, as every row is. */
function wrongRows(name: string, state: State): string[] {
  const rows = rowsOf(state, states.WORDS[state.lang]);
  return rows.flatMap((row) => {
    const text = cutRow(row, state.size.columns)
      .map((span) => span.text)
      .join("")
      .replace(OWN_SGR, "");
    const raw = rawIn(text) ?? (text.includes("\n") ? JSON.stringify(text) : null);
    if (raw !== null) return [`${name}: raw ${raw}`];
    return width(text) > state.size.columns ? [`${name}: ${width(text)} columns: ${text}`] : [];
  });
}

describe.each(IN_FILES)("%s on the screens", (_, text) => {
  test.each([
    ["of a file that is well", confWith],
    ["of a file that nobody understands", faulty],
  ])("%s is drawn harmless, and no row is too wide", (_kind, conf) => {
    const path = `/etc/${text.replace(/[/\0]/g, "")}/wg0.conf`;
    const dump = `${SERVER_PAIR.privateKey}\t${SERVER_PAIR.publicKey}\t47770\toff\n${ANTON_KEY}\t(none)\t${text.replace(/[\t\n]/g, "")}\t10.77.0.2/32\t1795000000\t1\t2\toff\n`;
    const world = testWorld(conf(text), {
      path,
      live: parseDump(dump),
      clients: [keptClient(`${text.replace(/[/\0]/g, "")}.conf`, confWith(text))],
      clientFileNames: [text],
    });
    const wrong = SIZES.flatMap((size, at) =>
      Object.entries(screensOf(world, size, at === 0 ? "en" : "ru")).flatMap(([name, state]) =>
        wrongRows(`${name} ${size.columns}`, state),
      ),
    );
    expect([...new Set(wrong)]).toEqual([]);
  });

  test("as what is typed and pasted into every field is drawn harmless, and no row is too wide", () => {
    const wrong = SIZES.flatMap((size) => {
      const list = states.opened(states.fiveWorld(), size, "en");
      const fields = {
        filter: states.typed(list, "/"),
        name: states.adding(list),
        address: states.addingAt("address", list),
        dns: states.addingAt("dns", list),
        endpoint: states.addingAt("endpoint", list),
      };
      return Object.entries(fields).flatMap(([name, state]) => {
        const filled = update(state, pasteEvent(text)).state;
        return [filled, states.typed(filled, "<enter>"), states.typed(filled, "<left><left>")].flatMap((one) =>
          wrongRows(`${name} ${size.columns}`, one),
        );
      });
    });
    expect([...new Set(wrong)]).toEqual([]);
  });

  test("in a path that is in the way is drawn harmless", () => {
    const wrong = (
      ["denied", "no-file", "bad-name", "client-file", "not-a-file", "failed", "binary", "no-folder"] as const
    ).flatMap((id) =>
      SIZES.flatMap((size) =>
        wrongRows(
          id,
          states.inTrouble(
            { id, path: `/etc/${text}/wg0.conf`, sudo: text, what: "pipe", detail: text } as never,
            size,
          ),
        ),
      ),
    );
    expect([...new Set(wrong)]).toEqual([]);
  });
});
