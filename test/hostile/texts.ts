/** Texts that somebody could type, paste or leave in a file to fool a terminal, a reader or a parser. */

const chars = (...codes: number[]) => String.fromCodePoint(...codes);
const ESC = chars(0x1b);
const BEL = chars(0x07);
const FAMILY = "👨‍👩‍👧‍👦";

export const TEXTS: Readonly<Record<string, string>> = {
  "an ANSI colour": `${ESC}[31mred${ESC}[0m`,
  "an ANSI jump of the cursor": `a${ESC}[2J${ESC}[1;1Hb`,
  "an OSC title": `${ESC}]0;owned${BEL}x`,
  "an OSC 52 clipboard": `${ESC}]52;c;cm0gLXJmIH4=${ESC}\\`,
  "an OSC 8 link": `${ESC}]8;;https://evil.example${ESC}\\click${ESC}]8;;${ESC}\\`,
  "a DCS": `${ESC}P1$r0m${ESC}\\`,
  "C1 controls": `a${chars(0x9b)}31mb${chars(0x9d)}0;x${chars(0x9c)}`,
  "every C0 control": `a${chars(...Array.from({ length: 31 }, (_, at) => at + 1))}b`,
  "a backspace that overwrites": `anna${chars(8, 8, 8, 8)}evil`,
  "a carriage return": "anna\revil",
  DEL: `a${chars(0x7f)}b`,
  "a bidi override": `${chars(0x202e)}fnoc.0gw`,
  "bidi isolates": `${chars(0x2066)}a${chars(0x2069)}${chars(0x2067)}b`,
  "bidi marks": `a${chars(0x200e)}b${chars(0x200f)}c${chars(0x061c)}d`,
  "a line separator": `a${chars(0x2028)}[Peer]${chars(0x2029)}b`,
  "a next line": `a${chars(0x85)}[Peer]`,
  "a zero width space": `an${chars(0x200b)}na`,
  "a byte order mark": `${chars(0xfeff)}anna`,
  "a soft hyphen": `an${chars(0xad)}na`,
  "a half of a surrogate pair": `a${chars(0xd800)}b`,
  "tag characters": `a${chars(0xe0001, 0xe0041, 0xe007f)}b`,
  "a new line and a section":
    "x\n[Peer]\nPublicKey = AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nAllowedIPs = 0.0.0.0/0",
  "a carriage return and a hook": "x\r\nPostUp = touch /tmp/owned",
  "a section": "[Peer]",
  "the other section": "[Interface]",
  "a key": "PublicKey = AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
  "a hook": "PostUp = touch /tmp/owned",
  "a comment": "# friendly_name = mallory",
  "a name in another tool's form": "### Client mallory",
  "the end of a tool's mark": "# END_PEER mallory",
  "an equals sign": "= x",
  "a hash in the middle": "a#b",
  "a shell's substitution": "$(touch /tmp/owned)`id`;&|<>",
  "a format": "%s%n%x",
  "a path": "../../etc/passwd",
  "a backslash at the end": "a\\",
  JSON: '","x":{"y',
  "10 kB of text": "A".repeat(10_240),
  "10 kB of emoji": FAMILY.repeat(400),
  "a pile of marks": `e${chars(0x0301).repeat(300)}`,
  "marks alone": chars(0x0301, 0x20dd, 0x0489),
  "a letter with a mark": `Zu${chars(0x0308)}rich`,
  "an emoji family": `${FAMILY} anna`,
  "an emoji with a skin and a job": "👩🏽‍🚀",
  flags: "🇷🇺🇩🇪",
  "a keycap": `1${chars(0xfe0f, 0x20e3)}`,
  "wide letters": "日本語の名前",
  "half-wide letters": "ｱｲｳ",
  "a wide ligature": "﷽",
  "Arabic and Hebrew": "مرحبا שלום",
  "Thai and Devanagari": "ที่ กำ क्षि",
  Zalgo: "Z̸̧̢̛͎̹̪̫͖͉̗̖͓͉̲̲̯̪̰a̷l̶g̴o",
  "private use": chars(0xe000, 0xf8ff),
  "a Hangul filler": chars(0x3164, 0x115f),
  "blanks of many kinds": chars(0xa0, 0x2003, 0x3000, 0x202f),
  "nothing but blanks": "   ",
  "an option": "--mallory",
};

/** C0 but the line end, C1, DEL, separators of lines, bidi controls, halves of pairs. */
const RAW =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters it looks for
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** The first raw character with what stands around it; null where a terminal comes to no harm. */
export function rawIn(text: string): string | null {
  const found = RAW.exec(text);
  if (!found) return null;
  return JSON.stringify(text.slice(Math.max(0, found.index - 20), found.index + 20));
}
