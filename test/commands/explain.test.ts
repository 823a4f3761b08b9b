/** `wg-wizard explain`: keys, files and standard input as plain text, without secrets, root or a server. */
import { describe, expect, it } from "vitest";
import { nearestKey } from "../../src/notes/nearest.ts";
import { readerOf } from "../../src/notes/reader.ts";
import { width } from "../../src/text/width.ts";
import { byteText, parseConf } from "../../src/wireguard/conf.ts";
import { keyPairFrom, presharedKeyFrom } from "../../src/wireguard/key.ts";
import { VOCABULARY } from "../../src/wireguard/vocabulary.ts";
import { FIVE_PEERS } from "../screens/states.ts";
import { SERVER_PAIR } from "../wizard/world.ts";
import { machine, ran } from "./context.ts";

const PAIR = keyPairFrom(new Uint8Array(32).fill(3));
const PSK = presharedKeyFrom(new Uint8Array(32).fill(4));
const DEVICE = `[Interface]
PrivateKey = ${PAIR.privateKey}
Address = 10.77.0.20/32

[Peer]
PublicKey = ${SERVER_PAIR.publicKey}
PresharedKey = ${PSK}
AllowedIPs = 0.0.0.0/0
Endpoint = 203.0.113.5:47770
PersistentKeepalive = 25
`;

const said = async (args: readonly string[], lang: "en" | "ru" = "en", input = "") =>
  ran(machine({ files: {} }), ["explain", ...args], { lang, input });
/** The text without its line breaks. */
const oneLine = (text: string) => text.replace(/\s+/g, " ");

describe("without an argument", () => {
  it.each(["en", "ru"] as const)("every key in a line, and the sentence that carries them, in %s", async (lang) => {
    const { status, out } = await said([], lang);
    expect(status).toBe(0);
    for (const { key } of VOCABULARY) expect(out).toMatch(new RegExp(`^${key} +[a-zа-я]`, "m"));
    expect(out).toMatch(lang === "en" ? /^A file tells the machine/ : /^Файл говорит той машине/);
  });
});

describe("a key", () => {
  it.each(VOCABULARY.map(({ key }) => key))("%s is told for both files, within 80 columns", async (key) => {
    for (const lang of ["en", "ru"] as const) {
      const { status, out } = await said([key.toLowerCase()], lang);
      expect(status).toBe(0);
      expect(out.startsWith(key)).toBe(true);
      expect(out).toContain(lang === "en" ? "\nIn the server's file, [" : "\nВ файле сервера, [");
      expect(out).toContain(lang === "en" ? "\nIn a device's file, [" : "\nВ файле устройства, [");
      expect(out).toContain("Line unrecognized: `");
      for (const line of out.split("\n")) expect(width(line), line).toBeLessThanOrEqual(80);
      expect(out).not.toMatch(/undefined|null|NaN/);
    }
  });

  it("says why it is not in the other file", async () => {
    const { out } = await said(["ListenPort"]);
    expect(out).toContain("Where a device's file does not have it");
    expect(oneLine(out)).toContain("so it takes any free port");
  });

  it("one that is misspelt: the nearest is offered, status 2", async () => {
    const { status, out, err } = await said(["PersistentKepalive"]);
    expect([status, out]).toEqual([2, ""]);
    expect(err).toContain("Did you mean PersistentKeepalive?");
    expect((await said(["Zebra"])).err).not.toContain("Did you mean");
    expect((await said(["Jc"])).err).toContain("AmneziaWG");
    expect((await said(["DNS", "MTU"])).status).toBe(2);
  });

  it.each([
    ["allowedip", "AllowedIPs"],
    ["keepalive", "PersistentKeepalive"],
    ["PreSharedKeys", "PresharedKey"],
    ["adress", "Address"],
    ["dnss", "DNS"],
    ["banana", null],
    ["", null],
    ["x".repeat(100_000), null],
  ])("%.20s: %s", (typed, key) => {
    expect(nearestKey(typed)).toBe(key);
  });
});

/** The questions of the founding note, and what an answer to each has in it, with the corrections (§5.5). */
const FOUNDING: readonly [question: string, english: RegExp, russian: RegExp][] = [
  [
    "Почему на сервере нет PersistentKeepalive?",
    /Why is there no PersistentKeepalive on my server\? Because the device has to send it/,
    /Почему на сервере нет PersistentKeepalive\? Потому что слать его должно устройство/,
  ],
  ["Что такое PersistentKeepalive?", /sends the other one empty packet: 32 bytes/, /один пустой пакет: 32 байта/],
  [
    "Почему это нужно? (и файрвол без NAT, и IPv6)",
    /NAT, and a firewall without NAT as well, in IPv6 too, lets packets in/,
    /NAT, а равно и файрвол без NAT, в IPv6 тоже, впускает пакеты/,
  ],
  [
    "Где указывается? (любая машина может; место ему в файле клиента)",
    /any machine may have the line for any peer/,
    /может быть у любой машины для любого пира/,
  ],
  [
    "Пример правильной конфигурации",
    /AllowedIPs = 10\.77\.0\.2\/32 AllowedIPs = 0\.0\.0\.0\/0, ::\/0 Endpoint = \S+ PersistentKeepalive = 25/,
    /AllowedIPs = 10\.77\.0\.2\/32 AllowedIPs = 0\.0\.0\.0\/0, ::\/0 Endpoint = \S+ PersistentKeepalive = 25/,
  ],
  [
    "Что означает значение 25? (отправленные и принятые)",
    /25 seconds after the last packet, sent or received/,
    /25 секунд после последнего пакета, отправленного или принятого/,
  ],
  ["Если на сервере нет, это нормально", /nothing is missing: it is right so/, /ничего не пропущено: так и надо/],
  [
    "Сервер имеет статический адрес (дело в порте, не в адресе)",
    /its port can be reached without its having sent anything.* Whether its address is a fixed one does not matter/,
    /до его порта можно достучаться.* Постоянный ли у него адрес, неважно/,
  ],
  [
    "Сервер не отправляет keepalive (квитанции шлёт)",
    /a receipt, once, 10 seconds after data/,
    /квитанцию, один раз, через 10 секунд после данных/,
  ],
  [
    "Клиент за NAT должен иметь (только чтобы до него достучаться)",
    /A device that only calls out needs none, not even behind NAT/,
    /Устройству, которое лишь обращается само, это не нужно и за NAT/,
  ],
  [
    "Скрипт добавляет 25 сам",
    /wg-wizard add asks, and suggests 25/,
    /wg-wizard add об этом спрашивает и предлагает 25/,
  ],
  [
    "Дополнение: что будет, если указать на сервере",
    /twice the packets.*hold back the device's own.*2\.4 MB a day.*before 1\.0\.20260223 .* persistent-keepalive 0/,
    /пакетов вдвое больше.*откладывают собственные.*2,4 МБ в сутки.*до 1\.0\.20260223 .* persistent-keepalive 0/,
  ],
  ["Дополнение: когда он там нужен", /its block then has an Endpoint/, /в блоке тогда есть Endpoint/],
];

describe("the founding note's questions find their answers", () => {
  it.each(FOUNDING)("%s", async (_question, english, russian) => {
    expect(oneLine((await said(["PersistentKeepalive"])).out)).toMatch(english);
    expect(oneLine((await said(["PersistentKeepalive"], "ru")).out)).toMatch(russian);
  });
});

describe("a file", () => {
  it("a device's: each line once in full, what it leaves out, and no secret", async () => {
    const { status, out } = await said(["-"], "en", DEVICE);
    expect(status).toBe(0);
    expect(oneLine(out)).toContain("Standard input is read here as a device's file: it calls its peer at an Endpoint.");
    for (const line of DEVICE.split("\n").filter((text) => !/Key = |^$/.test(text)))
      expect(out).toContain(`  ${line}\n`);
    expect(out).toContain("  2  PrivateKey = ••••••••\n");
    expect(out).toContain("·  no DNS\n");
    expect(oneLine(out)).toContain("Behind this server is all of IPv4");
    expect(out).not.toContain(PAIR.privateKey);
    expect(out).not.toContain(PSK);
  });

  it("a server's: hooks in words, names, the full note first and the brief one from then on", async () => {
    const server = FIVE_PEERS.replace(
      "\n\n[Peer]",
      "\nPostUp = iptables -A FORWARD -i %i -j ACCEPT; /opt/own.sh\n\n[Peer]",
    );
    const host = machine({ files: { "/home/a/wg0.conf": byteText(server) } });
    const { status, out } = await ran(host, ["explain", "/home/a/wg0.conf"], {});
    expect(status).toBe(0);
    expect(oneLine(out)).toContain("wg0.conf is read here as a server's file");
    expect(out).toContain("- lets packets out of the tunnel pass this machine (forwarding)");
    expect(out).toContain("- a command of your own (own.sh)");
    expect(oneLine(out)).toContain("All that follows tells the server about anton_sevnet");
    expect(out).toContain("from here on: what the server knows of nas");
    expect(out.match(/The one to send is the device/g)).toHaveLength(1);
    expect(out).not.toContain(SERVER_PAIR.privateKey);
    expect(out).toContain("Публичный ключ пира: Дача, роутер");
  });

  it("a line that wg would refuse: why, and in its own words", async () => {
    const { status, out } = await said(["-"], "en", `${DEVICE}Banana = 5\nAllowedIPs = 10.77.0/24\n`);
    expect(status).toBe(0);
    expect(out).toContain("! [Peer] has no key Banana.");
    expect(out).toContain("wg says: Line unrecognized: `Banana=5'");
    expect(out).toContain("wg says: Unable to parse IP address: `10.77.0'");
  });

  it("a private key behind the wrong word stays hidden too", async () => {
    const wrong = ["AllowedIPs", "Endpoint", "PersistentKeepalive", "PublicKey"].map(
      (key) => `${key} = ${PAIR.privateKey}`,
    );
    const { out } = await said(
      ["-"],
      "en",
      `[Interface]\nPrivateKey = ${PAIR.privateKey}\n[Peer]\n${wrong.join("\n")}\n`,
    );
    expect(out).not.toContain(PAIR.privateKey);
    expect(out).toContain("PublicKey = …");
  });

  it("secrets stay hidden wherever they stand: switched off, in a comment, in a hook, half a key", async () => {
    const hidden = [
      `#[disabled] PresharedKey = ${PSK}`,
      `# PrivateKey: ${PAIR.privateKey}`,
      `PostUp = wg set %i private-key <(echo ${PAIR.privateKey})`,
      `PreUp = wg set %i preshared-key ${PSK}`,
      `PrivateKey = ${PAIR.privateKey.slice(0, 40)}`,
      `Private Key = ${PSK}`,
    ];
    const loose = [`PrivateKey ${PAIR.privateKey.slice(0, 42)}`, `# ${PSK}`, `; old ${PAIR.privateKey}`, PSK];
    const { out } = await said(["-"], "en", `[Interface]\n${[...hidden, ...loose].join("\n")}\n`);
    expect(out).not.toContain(PAIR.privateKey.slice(0, 40));
    expect(out).not.toContain(PSK.slice(0, 40));
    expect(out.match(/•{8}/g)?.length).toBe(hidden.length);
  });

  it("escapes in a comment do not reach the terminal, and any bytes are read", async () => {
    const { status, out } = await said(
      ["-"],
      "en",
      "[Peer]\n# of\u001b]0;x\u0007fice\nPublicKey = \xff\0\nPostUp = \u001b[2J\n",
    );
    expect(status).toBe(0);
    expect([...out].filter((sign) => sign < " " && sign !== "\n")).toEqual([]);
  });

  it("an empty one, one of comments alone, one that is not there", async () => {
    expect((await said(["-"], "en", "")).status).toBe(0);
    expect((await said(["-"], "en", "# nothing\n")).out).toContain("# nothing");
    const { status, err } = await said(["./gone.conf"]);
    expect(status).toBe(1);
    expect(err).toContain("./gone.conf");
  });

  it.each([
    ["the founding note's server", FIVE_PEERS, "server", "called"],
    ["a device's", DEVICE, "client", "calls"],
    ["a device's with a port of its own", DEVICE.replace("Address", "ListenPort = 5\nAddress"), "client", "calls"],
    [
      "a server that dials another",
      DEVICE.replace("Address", "ListenPort = 5\nAddress").replace("0.0.0.0/0", "10.0.0.0/24"),
      "server",
      "port",
    ],
    ["no peers", "[Interface]\nListenPort = 5\n", "server", "alone"],
    ["no peers, but DNS", "[Interface]\nDNS = 1.1.1.1\n", "client", "alone"],
  ])("whose it is: %s", (_what, text, role, sign) => {
    expect(readerOf(parseConf(byteText(text)))).toEqual({ role, sign });
  });

  it("a terminal without UTF-8 gets ASCII signs", async () => {
    const { context, out } = (await import("./context.ts")).caught(machine({ files: {} }), { input: DEVICE });
    const { explain } = await import("../../src/commands/explain.ts");
    await explain.run(["-"], { ...context, abilities: { ...context.abilities, utf8: false } });
    expect(out()).toMatch(/^[\x20-\x7e\n]*$/);
  });
});
