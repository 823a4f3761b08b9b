/** Notes: every line has its sentences in both languages, and none is wider than the place where it is drawn. */
import { describe, expect, test } from "vitest";
import { NOTE_IDS, type NoteSubject, noteOf } from "../../src/notes/note.ts";
import { width, wrap } from "../../src/text/width.ts";
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

test("a key finds its note by the place it stands in, in any letter case", () => {
  expect(noteOf("server-peer", "allowedips")).toBe("server-peer/AllowedIPs");
  expect(noteOf("client-peer", "ALLOWEDIPS")).toBe("client-peer/AllowedIPs");
  expect(noteOf("client-peer", "Banana")).toBeNull();
});
