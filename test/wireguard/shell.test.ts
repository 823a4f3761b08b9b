import { describe, expect, it } from "vitest";
import { commandsOf, hashInside } from "../../src/wireguard/shell.ts";

describe("a hook's commands", () => {
  it.each([
    ["iptables -A FORWARD -i %i -j ACCEPT", [["iptables", "-A", "FORWARD", "-i", "%i", "-j", "ACCEPT"]]],
    ["a; b && c || d | e", [["a"], ["b"], ["c"], ["d"], ["e"]]],
    ["/usr/sbin/ip rule add", [["ip", "rule", "add"]]],
    ["sudo FOO=1 ip link", [["ip", "link"]]],
    ["if ! iptables -C X; then iptables -A X; fi", [["iptables", "-C", "X"], ["iptables", "-A", "X"], ["fi"]]],
    ["echo \"a; b\" 'c && d'", [["echo", "a; b", "c && d"]]],
    ["a # b; c", [["a"]]],
    [
      "a 2>&1 >/dev/null; b &>x",
      [
        ["a", "2>&1", ">/dev/null"],
        ["b", "&>x"],
      ],
    ],
    ["", []],
    ["   ", []],
    ["echo 'open", [["echo", "open"]]],
    [";;", []],
  ])("%s", (line, words) => {
    expect(commandsOf(line).map((command) => command.words)).toEqual(words);
  });

  it("a failure that is caught, or asked about, is no failure", () => {
    const caught = (line: string) => commandsOf(line).map((command) => command.caught);
    expect(caught("ip rule add || true")).toEqual([true, false]);
    expect(caught("ip rule add && true")).toEqual([false, false]);
    expect(caught("if ip rule add; then true; fi")).toEqual([true, false, false]);
  });
});

it.each([
  ["echo a", false],
  ["echo a # b", false],
  ["# b", false],
  ["echo a;# b", false],
  ['echo "a # b"', true],
  ["echo '#'", true],
  ["echo a#b", true],
  ["test $# = 0", true],
  ["echo \\# a", false],
  ['echo "a" # "b # c"', false],
])("a # that bash would not take for a comment: %s", (hook, inside) => {
  expect(hashInside(hook) >= 0).toBe(inside);
});
