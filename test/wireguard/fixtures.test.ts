/** One file for each row of peer-names.md: read, written back, and every peer taken out again. */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { appendBlock, blockLines, readsBack } from "../../src/wireguard/block.ts";
import { type Conf, editText, parseConf } from "../../src/wireguard/conf.ts";
import { faultsOf } from "../../src/wireguard/grammar.ts";
import { nameFormOf, nameOfPeer } from "../../src/wireguard/names.ts";

const FOLDER = new URL("../fixtures/names/", import.meta.url);
const KEY = "hSDwCYkwp1R0i33ctD73Wg2/Og0mOBr066SpjqqbTmo=";

/** File, convention, the names in it, and the new block for `dora` as the file's own tool would find it. */
const ROWS: readonly (readonly [file: string, form: string, names: readonly string[], block: readonly string[]])[] = [
  ["01-angristan", "angristan", ["alice", "bob-laptop", "carol_2"], ["### Client dora", "[Peer]"]],
  ["02-nyr", "nyr", ["alice", "bob", "carol"], ["# BEGIN_PEER dora", "[Peer]", "# END_PEER dora"]],
  ["03-pivpn", "pivpn", ["alice", "bob@home", "carol"], ["### begin dora ###", "[Peer]", "### end dora ###"]],
  ["03b-pivpn-disabled", "pivpn", ["alice", "bob", "carol"], ["### begin dora ###", "[Peer]", "### end dora ###"]],
  [
    "04-complexorganizations",
    "complexorganizations",
    ["alice", "bob", "carol"],
    ["# dora start", "[Peer]", "# dora end"],
  ],
  ["05-wg-cmd", "wg-cmd", ["alice", "bob.phone", "carol+tab"], ["# peer dora", "[Peer]"]],
  ["06-wg-easy", "wg-easy", ["alice", "Bob's phone (old)", "Кэрол"], ["# Client: dora (3)", "[Peer]"]],
  ["07-wireguard-ui", "wireguard-ui", ["alice", "bob", "carol"], ["# Name:         dora", "[Peer]"]],
  ["08-wg-gen-web", "wg-gen-web", ["alice", "bob tablet", "carol"], ["# dora / - / Updated: - / Created: -", "[Peer]"]],
  ["09-easy-wg-quick", "easy-wg-quick", ["alice", "bob", "carol"], ["# 13: dora > wgclient_dora.conf", "[Peer]"]],
  ["10-wireme", "wireme", ["alice", "bob", "carol"], ["# wireme-name: dora", "[Peer]"]],
  ["11-wireguard-webadmin", "wireguard_webadmin", ["alice", "bob", "carol"], ["# Peer: dora", "[Peer]"]],
  ["12-wg-quickrs", "wg-quickrs", ["alice", "bob", "carol"], ["# Linked Peer: dora", "[Peer]"]],
  ["13-streisand", "streisand", ["alice", "bob", "carol"], ['# "dora" Client Peer', "[Peer]"]],
  ["14-akasha", "akasha", ["alice", "bob", "carol"], ["# --- peer dora ---", "[Peer]"]],
  ["15-above", "above", ["alice", "Bob's phone", "Лена"], ["# dora", "[Peer]"]],
  ["16-wg-show", "wg-show", ["alice", "bob", "carol"], ["## dora (@-)", "[Peer]"]],
  ["17-friendly-name", "friendly_name", ["alice", "bob", "Кэрол"], ["[Peer]", "# friendly_name = dora"]],
  ["18-friendly-json", "friendly_json", ["alice", 'bob "b"', "carol"], ["[Peer]", '# friendly_json = {"name":"dora"}']],
  ["19-wg-portal", "wg-portal", ["alice", "Bob Phone", "carol"], ["[Peer]", "# -WGP- Display name: dora"]],
  ["20-wgdashboard", "wgdashboard", ["alice", "Bob Phone", "carol"], ["[Peer]", "#Name# = dora"]],
  ["21-name-equals", "name-equals", ["alice", "bob.example.com", "carol"], ["[Peer]", "# Name = dora"]],
  ["22-wg-meshconf", "wg-meshconf", ["alice", "bob", "carol"], ["[Peer]", "# Name: dora"]],
  ["23-inside", "inside", ["alice", "bob", "Кэрол"], ["[Peer]", "# dora"]],
  ["24-linuxserver", "linuxserver", ["alice", "peer1", "carol7"], ["[Peer]", "# peer_dora"]],
  ["25-wg-meta", "wg-meta", ["alice", "bob", "carol"], ["[Peer]", "#+Alias = dora"]],
  ["26-wgnames", "wgnames", ["alice", "Bob Phone", "carol"], ["[Peer]", "#Description = dora"]],
  ["27-above-key", "above-key", ["alice", "Bob Phone", "carol"], ["[Peer]", "# dora"]],
  ["28-client-name", "client-name", ["alice", "bob", "carol"], ["# ClientName: dora", "[Peer]"]],
  ["29-founding-note", "founding-note", ["anton_sevnet", "Лена", "bob"], ["[Peer]", "# Публичный ключ пира: dora"]],
];

/** The comment lines that are only read by people or other tools when a peer is taken out, and may stay behind. */
const SHARED = /^# (family|friends)$|^### Clients$|^# my server|^# (Server|Peer: gateway)/;

function read(file: string): string {
  return readFileSync(new URL(`${file}.conf`, FOLDER), "latin1");
}

function without(conf: Conf, at: number): string {
  const peer = conf.peers[at] as Conf["peers"][number];
  return editText(conf, [{ after: peer.from - 1, remove: peer.to - peer.from + 1, insert: [] }]);
}

test("every file of the folder is in the table", () => {
  expect(readdirSync(FOLDER).sort()).toEqual(ROWS.map(([file]) => `${file}.conf`).sort());
});

describe.each(ROWS)("%s", (file, form, names, marks) => {
  const text = read(file);
  const conf = parseConf(text);

  test("its names are read", () => {
    expect(conf.peers.map(({ name }) => name)).toEqual(names);
    expect(conf.peers.map(({ line }) => nameOfPeer(conf.lines, line).name)).toEqual(names);
    expect(conf.peers.map(({ nameForm }) => nameForm)).toEqual(names.map(() => form));
    expect(nameFormOf(conf)).toBe(form);
    expect(conf.peers.map(({ publicKey }) => publicKey?.length)).toEqual([44, 44, 44]);
    expect(faultsOf(conf)).toEqual([]);
  });

  test("its names are read with the line ends of Windows too", () => {
    const windows = parseConf(text.replaceAll("\n", "\r\n"));
    expect(windows.peers.map(({ name, from, to }) => [name, from, to])).toEqual(
      conf.peers.map(({ name, from, to }) => [name, from, to]),
    );
  });

  test("a new peer is written the same way, and read back", () => {
    const block = blockLines(conf, "dora", [
      ["PublicKey", KEY],
      ["AllowedIPs", "10.8.0.9/32"],
    ]);
    const edit = appendBlock(conf, block);
    const after = parseConf(editText(conf, [edit]));
    expect(after.text.startsWith(text)).toBe(true);
    expect(after.peers.map(({ name }) => name)).toEqual([...names, "dora"]);
    expect(after.peers.at(-1)).toMatchObject({ nameForm: form === "above-key" ? "inside" : form, publicKey: KEY });
    expect(block.filter(({ role }) => role === "name" || role === "header").map((line) => line.text)).toEqual(marks);
    expect(block[0]?.role).toBe("blank");
    expect(readsBack(conf, "dora", form)).toBe(true);
  });

  test.each([0, 1, 2])("peer %i is taken out with all that is its own, and nothing else", (at) => {
    const gone = conf.peers[at] as Conf["peers"][number];
    const rest = parseConf(without(conf, at));
    expect(rest.peers.map(({ name }) => name)).toEqual(names.filter((_, other) => other !== at));
    expect(rest.peers.map(({ publicKey, settings }) => [publicKey, settings.map(({ value }) => value)])).toEqual(
      conf.peers
        .filter((_, other) => other !== at)
        .map(({ publicKey, settings }) => [publicKey, settings.map(({ value }) => value)]),
    );
    expect(rest.interface.settings.map(({ value }) => value)).toEqual(
      conf.interface.settings.map(({ value }) => value),
    );
    expect(rest.text).not.toContain(gone.publicKey);
    const own = conf.lines.slice(gone.from - 1, gone.to).filter((line) => line !== "");
    expect(own.filter((line) => SHARED.test(line))).toEqual([]);
    const bare = (conf_: Conf) => conf_.lines.filter((line) => line !== "").length;
    expect(bare(conf) - bare(rest)).toBe(own.length);
    // what stands around the peers belongs to nobody: the heads of files, headings, groups
    const owned = conf.peers.flatMap(({ from, to }) => conf.lines.slice(from - 1, to));
    expect(
      conf.lines.filter(
        (line) =>
          /alice|bob|carol|Кэрол|Лена|@example/.test(Buffer.from(line, "latin1").toString()) && !owned.includes(line),
      ),
    ).toEqual([]);
  });
});

test("a peer that PiVPN switched off keeps its name, key and address", () => {
  const { peers } = parseConf(read("03b-pivpn-disabled"));
  expect(peers.map(({ enabled }) => enabled)).toEqual([true, false, true]);
  expect(peers[1]).toMatchObject({ name: "bob", allowedIPs: ["10.8.0.3/32"] });
  expect(peers[1]?.publicKey).toMatch(/=$/);
  expect(peers[1]?.presharedKey).toMatch(/=$/);
});

test("a file of wg-cmd gets the preshared key before the public key", () => {
  const block = blockLines(parseConf(read("05-wg-cmd")), "dora", [
    ["PublicKey", KEY],
    ["PresharedKey", KEY],
    ["AllowedIPs", "10.8.0.9/32"],
  ]);
  expect(block.filter(({ role }) => role === "setting").map(({ key }) => key)).toEqual([
    "PresharedKey",
    "PublicKey",
    "AllowedIPs",
  ]);
});
