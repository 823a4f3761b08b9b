/** Who makes the device's key: this program, or the device, whose public key is then pasted. */
import { isKey, publicKeyOf } from "../../wireguard/key.ts";
import type { World } from "../../wireguard/world.ts";
import { refused, remark, suggested, understood } from "../parsed.ts";
import type { Question } from "../question.ts";
import type { Remark } from "../remarks.ts";
import { holderOfKey, runsAlone, whose } from "../server.ts";

const ZERO = `${"A".repeat(43)}=`;

export const keys: Question<"keys"> = {
  id: "keys",
  control: {
    kind: "choice",
    options: () => [
      { question: "keys", text: "new", id: "new" },
      // Its text is empty: the key is pasted into the field.
      { question: "keys", text: "", id: "device" },
    ],
  },
  asked: () => true,
  suggest: () => suggested("new", "usual"),
  parse(text, _draft, world) {
    const typed = text.trim();
    if (typed.toLowerCase() === "new") return understood({ kind: "made" });
    if (typed === "") return refused("keys-empty", {});
    if (!isKey(typed)) return refused("keys-bad", { length: typed.length });
    const problem = known(typed, world);
    return problem ? { ok: false, problem } : understood({ kind: "given", publicKey: typed });
  },
};

/**
 * What the key is already, here. A private key looks like any other; it is recognised by the public key that it makes
 * (wireguard-semantics §7), never by its bits.
 */
function known(key: string, world: World): Remark | null {
  if (key === ZERO) return remark("keys-zero", {});
  if (key === world.publicKey) return remark("keys-server", {});
  const holder = holderOfKey(key, world);
  if (holder) return remark("keys-taken", holder);
  if (runsAlone(key, world)) return remark("keys-live", { interfaceName: world.interfaceName });
  const preshared = world.conf.peers.find((peer) => peer.presharedKey === key);
  if (preshared) return remark("keys-preshared", whose(preshared));
  if (key === world.conf.interface.privateKey) return remark("keys-private-server", {});
  const made = publicKeyOf(key);
  if (made === world.publicKey) return remark("keys-private-server", {});
  const owner = holderOfKey(made, world);
  return owner ? remark("keys-private-peer", owner) : null;
}
