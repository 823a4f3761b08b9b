import { describe, expect, it } from "vitest";
import type { MemoryHost, MemorySetup } from "../../src/host/memory.ts";
import type { PlayedPeer } from "../../src/host/played.ts";
import { ANTON_KEY, FOUNDING_CONF, SERVER_PAIR } from "../wizard/world.ts";
import { machine, NOW, PATH, type Ran, ran, type Surroundings } from "./context.ts";

const SOMEBODY = { tty: { stdin: true, stdout: true, stderr: true } } as const;
const ENDPOINT = "198.51.100.7:41641";

const line = (key: string, endpoint: string, handshake: number, rx: number, tx: number) =>
  `${key}\t(none)\t${endpoint}\t10.77.0.2/32\t${handshake}\t${rx}\t${tx}\toff\n`;
const dump = (peers: string) => `${SERVER_PAIR.privateKey}\t${SERVER_PAIR.publicKey}\t47770\toff\n${peers}`;
const NEVER = dump(line(ANTON_KEY, "(none)", 0, 0, 0));

/** What the peer does, second by second, while somebody waits. */
type Play = (peer: PlayedPeer, second: number, now: number) => void;

function playing(play: Play, setup: Partial<MemorySetup> = {}): MemoryHost {
  return machine({
    dumps: { wg0: NEVER },
    meanwhile: (host, now) => {
      const peer = host.interface("wg0")?.peers.get(ANTON_KEY);
      if (peer) play(peer, Math.round((now - NOW) / 1000), Math.floor(now / 1000));
    },
    ...setup,
  });
}

const connects: Play = (peer, second, now) => {
  if (second !== 8) return;
  peer.endpoint = ENDPOINT;
  peer.latestHandshake = now;
  peer.rx = 276;
  peer.tx = 220;
};
const isSilent: Play = (peer, second, now) => {
  if (second !== 8) return;
  peer.endpoint = ENDPOINT;
  peer.latestHandshake = now;
  peer.rx = 180;
  peer.tx = 92;
};
const isRefused: Play = (peer, second) => {
  if (second % 5 !== 3) return;
  peer.endpoint = ENDPOINT;
  peer.rx += 148;
  peer.tx += 92;
};

const watching = (host: MemoryHost, args: readonly string[] = [], around: Surroundings = SOMEBODY): Promise<Ran> =>
  ran(host, ["watch", "anton_sevnet", ...args], around);

describe("watch", () => {
  it("says what happens as it happens, and ends with status 0 when the device is there", async () => {
    const { status, out, err } = await watching(playing(connects));
    expect(status).toBe(0);
    expect(out.split("\n")).toEqual([
      " 0:08  handshake with 198.51.100.7",
      " 0:08  first data, with the handshake",
      "anton_sevnet connected from 198.51.100.7, 0 s ago; first data at once.",
      "",
    ]);
    expect(err).toBe(
      "Waiting for the first handshake of anton_sevnet on wg0, UDP 47770. Ctrl-C ends it; the peer stays as it is.\n",
    );
  });

  it("waits for data that is answered a few seconds, no longer", async () => {
    const { status, out } = await watching(playing(isSilent));
    expect(status).toBe(0);
    expect(out.trimEnd().split("\n").at(-1)).toBe("anton_sevnet connected from 198.51.100.7, 15 s ago.");
  });

  it("names what is wrong with a device that is connected already, and whose packets are thrown away", async () => {
    const host = playing((peer) => {
      peer.endpoint = ENDPOINT;
      peer.latestHandshake = NOW / 1000 - 40;
      peer.rx += 128;
    });
    const taken = async () => ({ packets: 0, refused: 0 });
    Object.assign(host.wireguard, { taken });
    host.interface("wg0")?.peers.set(ANTON_KEY, {
      ...(host.interface("wg0")?.peers.get(ANTON_KEY) as PlayedPeer),
      endpoint: ENDPOINT,
      latestHandshake: NOW / 1000 - 40,
    });
    const { status, out } = await watching(host);
    expect(status).toBe(0);
    expect(out.split("\n")[0]).toContain("is connected already");
    expect(out).toMatch(/throws away|AllowedIPs/);
  });

  it("says so at once of a device that is connected already", async () => {
    const host = machine({ dumps: { wg0: dump(line(ANTON_KEY, ENDPOINT, NOW / 1000 - 40, 5000, 900)) } });
    const { status, out, err } = await watching(host);
    expect([status, out, err]).toEqual([
      0,
      "anton_sevnet is connected already: the last handshake was 40 s ago, from 198.51.100.7.\n",
      "",
    ]);
  });

  it("accuses nobody in the first 20 seconds, then names the causes, once, and ends with status 1 when the time is over", async () => {
    const { status, out, err } = await watching(
      playing(() => undefined),
      ["--timeout", "60"],
    );
    expect(status).toBe(1);
    const said = out.split("\n").filter((one) => one.startsWith("Nothing from anton_sevnet"));
    expect(said).toHaveLength(1);
    expect(out.match(/The tunnel is not switched on in the app/g)).toHaveLength(1);
    expect(out).toContain("  1  The tunnel is not switched on in the app: scanning only adds it.\n");
    expect(err).toContain("It ends after 1 min;");
    expect(err).toContain("Look again later: wg-wizard watch anton_sevnet\n");
    const just = await watching(
      playing(() => undefined),
      ["--timeout", "21"],
    );
    expect(just.out.match(/The tunnel is not switched on in the app/g)).toHaveLength(1);
    const early = await watching(
      playing(() => undefined),
      ["--timeout", "10"],
    );
    expect(early.out).toBe("Nothing from anton_sevnet has been accepted yet.\n");
  });

  it("tells a handshake that is not finished from silence", async () => {
    const { status, out } = await watching(playing(isRefused), ["--timeout", "40"]);
    expect(status).toBe(1);
    expect(out).toContain(" 0:03  a handshake is begun from 198.51.100.7\n");
    expect(out).toContain("anton_sevnet begins handshakes from 198.51.100.7, and none is finished.\n");
    expect(out).toContain("  1  The preshared key differs");
  });

  it("ends after two minutes where nobody sits at a terminal, and by Ctrl-C alone where somebody does", async () => {
    const { status, err } = await watching(
      playing(() => undefined),
      [],
      {},
    );
    expect(status).toBe(1);
    expect(err).toContain("It ends after 2 min;");
    const host = playing((_peer, second) => {
      if (second === 300) process.emit("SIGINT", "SIGINT");
    });
    const left = await watching(host);
    expect(left.status).toBe(130);
    expect(left.err).toContain("Look again later: wg-wizard watch anton_sevnet\n");
    expect(process.listenerCount("SIGINT")).toBe(0);
  });

  it.each([
    ["down", machine(), "wg0 is down: no device can connect.\n"],
    [
      "without the peer",
      machine({ dumps: { wg0: dump("") } }),
      "wg0 is up, but does not know anton_sevnet: it is not loaded. wg-wizard apply loads it.\n",
    ],
    [
      "run with another key",
      machine({ dumps: { wg0: NEVER.replace(SERVER_PAIR.publicKey, ANTON_KEY) } }),
      "wg0 runs with another key than wg0.conf has: a device made from the file cannot connect to it.\n",
    ],
  ])("an interface that is %s is not waited for", async (_name, host, text) => {
    const { status, out, err } = await watching(host);
    expect([status, out, err]).toEqual([1, text, ""]);
  });

  it("without the right to ask it says what to type", async () => {
    const { status, err } = await watching(machine({ notUp: "denied" }));
    expect(status).toBe(1);
    expect(err).toBe("Only root may ask:\n  sudo wg-wizard\n");
  });

  it("a name that nobody has, and a number that is none", async () => {
    expect((await ran(machine(), ["watch", "nobody"], SOMEBODY)).status).toBe(1);
    const { status, err } = await watching(machine(), ["--timeout", "soon"]);
    expect(status).toBe(2);
    expect(err).toContain("--timeout takes a whole number of seconds");
    expect((await ran(machine(), ["watch"], SOMEBODY)).status).toBe(2);
  });

  it("names a peer without a name by its key", async () => {
    const text = FOUNDING_CONF.replace(/^#.*\n/m, "");
    const host = playing(connects, { files: { [PATH]: text } });
    const { out } = await ran(host, ["watch", ANTON_KEY.slice(0, 6)], SOMEBODY);
    expect(out).toContain(`${ANTON_KEY.slice(0, 12)} connected from 198.51.100.7`);
  });
});

describe("watch --json", () => {
  it("prints one document and nothing else, the lines go to stderr", async () => {
    const { status, out, err } = await watching(playing(connects), ["--json"]);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toEqual({
      peer: { name: "anton_sevnet", publicKey: ANTON_KEY },
      connected: true,
      endpoint: ENDPOINT,
      latestHandshake: "2026-11-22T14:05:39.000Z",
      after: 8,
      diagnosis: { id: "working", message: "anton_sevnet is connected, and data flows.", causes: [] },
      seen: [
        { what: "connected", at: "2026-11-22T14:05:39.000Z", from: ENDPOINT, already: false },
        { what: "data", at: "2026-11-22T14:05:39.000Z", after: 0 },
      ],
    });
    expect(err).toContain(" 0:08  handshake with 198.51.100.7\n");
  });

  it("has the causes with their sentences", async () => {
    const { out } = await watching(playing(isRefused), ["--json", "--timeout", "30"]);
    const document = JSON.parse(out);
    expect(document).toMatchObject({ connected: false, latestHandshake: null, after: null });
    expect(document.diagnosis.id).toBe("unfinished");
    expect(document.diagnosis.causes.map(({ id }: { id: string }) => id)).toEqual(["preshared-key", "answers-lost"]);
    for (const { message } of document.diagnosis.causes) expect(message).toMatch(/\.$/);
  });

  it("holds no key but public ones", async () => {
    const { out, err } = await watching(playing(connects), ["--json"]);
    expect(out + err).not.toContain(SERVER_PAIR.privateKey);
  });
});
