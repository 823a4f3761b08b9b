/** The screen of a code that a command shows: every size, every language, every key, without a terminal. */
import { describe, expect, it } from "vitest";
import type { CodeWindow } from "../../src/app/code.ts";
import { CODE_KEYS } from "../../src/app/code-keys.ts";
import { type CodeView, codeLines } from "../../src/commands/code-lines.ts";
import type { CodeShown } from "../../src/commands/code-screen.ts";
import { codeView, keysIn, pressed } from "../../src/commands/show-code.ts";
import { type TerminalGifts, UNKNOWN_GIFTS } from "../../src/qr/terminal.ts";
import { width } from "../../src/text/width.ts";
import { smallestText } from "../../src/wireguard/client.ts";
import { parseConf } from "../../src/wireguard/conf.ts";
import { keyPairFrom } from "../../src/wireguard/key.ts";
import { en } from "../../src/words/en.ts";
import { ru } from "../../src/words/ru.ts";

const key = (fill: number) => keyPairFrom(new Uint8Array(32).fill(fill)).publicKey;
const FILE = `[Interface]
PrivateKey = ${key(1)}
Address = 10.77.0.2/32
DNS = 10.77.0.1, 1.1.1.1

[Peer]
PublicKey = ${key(2)}
PresharedKey = ${key(3)}
AllowedIPs = 10.77.0.0/24, 192.168.1.0/24, 192.168.2.0/24, 192.168.3.0/24
Endpoint = vpn.example.com:51820
PersistentKeepalive = 25
`;
const SHOWN: CodeShown = {
  text: smallestText(parseConf(FILE)),
  file: FILE,
  tunnelName: "anna-phone-work",
  path: "/etc/wireguard/clients/anna-phone-work.conf",
  onlyHere: false,
};
const ONLY_HERE: CodeShown = { ...SHOWN, path: null, onlyHere: true };

function windowOf(rows: number, columns: number, gifts: Partial<TerminalGifts> = {}): CodeWindow {
  return {
    size: { rows, columns },
    abilities: { utf8: true, colours: 256, console: false, gifts: { ...UNKNOWN_GIFTS, ...gifts } },
  };
}
const SMALL = windowOf(24, 80);
const LARGE = windowOf(45, 120);

/** The screen once its keys are heard. */
const heard = (shown: CodeShown): CodeView => ({ ...codeView(shown), deaf: false });

/** The view after these keys; fails where one of them leaves. */
function typed(keys: readonly string[], window = SMALL, shown = SHOWN): CodeView {
  return keys.reduce((view, one) => {
    const step = pressed(window, view, one);
    expect([one, step.left]).toEqual([one, false]);
    return step.view;
  }, heard(shown));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control sequences are what it takes away
const bare = (line: string) => line.replace(/\u001b\[[\d;]*m/g, "");
const drawn = (window: CodeWindow, view: CodeView, words = en) => codeLines(window, view, words).lines.map(bare);
const said = (window: CodeWindow, view: CodeView, words = en) =>
  drawn(window, view, words).join(" ").replace(/\s+/g, " ");

describe("every window is filled and none is overrun", () => {
  const sizes = [16, 17, 20, 24, 30, 33, 34, 36, 38, 45, 60, 80].flatMap((rows) =>
    [60, 66, 72, 80, 100, 110, 140, 200].map((columns) => [rows, columns] as const),
  );
  const ways: readonly (readonly string[])[] = [[], ["?"], ["c"], ["p"], ["t"], ["s"], ["d"], ["d", "c"], ["e"]];
  it.each([
    ["en", en],
    ["ru", ru],
  ] as const)("%s, whatever key was pressed and whatever the terminal shows", (_lang, words) => {
    let pictures = 0;
    for (const [rows, columns] of sizes) {
      for (const gifts of [{}, { graphics: "sixel", cell: { width: 8, height: 16 } }, { grows: true }] as const) {
        const window = windowOf(rows, columns, gifts);
        for (const keys of ways) {
          const view = typed(keys, window);
          const screen = codeLines(window, view, words);
          expect([rows, columns, keys, screen.lines.length]).toEqual([rows, columns, keys, rows]);
          expect(Math.max(...screen.lines.map((line) => width(bare(line))))).toBeLessThanOrEqual(columns);
          if (screen.picture === null) continue;
          pictures++;
          expect(screen.picture.row + screen.picture.rows).toBeLessThanOrEqual(rows);
        }
      }
    }
    expect(pictures).toBeGreaterThan(100);
  });

  it("the line of keys has five at most; where it is narrow the list of them and the way out stay", () => {
    for (const words of [en, ru]) {
      const footer = drawn(windowOf(16, 60, { grows: true }), heard(SHOWN), words).at(-1) ?? "";
      expect(footer).toContain(words.commands.code.leave);
      expect(footer).toContain(`? ${words.keys.short.keys}`);
      expect(footer.trim().split(/ {2,}/).length).toBe(words === en ? 5 : 4);
    }
  });
});

describe("beside the code", () => {
  it("stands what to tap, the name to type, one device, the warning, and where the file is", () => {
    const text = drawn(LARGE, heard(SHOWN))
      .map((line) => line.slice(70))
      .join(" ")
      .replace(/\s+/g, " ");
    for (const one of [
      "Tap +",
      "2 Name it anna-phone-work",
      "switch it on",
      "One code, one device",
      "the private key",
    ]) {
      expect(text).toContain(one);
    }
  });

  it("the name stands in the title where there is no room for more", () => {
    expect(drawn(windowOf(39, 80), heard(SHOWN))[0]).toContain("Name it anna-phone-work");
  });

  it("what the window lacks is told of the window as it is, also while something else is told", () => {
    expect(said(SMALL, typed(["c"]))).toContain("this window has 24 rows x 80 columns");
  });

  it("without a name nobody is told to type one", () => {
    expect(said(LARGE, heard({ ...SHOWN, tunnelName: "" }))).not.toContain("Name it");
  });
});

describe("keys", () => {
  it("those of the program's own screen do not leave, any other does", () => {
    for (const { key: one } of CODE_KEYS) expect(pressed(SMALL, heard(SHOWN), one).left).toBe(false);
    for (const one of ["q", "x", "\r", " ", "\u001b", "\u001b[A", "\u0003", "й"]) {
      expect([one, pressed(SMALL, heard(SHOWN), one).left]).toEqual([one, true]);
    }
  });

  it("c and p do it only when they are pressed twice; another key in between takes the warning back", () => {
    for (const [one, wish] of [
      ["c", "copy-text"],
      ["p", "print-below"],
    ] as const) {
      const warned = pressed(LARGE, heard(SHOWN), one);
      expect([warned.wish, warned.view.told?.id]).toEqual([null, one === "c" ? "warn-copy" : "warn-print"]);
      expect(pressed(LARGE, warned.view, one).wish?.type).toBe(wish);
      expect(pressed(LARGE, typed([one, "t", "t"], LARGE), one).wish).toBeNull();
    }
  });

  it("e asks for a window that is large enough, where terminals are known to grow, else says so", () => {
    const grows = windowOf(24, 80, { grows: true });
    expect(pressed(grows, heard(SHOWN), "e").wish).toMatchObject({ type: "grow-terminal", size: { columns: 80 } });
    expect(said(SMALL, typed(["e"]))).toContain(en.keys.whyNot["does-not-grow"]);
  });

  it("the list of keys goes with the next one, which does nothing else", () => {
    const list = typed(["?"]);
    expect(said(SMALL, list)).toContain(en.keys.long["save-picture"]);
    expect(pressed(SMALL, list, "q")).toMatchObject({ left: false, wish: null, view: { keysShown: false } });
    expect(pressed(SMALL, list, "\u0003").left).toBe(true);
  });

  it("what is told in place of the code goes with the next key", () => {
    const full = windowOf(37, 80);
    const view = typed(["c"], full);
    const { alone, lines } = codeLines(full, view, en);
    expect([alone, lines.at(-1)?.includes(en.commands.code.back)]).toEqual([true, true]);
    expect(pressed(full, view, "x", alone)).toMatchObject({ left: false, view: { told: null } });
  });
});

describe("a key that is nowhere but here", () => {
  const LEAVING = ["\r", "\n", "q", "й", "\u001b", "\u0003"];
  const STRAY = ["x", " ", "\u001b[A", "\u001bOA", "\u001bq", "\u001a", "\u0004", "Q", "\u001b[200~q\r\u001b[201~"];

  it("is left with Enter, q, Esc and Ctrl-C alone, and the line of keys says so", () => {
    for (const one of LEAVING) expect([one, pressed(LARGE, heard(ONLY_HERE), one).left]).toEqual([one, true]);
    for (const one of STRAY) expect([one, pressed(LARGE, heard(ONLY_HERE), one).left]).toEqual([one, false]);
    for (const [words, enter] of [
      [en, "Enter leave"],
      [ru, "Enter выйти"],
    ] as const) {
      const footer = drawn(LARGE, heard(ONLY_HERE), words).at(-1);
      expect(footer).toContain(enter);
      expect(footer).not.toContain(words.commands.code.leave);
    }
  });

  it("holds the screen until the code or the text was there whole", () => {
    expect(pressed(SMALL, typed(["t"], SMALL, ONLY_HERE), "q").left).toBe(true);
    for (const one of STRAY) expect(pressed(SMALL, heard(ONLY_HERE), one).view.held).toBe(false);
    for (const one of LEAVING) {
      const held = pressed(SMALL, heard(ONLY_HERE), one);
      expect([one, held.left, held.view.held]).toEqual([one, false, true]);
      expect(said(SMALL, held.view)).toContain(en.screens.code.held);
      // Until there was a moment to read that, nothing leaves.
      expect(pressed(SMALL, held.view, one).left).toBe(false);
      const read = { ...held.view, deaf: false };
      for (const other of STRAY) expect(pressed(SMALL, read, other).left).toBe(false);
      expect(pressed(SMALL, read, one).left).toBe(true);
    }
  });

  it("the warning stands there also where Ctrl-C came while the keys were listed", () => {
    const { view } = pressed(SMALL, typed(["?"], SMALL, ONLY_HERE), "\u0003");
    expect(said(SMALL, view)).toContain(en.screens.code.held);
  });

  it("not that of a file which is kept", () => {
    expect(pressed(SMALL, heard(SHOWN), "q").left).toBe(true);
  });
});

describe("until the code has stood there for a moment", () => {
  const ALL = [...CODE_KEYS.map(({ key: one }) => one), "?", "\r", "q", "x", "\u001b", "\u001b[A"];

  it.each([
    ["of a kept file", SHOWN],
    ["of a key that is nowhere else", ONLY_HERE],
  ])("no key of the screen %s is heard, and none is named", (_which, shown) => {
    const view = codeView(shown);
    for (const window of [null, SMALL, LARGE]) {
      for (const one of ALL) expect(pressed(window, view, one)).toEqual({ view, wish: null, left: false });
    }
    for (const window of [SMALL, LARGE]) expect(drawn(window, view).at(-1)).toBe("");
  });

  it("Ctrl-C ends it where nothing is lost, and not where the key would be", () => {
    for (const window of [null, SMALL, LARGE]) {
      expect(pressed(window, codeView(SHOWN), "\u0003").left).toBe(true);
      expect(pressed(window, codeView(ONLY_HERE), "\u0003").left).toBe(false);
    }
  });
});

describe("keys that come together in one packet", () => {
  it.each([
    ["x\u001b[Aq", ["x", "\u001b[A", "q"]],
    ["\u001b[1;5C\u001bOA\u001b[6~", ["\u001b[1;5C", "\u001bOA", "\u001b[6~"]],
    ["\u001b", ["\u001b"]],
    ["\u001bq\u001b\u001b[A", ["\u001bq", "\u001b\u001b[A"]],
    ["\u001b[200~q\r\u001b[A\u001b[201~й", ["\u001b[200~q\r\u001b[A\u001b[201~", "й"]],
    ["\u001b[200~cut\r", ["\u001b[200~cut\r"]],
    ["\r\r", ["\r", "\r"]],
    ["", []],
  ])("%j: %j", (packet, keys) => {
    expect(keysIn(packet)).toEqual(keys);
  });
});
