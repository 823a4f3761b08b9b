/** Server files for the oracles: sound ones, and ones with something wrong in them, from a seed. */

const KEYS = [
  "dwdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LCo=",
  "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=",
  "XasIfmJKikt54X+Lg4AO5m87sSkmGLb9HC+LJ/+I4Os=",
  "3p7bfXt9wbTTW2HC7OQ1Nz+DQ8hbeGdNrfx+FG+IK08=",
  "HIgo9xNzJMWLKASShiTqIybxZ0U3wGLiUeJ1PKf8ykw=",
  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
];

export interface Dice {
  /** A whole number from 0 to `count` - 1. */
  below(count: number): number;
  pick<One>(from: readonly One[]): One;
  /** True once in `count` times. */
  once(count: number): boolean;
}

/** Repeatable dice (mulberry32): a failure can be found again by its seed. */
export function dice(seed: number): Dice {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number) => Math.floor(next() * count);
  return {
    below,
    pick: (from) => from[below(from.length)] as (typeof from)[number],
    once: (count) => below(count) === 0,
  };
}

/** Values of each key that both programs take. */
const SOUND: Readonly<Record<string, readonly string[]>> = {
  PrivateKey: KEYS,
  ListenPort: ["51820", "1", "080", "+80", "65536", "99999", "99999999999", "0", "00"],
  FwMark: ["off", "OFF", "0", "0x1f", "4294967295", "010", "0xffffffff", "0x0"],
  Address: ["10.8.0.1/24", "10.8.0.1/24, fd00::1/64", "", "10.8.0.1"],
  DNS: ["1.1.1.1", "1.1.1.1, example.com", ""],
  MTU: ["1420", "", "abc"],
  Table: ["off", "auto", "51820", ""],
  PreUp: ["true", ""],
  PostUp: ["iptables -A FORWARD -i %i -j ACCEPT", 'echo "x # y"', "true && false; a=b", ""],
  PreDown: ["true"],
  PostDown: ["iptables -D FORWARD -i %i -j ACCEPT"],
  SaveConfig: ["true", "false", "TRUE", "False"],
  PublicKey: KEYS,
  PresharedKey: KEYS,
  AllowedIPs: [
    "10.8.0.2/32",
    "10.8.0.2",
    "10.8.0.2/24",
    "10.8.0.3/32, fd00::3/128",
    "10.8.0.3 / 32 ,fd00::3",
    "0.0.0.0/0, ::/0",
    "10.8.0.4/024",
    "10.8.0.4/00",
    "::ffff:1.2.3.4/128",
    "1:2:3:4:5:6:7::/112",
    "::/00",
  ],
  Endpoint: [
    "203.0.113.5:51820",
    "[2001:db8::1]:51820",
    "2001:db8::1:51820",
    "localhost:51820",
    "1.2:80",
    "0x7f.1:80",
    "2130706433:80",
    "1.2.3.4:0",
    "1.2.3.4:65536",
    "1.2.3.4:+80",
    "[1.2.3.4]:80",
    "[fe80::1%1]:80",
    "010.1.1.1:80",
    "1.2.3.4:99999999999999999999999999",
  ].filter((value) => !value.endsWith("9".repeat(26))),
  PersistentKeepalive: ["25", "off", "OFF", "0", "65535", "007", "25 0"],
};

/** Values that one of the programs refuses. */
const WRONG: Readonly<Record<string, readonly string[]>> = {
  PrivateKey: [
    "",
    "abc",
    KEYS[0]?.slice(0, 43) as string,
    "dwdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LCp=",
    `${KEYS[0]}x`,
    KEYS[0]?.replaceAll("+", "-").replace("d", "_") as string,
  ],
  ListenPort: ["", "-1", "-5", "0x50", "off", "51820x", "4294967295", "2147483648", "nosuchservice", "5 x", "1,2"],
  FwMark: ["", "0X12", "-1", "1k", "0x", "4294967296", "0x100000000", "0xg", "on"],
  SaveConfig: ["yes", "1", "", "true false", "truee"],
  PublicKey: ["", "abc", "key", "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTm=="],
  PresharedKey: ["", "off", "x"],
  AllowedIPs: [
    "",
    "10.8.0.2/33",
    "fd00::/129",
    "10.8.0.2/",
    "10.8.0.2/-1",
    "10.8.0.0/255.255.255.0",
    "0/0",
    "10.0.0/24",
    "010.0.0.2",
    "fd00::2%eth0",
    "[fd00::2]",
    "10.8.0.2,",
    ",10.8.0.2",
    "10.8.0.2,,10.8.0.3",
    "10.8.0.2 10.8.0.3",
    "10.8.0.2;10.8.0.3",
    "+10.8.0.2/32",
    "-10.8.0.2/32",
    "example.com",
    "10.8.0.2-10.8.0.9",
    "1:2:3:4:5:6:7:8::",
    "::1::",
    ":1::",
    "1:2",
    "00001::",
    "::1.2.3",
    "256.1.1.1",
    "10.8.0.2/24/3",
    "10.8.0.2/2x",
  ],
  Endpoint: [
    "",
    "203.0.113.5",
    ":51820",
    "203.0.113.5:",
    "[2001:db8::1]51820",
    "[2001:db8::1",
    "[2001:db8::1]:",
    "[]:80",
    "1.2.3.4:-1",
    "1.2.3.4:0x50",
    "1.2.3.4:nosuchservice",
    "1.2.3.4:4294967295",
    "http://1.2.3.4:80",
    "[2001:db8::1%eth9]:80",
    "1.2.3.4.5:80",
    "256.1.1.1:80",
    "2001:db8:::1:80",
    "1.2.3.4:99999999999999999999999999",
    "08.1.1.1:80",
    "1.2.3.4:80/udp",
  ],
  PersistentKeepalive: ["", "65536", "-1", "+25", "25s", "0x19", "25.0", "none", "99999999999999999999999", "2 5 s"],
};

const INTERFACE = [
  "PrivateKey",
  "ListenPort",
  "FwMark",
  "Address",
  "DNS",
  "MTU",
  "Table",
  "PreUp",
  "PostUp",
  "PreDown",
  "PostDown",
  "SaveConfig",
];
const PEER = ["PresharedKey", "AllowedIPs", "Endpoint", "PersistentKeepalive"];

const ODD_LINES = [
  "; a comment",
  "// a comment",
  "[Peers]",
  "[]",
  "[",
  "Name = x",
  "Jc = 4",
  "nonsense",
  "=",
  "= 5",
  "PublicKey",
  "Address",
  "DNS",
  "SaveConfig",
  "PostUp",
  "\\",
  "\xc2\xa0",
  "\x0b\x0c",
  "[Interface]x",
  "[Interface]=x",
  "[Peer]=",
  "Add ress = 10.0.0.1/24",
  "Public Key = hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=",
  "Allowed IPs = 10.8.0.7/32",
  "[ Interface ]",
  "[Pe er]",
  "[Inter face]",
  "\ufeff".replace("\ufeff", "\xef\xbb\xbf"),
];

const HARMLESS_LINES = [
  "",
  "  ",
  "\t",
  "# a comment",
  "#",
  "# \xff\xfe bytes",
  "#[disabled] [Peer]",
  "#[disabled] PublicKey = x",
  "# PublicKey = abc",
  "[Interface]",
  "\r",
];

/** A server's file: a sound one, or one that may have something wrong in it. */
export function mutant(seed: number, sound = false): string {
  const { below, pick, once } = dice(seed);
  const wrongs = sound || once(2) ? 0 : 1 + below(2);
  const setting = (key: string, value: string) => {
    const blank = () => pick(["", " ", " ", " ", "  ", "\t"]);
    const spelled = once(8) ? pick([key.toLowerCase(), key.toUpperCase()]) : key;
    const remark = once(12) ? pick([" # remark", "#x", " #"]) : "";
    return `${once(10) ? blank() : ""}${spelled}${blank()}=${blank()}${value}${once(10) ? blank() : ""}${remark}`;
  };
  const lines: string[] = [];
  const section = (header: string, keys: readonly string[], first: readonly string[]) => {
    lines.push(once(12) ? pick([header.toLowerCase(), ` ${header}`, `${header} # x`, `\t${header}\t`]) : header);
    for (const key of first) lines.push(setting(key, pick(SOUND[key] as readonly string[])));
    for (let count = below(4); count > 0; count--) {
      const key = pick(keys);
      lines.push(setting(key, pick(SOUND[key] as readonly string[])));
      if (once(6)) lines.push(pick(HARMLESS_LINES));
    }
    if (!once(3)) lines.push("");
  };
  if (once(10)) lines.push("# head");
  if (!once(10)) section("[Interface]", INTERFACE, once(8) ? [] : ["PrivateKey"]);
  for (let count = below(4); count > 0; count--) section("[Peer]", PEER, ["PublicKey"]);
  for (let count = wrongs; count > 0; count--) spoil();
  const end = once(8) ? "\r\n" : "\n";
  return lines.join(end) + (once(6) ? "" : end);

  function spoil(): void {
    const at = below(lines.length + 1);
    const key = pick(Object.keys(WRONG));
    switch (below(8)) {
      case 0:
      case 1:
        lines.splice(at, 0, pick(ODD_LINES));
        break;
      case 2:
        lines.splice(at, 0, setting(key, pick(WRONG[key] as readonly string[])));
        break;
      case 3:
      case 4: {
        // a wrong value in the section where the key belongs
        const header = INTERFACE.includes(key) ? /^\s*\[interface\]/i : /^\s*\[peer\]/i;
        const place = lines.findIndex((line) => header.test(line));
        if (place >= 0) lines.splice(place + 1, 0, setting(key, pick(WRONG[key] as readonly string[])));
        break;
      }
      case 5:
        lines.splice(at, 1);
        break;
      case 6: {
        // one character gone, doubled or replaced
        const line = lines[at];
        if (line === undefined || line === "") break;
        const where = below(line.length);
        const sign = pick(["", "", " ", "=", "#", "[", "]", ",", ";", "x", "0", "\r", "\xa0", "\0", "/", ":"]);
        lines[at] = line.slice(0, where) + sign + line.slice(where + below(2));
        break;
      }
      default:
        lines[0] = `${pick(["\xef\xbb\xbf", "\0", " ", "\xa0", "#"])}${lines[0] ?? ""}`;
    }
  }
}
