/** What the real `wg` and `wg-quick` say of a file, and what `faultsOf` says of it. */
import { afterAll, describe, expect, test } from "vitest";
import { formatNetwork, parseNetwork } from "../../src/wireguard/address.ts";
import { type Conf, parseConf, readable } from "../../src/wireguard/conf.ts";
import { type Fault, faultsOf } from "../../src/wireguard/grammar.ts";
import { mutant } from "./mutants.ts";
import { bothAccept, SKIPPED, stopOracle } from "./uapi.ts";

/**
 * Where the two may differ, and why:
 * - a name in an Endpoint: whether it resolves, only a resolver knows; here there is none, so `wg` refuses all of them;
 * - a port by name: which names /etc/services has, only that machine knows; the usual ones count (values.ts), and no
 *   file here has one that differs;
 * - `+` and `-` before an entry of AllowedIPs: taken by wireguard-tools from 1.0.20250521 on, refused before.
 */
function mayDiffer(faults: readonly Fault[], stderr: string): boolean {
  if (faults.length === 0) return UNRESOLVED.test(sentenceOf(stderr));
  return faults.every(
    ({ id, values }) => id === "bad-value" && values.form === "networks" && /^[+-]/.test(values.value),
  );
}

const UNRESOLVED =
  /^(?:Temporary failure in name resolution|Name or service not known|No address associated|System error)/;

/**
 * Whether the program may stop at something that is not told: a name it cannot resolve, or a line below a header that is
 * refused itself (`[Interface]=x` still opens the section for wg-quick).
 */
function mayStopElsewhere(faults: readonly Fault[], stderr: string): boolean {
  return UNRESOLVED.test(sentenceOf(stderr)) || faults.some(({ id }) => id === "unknown-section");
}

afterAll(stopOracle);

describe.skipIf(SKIPPED)("the verdicts of wg and wg-quick", () => {
  const PER_TEST = 100;
  // ORACLE_ROUNDS=200 for a deep look
  const rounds = Number(process.env.ORACLE_ROUNDS ?? 16);
  test.each(Array.from({ length: rounds }, (_, at) => at * PER_TEST))(
    "a hundred files from seed %i on are judged alike",
    async (first) => {
      const verdicts = { accepted: 0, refused: 0, excused: 0 };
      for (let seed = first; seed < first + PER_TEST; seed++) {
        const text = mutant(seed);
        const faults = faultsOf(parseConf(text));
        const { accepted, stderr, sent } = await bothAccept(text);
        if (accepted) expect({ seed, text, told: toldOf(parseConf(text)) }).toEqual({ seed, text, told: toldBy(sent) });
        if (accepted !== (faults.length === 0) && mayDiffer(faults, stderr)) {
          verdicts.excused++;
          continue;
        }
        expect({ seed, text, accepted, faults: accepted ? faults : [], stderr }).toEqual({
          seed,
          text,
          accepted: faults.length === 0,
          faults: [],
          stderr,
        });
        verdicts[accepted ? "accepted" : "refused"]++;
        // The program stops at the first fault in its way; what it prints of it is what we said it would.
        if (!accepted && !mayStopElsewhere(faults, stderr))
          expect(faults.map(({ says }) => comparable(says ?? ""))).toContain(comparable(sentenceOf(stderr)));
      }
      expect(verdicts.excused).toBeLessThan(5);
      expect(verdicts.accepted).toBeGreaterThan(20);
      expect(verdicts.refused).toBeGreaterThan(20);
    },
    60_000,
  );
});

/** What an interface is told of one peer. */
interface Told {
  readonly publicKey: string;
  readonly presharedKey: string | null;
  readonly keepalive: number | null;
  readonly allowedIPs: readonly (string | null)[];
}

/** What `wg` told the interface. */
function toldBy(sent: string): { readonly port: number | null; readonly peers: readonly Told[] } {
  const peers: { -readonly [Key in keyof Told]: Told[Key] }[] = [];
  let port: number | null = null;
  for (const line of sent.split("\n")) {
    const [key, value = ""] = line.split("=");
    const peer = peers.at(-1);
    if (key === "listen_port") port = Number(value) || null;
    else if (key === "public_key")
      peers.push({ publicKey: base64(value), presharedKey: null, keepalive: null, allowedIPs: [] });
    else if (peer && key === "preshared_key") peer.presharedKey = base64(value);
    else if (peer && key === "persistent_keepalive_interval") peer.keepalive = Number(value) || null;
    else if (peer && key === "allowed_ip") peer.allowedIPs = [...peer.allowedIPs, spelled(value)];
  }
  return { port, peers };
}

/** The same as we read it. A port that does not fit 16 bits is read as none; `wg` would take what is left of it. */
function toldOf(conf: Conf): { readonly port: number | null; readonly peers: readonly Told[] } {
  const port = conf.interface.settings.findLast(({ key }) => key === "ListenPort")?.value ?? "0";
  const odd = Number(port) > 65535 ? Number(BigInt(port) & 0xffffn) || null : null;
  return {
    port: conf.interface.listenPort ?? odd,
    peers: conf.peers
      .filter(({ enabled }) => enabled)
      .map((peer) => ({
        publicKey: peer.publicKey ?? "",
        presharedKey: peer.presharedKey,
        keepalive: peer.persistentKeepalive,
        allowedIPs: peer.allowedIPs.map(spelled),
      })),
  };
}

function base64(hex: string): string {
  return Buffer.from(hex, "hex").toString("base64");
}

function spelled(network: string): string | null {
  const parsed = parseNetwork(network);
  return parsed && formatNetwork(parsed);
}

/** What the program printed of the fault itself. */
function sentenceOf(stderr: string): string {
  const sentence = stderr.split("\n").find((line) => !line.startsWith("Warning: ")) ?? "";
  return readable(sentence);
}

/** A sentence without what is left out of ours on purpose (keys), and without how far a resolver came without a network. */
function comparable(sentence: string): string {
  return sentence
    .replace(/^(Key is not the correct length or format: ).*/, "$1")
    .replace(/^Temporary failure in name resolution/, "Name or service not known")
    .replace(/[A-Za-z0-9+/]{40,}={0,2}/g, "…");
}
