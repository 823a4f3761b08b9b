/** The request to the clipboard, as it leaves and as a multiplexer hands it on. */
import { describe, expect, it } from "vitest";
import { copyBytes } from "../../src/terminal/clipboard.ts";

const E = "\u001b";
const TEXT = "[Interface]\nPrivateKey=…\n".repeat(60);

/** What OSC 52 carries. */
function carried(bytes: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control sequences are what it is for
  const base64 = /^\u001b\]52;c;([A-Za-z0-9+/=]+)\u0007$/.exec(bytes)?.[1];
  return Buffer.from(base64 ?? "", "base64").toString("utf8");
}

describe("c: into the clipboard", () => {
  it("carries the text whole, in UTF-8", () => {
    expect(carried(copyBytes(TEXT, null))).toBe(TEXT);
  });

  it("goes to tmux plainly and wrapped: which of the two it takes is its setting", () => {
    const plain = copyBytes(TEXT, null);
    const bytes = copyBytes(TEXT, "tmux");
    expect(bytes.startsWith(plain)).toBe(true);
    const wrapped = bytes.slice(plain.length);
    expect(wrapped.startsWith(`${E}Ptmux;`)).toBe(true);
    expect(wrapped.endsWith(`${E}\\`)).toBe(true);
    expect(wrapped.slice(`${E}Ptmux;`.length, -2).replaceAll(E + E, E)).toBe(plain);
  });

  it("goes through screen in strings that it hands on whole", () => {
    const parts = copyBytes(TEXT, "screen").split(`${E}\\`).slice(0, -1);
    for (const part of parts) {
      expect(part.startsWith(`${E}P`)).toBe(true);
      expect(part.length).toBeLessThanOrEqual(762);
    }
    expect(carried(parts.map((part) => part.slice(2)).join(""))).toBe(TEXT);
  });
});
