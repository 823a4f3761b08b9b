/** Hooks in words: what a command does is recognised, and what is not is called a command of one's own. */
import { describe, expect, it } from "vitest";
import { hookActs } from "../../src/notes/hooks.ts";
import { en } from "../../src/words/en.ts";
import { ru } from "../../src/words/ru.ts";

const told = (command: string, words = en) =>
  hookActs(command).map((act) => (words.notes.hooks[act.id] as (one: typeof act) => string)(act));

describe("what servers' files have", () => {
  it.each([
    [
      "iptables -A FORWARD -i %i -j ACCEPT; iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE",
      [
        "lets packets out of the tunnel pass this machine (forwarding)",
        "gives packets that leave by eth0 this machine's own address (NAT)",
      ],
    ],
    [
      "iptables -D FORWARD -o wg0 -j ACCEPT || true",
      ["takes back the rule that lets packets into the tunnel pass this machine (forwarding)"],
    ],
    [
      "ip6tables -t nat -A POSTROUTING -o ens3 -j MASQUERADE",
      ["gives packets that leave by ens3 this machine's own address (NAT, in IPv6)"],
    ],
    ["iptables -I INPUT -p udp --dport 51820 -j ACCEPT", ["lets packets to port 51820 of this machine in"]],
    [
      "iptables -t nat -C POSTROUTING -o eth0 -j MASQUERADE 2>/dev/null || iptables -t nat -A POSTROUTING -o eth0 -j MASQUERADE",
      [
        "looks whether there is a rule that gives packets that leave by eth0 this machine's own address (NAT)",
        "gives packets that leave by eth0 this machine's own address (NAT)",
      ],
    ],
    [
      'nft add rule ip nat postrouting oifname "eth0" masquerade',
      ["gives packets that leave by eth0 this machine's own address (NAT)"],
    ],
    ["nft -f /etc/wg.nft", ["changes the packet filter (nft)"]],
    [
      "sysctl -w net.ipv4.ip_forward=1",
      ["switches forwarding of IPv4 on: without it no device gets beyond this machine"],
    ],
    [
      "echo 1 > /proc/sys/net/ipv6/conf/all/forwarding",
      ["switches forwarding of IPv6 on: without it no device gets beyond this machine"],
    ],
    ["ip rule add from 10.0.0.0/24 table 42", ["adds a rule by which routes are chosen"]],
    ["ip -4 route add 192.168.7.0/24 dev %i", ["adds the route to 192.168.7.0/24"]],
    ["wg set %i private-key /etc/wireguard/%i.key", ["gives the interface its private key, from a file of its own"]],
    [
      "resolvectl dns %i 10.77.0.1 && resolvectl domain %i '~corp'",
      ["tells the system whom to ask for names", "tells the system whom to ask for names"],
    ],
    [
      "iptables -t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu",
      ["makes TCP packets small enough for the tunnel (MSS)"],
    ],
  ])("%s", (command, expected) => {
    expect(told(command)).toEqual(expected);
    expect(told(command, ru)).toHaveLength(expected.length);
    expect(told(command, ru).join()).toMatch(/[а-яё]/);
  });
});

describe("what nobody can know from its words", () => {
  const own = (program: string) => [`a command of your own (${program}): what it does only it knows`];

  it.each([
    ["/usr/local/bin/notify.sh %i up # iptables -A FORWARD -i %i -j ACCEPT", "notify.sh"],
    ["echo 'iptables -A FORWARD -j ACCEPT; true'", "echo"],
    ["if [ -e /x ]; then iptables -A FORWARD -i %i -j ACCEPT; fi", "if"],
    ['curl "http://x/?a=1&b=2"', "curl"],
    ['echo "never closed', "echo"],
  ])("%s", (command, program) => {
    expect(told(command)).toEqual(own(program));
  });

  it.each([
    "iptables -A FORWARD ! -i %i -j ACCEPT",
    "iptables -A FORWARD -i %i -o %i -j DROP",
    "ufw route allow in on wg0 out on eth0",
  ])("a rule that says something else is only called a rule: %s", (command) => {
    expect(told(command)).toEqual([expect.stringMatching(/^changes the packet filter \((?:iptables|ufw)\)$/)]);
  });

  it("nothing at all, or what only keeps a failure from counting", () => {
    for (const command of ["", "true", ": ", "# a remark"]) expect(told(command)).toEqual([]);
  });

  it("any text whatever is read to its end", () => {
    for (const text of [
      "'".repeat(5000),
      "$(".repeat(3000),
      "a|".repeat(5000),
      '"\\'.repeat(3000),
      "`;&<>".repeat(2000),
    ])
      expect(Array.isArray(hookActs(text))).toBe(true);
  });
});
