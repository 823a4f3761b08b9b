/** Notes: every line has its sentences in both languages, and none is wider than the place where it is drawn. */
import { describe, expect, test } from "vitest";
import { absenceOf, NOTE_IDS, type NoteSubject, noteOf } from "../../src/notes/note.ts";
import { quotesOf } from "../../src/notes/quotes.ts";
import { width, wrap } from "../../src/text/width.ts";
import { VOCABULARY } from "../../src/wireguard/vocabulary.ts";
import { notes as en } from "../../src/words/en/notes.ts";
import { notes as ru } from "../../src/words/ru/notes.ts";

const usual: NoteSubject = {
  name: "lena-phone",
  interfaceName: "wg0",
  addresses: "10.77.0.6/32",
  lan: "",
  traffic: "all",
  endpoint: "203.0.113.5:47770",
  listenPort: 47770,
  dns: "1.1.1.1",
  mtu: null,
  keepalive: 25,
};

const v6 = "10.77.0.6/32, fd77:1234:5678:9abc:def0:1234:5678:9abc/128";
const subjects: readonly NoteSubject[] = [
  { ...usual, name: null, endpoint: null, addresses: "", dns: "", traffic: null, keepalive: null },
  ...["a", "lena-phone", "ноутбук-бухгалтерии", "W".repeat(24), "名".repeat(12)].flatMap((name) => [
    { ...usual, name },
    { ...usual, name, addresses: v6, traffic: "all4" as const, dns: "2606:4700:4700::1111, 2606:4700:4700::1001" },
    {
      ...usual,
      name,
      lan: "192.168.7.0/24, fd12:3456:789a::/48",
      traffic: "list" as const,
      keepalive: 65535,
      mtu: "1280",
    },
    { ...usual, name, block: { keepalive: 25, dials: false } },
    { ...usual, name, block: { keepalive: 65535, dials: true } },
    { ...usual, name, traffic: "vpn" as const, keepalive: null, dns: "" },
    { ...usual, name, traffic: "all" as const, keepalive: null, dns: "" },
  ]),
];

describe.each([
  ["English", en],
  ["Russian", ru],
])("notes in %s", (language, notes) => {
  test.each(NOTE_IDS)("%s fits the room it is drawn in", (id) => {
    for (const subject of subjects) {
      const { brief, full, long } = notes.lines[id];
      const told = `${subject.name}: ${brief(subject)} / ${full(subject)}`;
      expect(width(brief(subject)), told).toBeLessThanOrEqual(52);
      expect(wrap(full(subject), 78).length, told).toBeLessThanOrEqual(3);
      expect(long(subject).length, told).toBeGreaterThan(full(subject).length);
      for (const text of [brief(subject), full(subject), long(subject)]) {
        expect(text, told).not.toMatch(/undefined|null|NaN|!|\s\s|^\s|\s$/);
      }
    }
  });

  test("every key has a line for the list of them", () => {
    expect(Object.keys(notes.keys)).toEqual(VOCABULARY.map(({ key }) => key));
    for (const said of Object.values(notes.keys)) expect(width(said)).toBeLessThanOrEqual(56);
  });

  test("a whole note fits a window of 80x24, what the programs say with it", () => {
    for (const id of NOTE_IDS) {
      for (const subject of subjects) {
        const rows = wrap(notes.lines[id].long(subject), 78).length;
        const quotes = quotesOf(id.replace(/^.*\//, "")).flatMap((quote) => [
          ...wrap(notes.quote(quote), 78),
          quote.says,
        ]);
        expect(rows + quotes.length, id).toBeLessThanOrEqual(19);
      }
    }
  });

  test("no note sounds like another language", () => {
    for (const id of NOTE_IDS) {
      const words = `${notes.lines[id].full(usual)} ${notes.lines[id].long(usual)}`;
      if (language === "English") expect(words).not.toMatch(/[а-яё]/i);
      else expect(words).toMatch(/[а-яё]{3}/i);
    }
  });

  test("an ordinary name is said in the sentences, not replaced", () => {
    const said = NOTE_IDS.filter((id) => notes.lines[id].full(usual).includes("lena-phone"));
    expect(said.length).toBeGreaterThan(13);
  });

  test("before it has a name, it is the device", () => {
    const [nobody] = subjects as [NoteSubject];
    for (const id of NOTE_IDS) expect(notes.lines[id].full(nobody)).not.toContain("lena");
    expect(notes.lines["server-peer/PublicKey"].brief(nobody)).toMatch(
      language === "English" ? /the device$/ : /устройство$/,
    );
  });

  test("the keepalive in the device's file says whom a file tells what to do, and what it is needed for", () => {
    const full = notes.lines["client-peer/PersistentKeepalive"].full(usual);
    expect(full).toContain(notes.law);
    expect(full).toContain(language === "English" ? "reached while it is silent" : "пока оно молчит");
  });

  test("the gap in the server's block says that the server can hold a way but not reopen it", () => {
    const { full } = notes.lines["server-peer/no-PersistentKeepalive"];
    expect(full(usual)).toMatch(
      language === "English" ? /hold a way open but never reopen one/ : /удержать, но не открыть заново/,
    );
  });

  test("AllowedIPs has one meaning on both sides: what is behind the peer", () => {
    const begin =
      language === "English"
        ? "AllowedIPs names what is behind a peer."
        : "AllowedIPs говорит, что находится за пиром.";
    for (const subject of subjects) {
      expect(notes.lines["server-peer/AllowedIPs"].full(subject)).toContain(begin);
      expect(notes.lines["client-peer/AllowedIPs"].full(subject)).toContain(begin);
    }
  });

  test("a counterpart that is not shown is named by its line", () => {
    const told = notes.counterpart({ line: 4, key: "ListenPort", file: "wg0.conf" });
    expect(told).toContain("ListenPort");
    expect(told).toContain("4");
    expect(width(told)).toBeLessThanOrEqual(78);
  });
});

describe("the keepalive in a block of the server", () => {
  const told = (lines: typeof en, dials: boolean) =>
    lines.lines["server-peer/PersistentKeepalive"].long({ ...usual, block: { keepalive: 15, dials } });

  test("without an Endpoint nothing is sent before the peer has called, and the line is in the wrong file", () => {
    expect(told(en, false)).toMatch(/after 15 s .* until lena-phone has called once, nothing at all/);
    expect(told(ru, false)).toMatch(/после 15 с .* пока тот не обратился ни разу, ничего/);
    expect(en.lines["server-peer/PersistentKeepalive"].full(usual)).toContain("belongs in the device's file");
  });

  test("with an Endpoint it is said when it is right", () => {
    expect(told(en, true)).toContain("behind NAT without a forwarded port");
    expect(told(ru, true)).toContain("за NAT без проброса порта");
    expect(told(en, true)).not.toContain("nothing at all");
  });

  test("either way: no end of knocking, twice the packets, the device's own held back", () => {
    for (const dials of [true, false]) {
      expect(told(en, dials)).toMatch(/every 5 s, twenty of them, a pause of 25 s.*both send.*hold back/);
      expect(told(ru, dials)).toMatch(/каждые 5 с, двадцать подряд, пауза 25 с.*шлют оба.*откладывают/);
    }
  });
});

describe("what wireguard-semantics.md §8.2 lists as often said and false", () => {
  const all = [en, ru].flatMap((notes) => [
    ...NOTE_IDS.flatMap((id) =>
      subjects.flatMap((subject) => [notes.lines[id].full(subject), notes.lines[id].long(subject)]),
    ),
    notes.founding.short,
    ...notes.founding.parts.map(({ text }) => text),
  ]);

  test.each([
    ["wg-quick refuses loose permissions", /wg-quick refuses (?:a file|it|to)|wg-quick не запустит/],
    ["overlapping AllowedIPs are undefined", /undefined|не определено|непредсказуем/],
    ["no handshake for two minutes is down", /2 min|two minutes|две минуты|2 минут/],
    [
      "every client behind NAT needs keepalive",
      /(?:every|each) (?:client|device) behind NAT (?:needs|has to)|любому .* за NAT нужн/,
    ],
    ["a missing line switches keepalive off at a reload", /reload (?:turns|switches) it off/],
    ["PostDown runs before the interface is gone", /PostDown (?:runs|is run) (?:just )?before/],
  ])("is nowhere said: %s", (_what, pattern) => {
    expect(all.filter((text) => pattern.test(text))).toEqual([]);
  });
});

test("every key that wg and wg-quick know has a note in each place where it can stand, and no other has one", () => {
  const places = VOCABULARY.flatMap(({ key, section }) =>
    (["server", "client"] as const).map((role) => `${role}-${section}/${key}`),
  );
  expect(places.filter((id) => !NOTE_IDS.some((known) => known === id))).toEqual([]);
  const beside = /\/(?:header|name|clients-dial|PrivateKey-elsewhere|no-\w+)$/;
  expect(NOTE_IDS.filter((id) => !beside.test(id) && !places.includes(id))).toEqual([]);
  expect(new Set(NOTE_IDS).size).toBe(NOTE_IDS.length);
});

test("a line that is left out on purpose is told by the note for its absence", () => {
  expect(absenceOf("server-peer", "PersistentKeepalive")).toBe("server-peer/no-PersistentKeepalive");
  for (const key of ["Endpoint", "Address", "DNS"]) expect(absenceOf("server-peer", key)).toBe("server-peer/no-others");
  for (const key of ["ListenPort", "PostUp"])
    expect(absenceOf("client-interface", key)).toBe("client-interface/no-others");
  expect(absenceOf("client-peer", "PublicKey")).toBeNull();
});

test("a key finds its note by the place it stands in, in any letter case", () => {
  expect(noteOf("server-peer", "allowedips")).toBe("server-peer/AllowedIPs");
  expect(noteOf("client-peer", "ALLOWEDIPS")).toBe("client-peer/AllowedIPs");
  expect(noteOf("client-peer", "Banana")).toBeNull();
});
