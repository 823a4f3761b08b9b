/** What listings of real packet filters tell of one port and of forwarding; any doubt counts as open. */
import { describe, expect, it } from "vitest";
import { forwards, letsIn } from "../../src/checks/firewall.ts";

const PORT = 51820;
const iptables = (...lines: string[]) => ({ nft: null, iptables: ["*filter", ...lines, "COMMIT"].join("\n") });
const UFW = [
  ":INPUT DROP [0:0]",
  ":FORWARD DROP [0:0]",
  "-A INPUT -j ufw-before-input",
  "-A INPUT -j ufw-user-input",
  "-A ufw-before-input -i lo -j ACCEPT",
  "-A ufw-before-input -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT",
  "-A ufw-before-input -p udp -m udp --sport 67 --dport 68 -j ACCEPT",
  "-A ufw-before-input -d 224.0.0.251/32 -p udp -m udp --dport 5353 -j ACCEPT",
];
const table = (...rules: string[]) => `table inet filter {
	chain input {
		type filter hook input priority filter; policy drop;
		ct state established,related accept
		iifname "lo" accept
${rules.map((rule) => `\t\t${rule}\n`).join("")}	}

	chain output {
		type filter hook output priority filter; policy accept;
	}
}
`;

describe("whether the port is let in", () => {
  it.each([
    ["no rules at all", iptables(":INPUT ACCEPT [0:0]"), true],
    ["ufw that does not know it", iptables(...UFW), false],
    ["ufw that does", iptables(...UFW, "-A ufw-user-input -p udp -m udp --dport 51820 -j ACCEPT"), true],
    [
      "a policy of ACCEPT that ends in a REJECT",
      iptables(
        ":INPUT ACCEPT [0:0]",
        "-A INPUT -i lo -j ACCEPT",
        "-A INPUT -j REJECT --reject-with icmp-host-prohibited",
      ),
      false,
    ],
    [
      "the same with the port before it",
      iptables(":INPUT ACCEPT [0:0]", "-A INPUT -p udp --dport 51820 -j ACCEPT", "-A INPUT -j REJECT"),
      true,
    ],
    ["everything from one device", iptables(":INPUT DROP [0:0]", "-A INPUT -i eth0 -j ACCEPT"), true],
    ["loopback alone", iptables(":INPUT DROP [0:0]", "-A INPUT -i lo -j ACCEPT"), false],
    ["all of UDP", iptables(":INPUT DROP [0:0]", "-A INPUT -p udp -j ACCEPT"), true],
    [
      "replies alone",
      iptables(":INPUT DROP [0:0]", "-A INPUT -p udp -m conntrack --ctstate ESTABLISHED -j ACCEPT"),
      false,
    ],
    ["a set that may hold it", iptables(":INPUT DROP [0:0]", "-A INPUT -m set --match-set open dst -j ACCEPT"), true],
    ["the port, dropped", iptables(":INPUT DROP [0:0]", "-A INPUT -p udp --dport 51820 -j DROP"), false],
    ["nftables that does not know it", { nft: table("tcp dport 22 accept"), iptables: null }, false],
    ["nftables that does", { nft: table("udp dport 51820 accept"), iptables: null }, true],
    [
      "a set of ports",
      { nft: table("udp dport { 53, 51800-51900 } counter packets 0 bytes 0 accept"), iptables: null },
      true,
    ],
    ["another set of ports", { nft: table("udp dport { 53, 51800-51819 } accept"), iptables: null }, false],
    ["a named set", { nft: table("udp dport @open accept"), iptables: null }, true],
    ["a match of another kind", { nft: table('xt match "udp" counter accept'), iptables: null }, true],
    ["nothing known", { nft: null, iptables: null }, true],
    ["an empty ruleset", { nft: "", iptables: "" }, true],
  ] as const)("%s", (_, firewall, open) => {
    expect(letsIn(firewall, PORT)).toBe(open);
  });
});

describe("whether the tunnel's packets are forwarded", () => {
  const SHUT = [":INPUT ACCEPT [0:0]", ":FORWARD DROP [0:0]"];
  const names = ["10.77.0.0/24"];
  it.each([
    ["a policy of DROP alone", iptables(...SHUT), false],
    [
      "docker's chains, which name others",
      iptables(...SHUT, "-A FORWARD -o docker0 -j DOCKER", "-A FORWARD -i docker0 ! -o docker0 -j ACCEPT"),
      false,
    ],
    ["the interface by name", iptables(...SHUT, "-A FORWARD -i wg0 -j ACCEPT"), true],
    ["in a chain of ufw's", iptables(...SHUT, "-A ufw-user-forward -i wg0 -j ACCEPT"), true],
    ["its network", iptables(...SHUT, "-A FORWARD -s 10.77.0.0/24 -j ACCEPT"), true],
    ["every tunnel", iptables(...SHUT, "-A FORWARD -i wg+ -j ACCEPT"), true],
    ["everything", iptables(...SHUT, "-A FORWARD -j ACCEPT"), true],
    ["a policy of ACCEPT", iptables(":FORWARD ACCEPT [0:0]"), true],
    ["nftables, without it", { nft: table().replace("hook input", "hook forward"), iptables: null }, false],
    [
      "nftables, with it",
      { nft: table('iifname "wg0" accept').replace("hook input", "hook forward"), iptables: null },
      true,
    ],
    ["nothing known", { nft: null, iptables: null }, true],
  ] as const)("%s", (_, firewall, open) => {
    expect(forwards(firewall, "wg0", names)).toBe(open);
  });
});
