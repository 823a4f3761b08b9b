/** The code in plain lines: what is offered where it does not fit. */
import { describe, expect, it } from "vitest";
import type { CodeShown } from "../../src/commands/code-screen.ts";
import { offerCode } from "../../src/prompts/code.ts";
import { smallestText } from "../../src/wireguard/client.ts";
import { parseConf } from "../../src/wireguard/conf.ts";
import { keyPairFrom } from "../../src/wireguard/key.ts";
import { caught, machine } from "../commands/context.ts";
import { type Answer, ENTER, scripted } from "./script.ts";

const key = (fill: number) => keyPairFrom(new Uint8Array(32).fill(fill)).publicKey;
const NETWORKS = Array.from({ length: 12 }, (_, at) => `10.${at}.0.0/16`).join(", ");
const FILE = `[Interface]
PrivateKey = ${key(1)}
Address = 10.77.0.2/32

[Peer]
PublicKey = ${key(2)}
AllowedIPs = ${NETWORKS}
Endpoint = vpn.example.com:51820
`;
const SHOWN: CodeShown = {
  text: smallestText(parseConf(FILE)),
  file: FILE,
  tunnelName: "anna",
  path: "/root/anna.conf",
  onlyHere: false,
};

async function offered(answers: readonly Answer[], size: { rows: number; columns: number }, onlyHere = false) {
  const asking = scripted(answers);
  const tty = { stdin: true, stdout: true, stderr: true };
  const { context, out, err } = caught(machine(), { tty, size });
  await offerCode(context, { ...SHOWN, onlyHere }, asking);
  return { asked: asking.asked, out: out(), err: err() };
}

describe("where the code does not fit", () => {
  it("what makes it fit is offered with its price, and drawn after a yes", async () => {
    const { asked, out, err } = await offered([true], { rows: 33, columns: 80 });
    expect(err).toMatch(/needs \d\d rows x \d\d columns; this window has 33 rows x 80 columns/);
    expect(err).toContain("The code fits without the list of networks");
    expect(err).toContain("All the device's traffic then passes this server.");
    expect(asked).toHaveLength(1);
    expect(out).toContain("\u001b[48;5;231m");
  });

  it("and not without one", async () => {
    const { asked, out } = await offered([ENTER], { rows: 33, columns: 80 });
    expect([asked.length, out]).toEqual([1, ""]);
  });

  it("nothing is asked where nothing would help", async () => {
    const { asked, out, err } = await offered([], { rows: 20, columns: 80 });
    expect([asked, out]).toEqual([[], ""]);
    expect(err).not.toContain("fits without");
  });
});

describe("where the key is nowhere but here", () => {
  const LARGE = { rows: 60, columns: 120 };

  it("an Enter that was typed ahead does not lose it: it is asked once more", async () => {
    const { asked, out, err } = await offered([ENTER, true], LARGE, true);
    expect(asked).toHaveLength(2);
    expect(err.split("without this code the key is lost")).toHaveLength(3);
    expect(out).toContain("\u001b[48;5;231m");
  });

  it("two times no is a no", async () => {
    const { asked, out } = await offered([ENTER, ENTER], LARGE, true);
    expect([asked.length, out]).toEqual([2, ""]);
  });
});
