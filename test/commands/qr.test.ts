/** `wg-wizard qr` without a terminal: pictures into files and pipes, and why there is none. */
import { beforeAll, describe, expect, it } from "vitest";
import { smallestText } from "../../src/wireguard/client.ts";
import { byteText, parseConf } from "../../src/wireguard/conf.ts";
import { keyPairFrom } from "../../src/wireguard/key.ts";
import { decodePixels, prepareDecoders } from "../qr/decoders.ts";
import { pngPixels } from "../qr/protocols.ts";
import { FOUNDING_CONF } from "../wizard/world.ts";
import { machine, PATH, ran } from "./context.ts";

beforeAll(prepareDecoders);

const OWN = keyPairFrom(new Uint8Array(32).fill(5));
const CLIENT = `[Interface]\nPrivateKey = ${OWN.privateKey}\nAddress = 10.77.0.2/32\n\n[Peer]\nPublicKey = ${keyPairFrom(new Uint8Array(32).fill(6)).publicKey}\nAllowedIPs = 0.0.0.0/0\nEndpoint = 203.0.113.5:51820\n`;
const CODE = smallestText(parseConf(CLIENT));
const FILES = { [PATH]: byteText(FOUNDING_CONF), "/root/lena.conf": CLIENT };

const read = async (png: string) => decodePixels(pngPixels(Buffer.from(png, "latin1")));

describe("a picture", () => {
  it("goes to standard output as PNG, without a word beside it", async () => {
    const { status, out, err } = await ran(machine({ files: FILES }), ["qr", "/root/lena.conf", "--png", "-"]);
    expect([status, err]).toEqual([0, ""]);
    expect(await read(out)).toEqual({ cpp: CODE, java: CODE });
  });

  it("goes to standard output as SVG", async () => {
    const { status, out } = await ran(machine({ files: FILES }), ["qr", "/root/lena.conf", "--svg=-"]);
    expect(status).toBe(0);
    expect(out).toMatch(/^<svg [^>]*>.*<\/svg>\n$/s);
    expect(out).not.toContain("\u001b");
  });

  it.each(["en", "ru"] as const)("goes into new files, and what it is stands on stderr, in %s", async (lang) => {
    const host = machine({ files: FILES });
    const { status, out, err } = await ran(
      host,
      ["qr", "/root/lena.conf", "--png", "/root/a.png", "--svg", "/root/a.svg"],
      {
        lang,
      },
    );
    expect([status, out]).toEqual([0, ""]);
    expect(err.split("\n").filter(Boolean)).toHaveLength(2);
    expect((await read(host.text("/root/a.png") ?? "")).cpp).toBe(CODE);
    expect(host.text("/root/a.svg")).toContain("<svg");
  });

  it("never overwrites", async () => {
    const host = machine({ files: { ...FILES, "/root/a.png": "mine" } });
    const { status, err } = await ran(host, ["qr", "/root/lena.conf", "--png", "/root/a.png"]);
    expect(status).toBe(1);
    expect(err).toContain("/root/a.png");
    expect(host.text("/root/a.png")).toBe("mine");
  });

  it("of a file that comes on standard input", async () => {
    const { out } = await ran(machine(), ["qr", "-", "--png", "-"], { input: CLIENT });
    expect((await read(out)).cpp).toBe(CODE);
  });

  it("only one can go to standard output", async () => {
    const { status, out } = await ran(machine({ files: FILES }), ["qr", "/root/lena.conf", "--png", "-", "--svg", "-"]);
    expect([status, out]).toEqual([2, ""]);
  });

  it.each(["en", "ru"] as const)("without one a pipe gets nothing, and the ways are named, in %s", async (lang) => {
    const { status, out, err } = await ran(machine({ files: FILES }), ["qr", "/root/lena.conf"], { lang });
    expect([status, out]).toEqual([2, ""]);
    expect(err).toContain("--png -");
  });
});

describe("no code", () => {
  it.each(["en", "ru"] as const)(
    "of a peer whose file is not kept: why its key cannot come back, and how it gets another, in %s",
    async (lang) => {
      const { status, out, err } = await ran(machine({ files: FILES }), ["qr", "anton_sevnet", "--png", "-"], { lang });
      expect([status, out]).toEqual([1, ""]);
      expect(err).toContain(lang === "en" ? "only the public half" : "только публичную половину");
      expect(err).toContain("\n  wg-wizard rotate anton_sevnet\n");
    },
  );

  it("of a value that is no ASCII: the key is named", async () => {
    const file = byteText(CLIENT.replace(/PublicKey = .*/, "PublicKey = ключ"));
    const { status, out, err } = await ran(machine({ files: { "/root/a.conf": file } }), [
      "qr",
      "/root/a.conf",
      "--svg",
      "-",
    ]);
    expect([status, out]).toEqual([1, ""]);
    expect(err).toContain("PublicKey");
  });

  it("of a file that is too long: by how much, and without what it would not be", async () => {
    const long = CLIENT.replace(
      "0.0.0.0/0",
      Array.from({ length: 260 }, (_, at) => `10.${at % 256}.0.0/16`).join(", "),
    );
    const over = smallestText(parseConf(long)).length - 2953;
    const { status, err } = await ran(machine({ files: { "/root/a.conf": long } }), [
      "qr",
      "/root/a.conf",
      "--png",
      "-",
    ]);
    expect(status).toBe(1);
    expect(err).toContain(`${over} bytes longer`);
    expect(err).toContain("The code fits without the list of networks");
  });
});
