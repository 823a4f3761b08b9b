import { expect, it } from "vitest";
import { fetchLines, type HandedOut } from "../../src/plans/hand-out.ts";

const session = { client: "198.51.100.7", server: "203.0.113.5", port: 22 };
const out = (more: Partial<HandedOut> = {}): HandedOut => ({
  folder: "/home/anna",
  home: true,
  user: "anna",
  names: ["lena.png", "lena.conf"],
  session,
  ...more,
});

it.each([
  ["scp takes both at once", out(), "scp", ["scp anna@203.0.113.5:lena.png anna@203.0.113.5:lena.conf ."]],
  [
    "PuTTY's pscp one after the other",
    out(),
    "pscp",
    ["pscp anna@203.0.113.5:lena.png .", "pscp anna@203.0.113.5:lena.conf ."],
  ],
  [
    "another port, an IPv6 address, one file",
    out({ names: ["lena.conf"], session: { ...session, server: "2001:db8::5", port: 2222 } }),
    "scp",
    ["scp -P 2222 anna@[2001:db8::5]:lena.conf ."],
  ],
  [
    "a folder that is no home by its whole path",
    out({ folder: "/tmp/demo", home: false, names: ["a.conf"] }),
    "scp",
    ["scp anna@203.0.113.5:/tmp/demo/a.conf ."],
  ],
  ["nothing to fetch for who sits at the machine", out({ session: null }), "scp", []],
] as const)("%s", (_name, handedOut, tool, lines) => {
  expect(fetchLines(handedOut, tool)).toEqual(lines);
});
