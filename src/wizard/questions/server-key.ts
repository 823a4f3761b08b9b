/** The server's public key, for the device's file; asked only where nothing on the machine tells it. */
import { isKey } from "../../wireguard/key.ts";
import { nothing, quoted, refused, remark, suggestedFrom, understood } from "../parsed.ts";
import type { Question } from "../question.ts";
import { holderOfKey } from "../server.ts";

export const serverKey: Question<"server-key"> = {
  id: "server-key",
  control: { kind: "text" },
  asked: (_draft, world) => world.publicKey === null,
  suggest(_draft, world) {
    for (const { path, conf } of world.clients) {
      const key = conf.peers[0]?.publicKey;
      // The folder may hold files of another interface too: a person has to look.
      if (key && isKey(key) && !holderOfKey(key, world))
        return suggestedFrom(key, { kind: "last-time", path }, remark("server-key-unsure", { path: quoted(path) }));
    }
    return nothing();
  },
  parse(text, _draft, world) {
    const key = text.trim();
    if (!isKey(key)) return refused("server-key-bad", { length: key.length });
    const peer = holderOfKey(key, world);
    return peer ? refused("server-key-peer", peer) : understood(key);
  },
};
