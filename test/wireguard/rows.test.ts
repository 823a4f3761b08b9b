/**
 * Every row of peer-names.md, with its example as it stands there, between two other peers: whose name it is, and from
 * which line to which the peer's own lines go. Once close together, once with blank lines between.
 */
import { describe, expect, test } from "vitest";
import { byteText, parseConf } from "../../src/wireguard/conf.ts";

const key = (letter: string) => `${letter.repeat(42)}A=`;
const HEAD = ["[Interface]", "Address = 10.8.0.1/24", "ListenPort = 51820"];
const SETTINGS = [`PublicKey = ${key("B")}`, "AllowedIPs = 10.8.0.3/32"];

interface Row {
  readonly row: string;
  readonly form: string;
  readonly name?: string;
  readonly lines: readonly string[];
  /** How many of the first lines are nobody's: a group's heading. */
  readonly shared?: number;
  readonly enabled?: boolean;
}

const above = (row: string, form: string, ...comments: string[]): Row => ({
  row,
  form,
  lines: [...comments, "[Peer]", ...SETTINGS],
});
const inside = (row: string, form: string, ...comments: string[]): Row => ({
  row,
  form,
  lines: ["[Peer]", ...comments, ...SETTINGS],
});
const around = (row: string, form: string, start: string, end: string): Row => ({
  row,
  form,
  lines: [start, "[Peer]", ...SETTINGS, end],
});

const UUID = "8b9f2d63-2c2e-4f0e-9f4a-0c5a2f3b7a11";

const ROWS: readonly Row[] = [
  above("1", "angristan", "### Client alice"),
  around("2", "nyr", "# BEGIN_PEER alice", "# END_PEER alice"),
  around("3", "pivpn", "### begin alice ###", "### end alice ###"),
  {
    row: "3b",
    form: "pivpn",
    lines: ["### begin alice ###", "[Peer]", ...SETTINGS, "### end alice ###"].map((line) => `#[disabled] ${line}`),
    enabled: false,
  },
  around("4", "complexorganizations", "# alice start", "# alice end"),
  {
    row: "5",
    form: "wg-cmd",
    lines: ["# peer alice", "[Peer]", `PresharedKey = ${key("S")}`, ...SETTINGS],
  },
  above("6", "wg-easy", "# Client: alice (3)"),
  above("6 (v14)", "wg-easy", `# Client: alice (${UUID})`),
  {
    row: "7",
    form: "wireguard-ui",
    lines: [
      "# ID:           cm2",
      "# Name:         alice",
      "# Email:        alice@example.com",
      "# Telegram:     ",
      "# Created at:   2024-02-02 10:00:00",
      "# Update at:    2024-02-02 10:00:00",
      "",
      "# Notes:",
      "# her second phone",
      "[Peer]",
      SETTINGS[0] as string,
      "",
      SETTINGS[1] as string,
    ],
  },
  above("8", "wg-gen-web", "# alice / alice@example.com / Updated: 2024-01-02 / Created: 2024-01-01"),
  above("9", "easy-wg-quick", "# 10: alice > wgclient_alice.conf"),
  above("10", "wireme", "# wireme-name: alice"),
  above(
    "10 (all of it)",
    "wireme",
    "# wireme-name: alice",
    "# wireme-created: 2024-05-02",
    "# wireme-profile: full",
    "# wireme-note: lent",
  ),
  above("11", "wireguard_webadmin", "# Peer: alice"),
  above(
    "11 (by hand)",
    "wireguard_webadmin",
    "# Peer: alice",
    "# Email: a@example.com",
    "# Device: phone",
    "# Added: today",
  ),
  above("12", "wg-quickrs", `# Linked Peer: alice (${UUID})`),
  above("13", "streisand", '# "alice" Client Peer'),
  above("14", "akasha", "# --- peer alice ---"),
  above("15", "above", "# alice"),
  { ...above("16", "wg-show", "# family", "## alice (@owner)"), shared: 1 },
  inside("17", "friendly_name", "# friendly_name = alice"),
  inside("17 (close)", "friendly_name", "# friendly_name=alice"),
  inside("18", "friendly_json", '# friendly_json = {"name":"alice"}'),
  inside("19", "wg-portal", "# -WGP- Display name: alice"),
  inside(
    "19 (all of it)",
    "wg-portal",
    `# -WGP- Peer: ${key("B")}`,
    "# -WGP- Created: 2024-01-01",
    "# -WGP- Updated: 2024-01-01",
    "# -WGP- Display name: alice",
    `# -WGP- PrivateKey: ${key("P")}`,
  ),
  {
    row: "17 and 19 (earlier versions)",
    form: "friendly_name",
    lines: [
      `# -WGP- Peer: ${key("B")} / Updated: 2024-01-01 / Created: 2024-01-01`,
      "# -WGP- Peer email: alice@example.com",
      `# -WGP- PrivateKey: ${key("P")}`,
      "[Peer]",
      "# friendly_name = alice",
      ...SETTINGS,
    ],
  },
  inside("20", "wgdashboard", "#Name# = alice"),
  inside("21", "name-equals", "# Name = alice"),
  inside("22", "wg-meshconf", "# Name: alice"),
  inside("23", "inside", "# alice"),
  inside("23 (wireguard-friend)", "inside", "# alice", "# exit-node: x", "# Endpoint will be dynamic (mobile device)"),
  inside("24", "linuxserver", "# peer_alice"),
  { ...inside("24 (numbered)", "linuxserver", "# peer1"), name: "peer1" },
  inside("25", "wg-meta", "#+Alias = alice"),
  inside("25 (name)", "wg-meta", "#+name = alice"),
  inside("25 (description)", "wg-meta", "#+description = alice"),
  inside("26", "wgnames", "#Description = alice"),
  {
    row: "27",
    form: "above-key",
    lines: ["[Peer]", SETTINGS[1] as string, "# alice", SETTINGS[0] as string],
  },
  above("28", "client-name", "# =====", "# ClientName: alice", "# AddedAt: 2024-01-02", "# ====="),
  inside("founding note", "founding-note", "# Публичный ключ пира: alice"),
  {
    row: "founding note (whole)",
    form: "founding-note",
    lines: ["[Peer]", "# Публичный ключ пира: alice", ...SETTINGS, "# PersistentKeepalive НЕ указывается здесь!"],
  },
];

const FIRST = ["[Peer]", `PublicKey = ${key("A")}`, "AllowedIPs = 10.8.0.2/32"];
const LAST = ["[Peer]", `PublicKey = ${key("C")}`, "AllowedIPs = 10.8.0.4/32"];

describe.each(ROWS.map((row) => [row.row, row] as const))("row %s", (_title, row) => {
  test.each([
    ["close to its neighbours", []],
    ["with blank lines around it", [""]],
    ["with several", ["", "", ""]],
  ])("%s", (_how, gap) => {
    const lines = [...HEAD, "", ...FIRST, ...gap, ...row.lines, ...gap, ...LAST];
    const from = HEAD.length + 1 + FIRST.length + gap.length + 1;
    const to = from + row.lines.length - 1;
    const { peers } = parseConf(byteText(`${lines.join("\n")}\n`));
    expect(peers.map((peer) => [peer.publicKey, peer.from, peer.to])).toEqual([
      [key("A"), 5, 7],
      [key("B"), from + (row.shared ?? 0), to],
      [key("C"), to + gap.length + 1, to + gap.length + 3],
    ]);
    expect(peers[1]).toMatchObject({
      name: row.name ?? "alice",
      nameForm: row.form,
      enabled: row.enabled ?? true,
      allowedIPs: ["10.8.0.3/32"],
    });
    expect([peers[0]?.name, peers[2]?.name]).toEqual([null, null]);
  });

  test("between two of its own kind", () => {
    const other = (name: string, letter: string) =>
      row.lines.map((line) => line.replace(/alice(?!@)/g, name).replace(key("B"), key(letter)));
    const gap = /above|angristan|wg-|streisand|akasha|wireme|client-name/.test(row.form) ? [""] : [];
    const lines = [...HEAD, "", ...other("anna", "A"), ...gap, ...row.lines, ...gap, ...other("carla", "C")];
    const { peers } = parseConf(byteText(`${lines.join("\n")}\n`));
    const first = HEAD.length + 2;
    const size = row.lines.length + gap.length;
    expect(peers.map((peer) => [peer.publicKey, peer.from, peer.to])).toEqual(
      ["A", "B", "C"].map((letter, at) => [
        key(letter),
        first + at * size + (row.shared ?? 0),
        first + at * size + row.lines.length - 1,
      ]),
    );
    expect(peers.map(({ name }) => name)).toEqual(
      row.name ? [row.name, row.name, row.name] : ["anna", "alice", "carla"],
    );
  });
});

test("names of the interface itself are no peer's", () => {
  for (const comment of [`# Peer: host (${UUID})`, "# Updated: 2024 / Created: 2024", "# my server"]) {
    const above_ = parseConf(byteText([comment, ...HEAD, "", ...FIRST, ""].join("\n")));
    expect(above_.peers.map(({ name, from }) => [name, from])).toEqual([[null, 6]]);
  }
  for (const comment of ["# host", "# Name: host", "# Name = host"]) {
    const inside_ = parseConf(byteText(["[Interface]", comment, ...HEAD.slice(1), ...FIRST, ""].join("\n")));
    expect(inside_.peers.map(({ name, from }) => [name, from])).toEqual([[null, 5]]);
  }
});
