/** Whether the device keeps its way open while it is silent: PersistentKeepalive in its file. */
import { quoted, refused, remark, suggested, suggestedFrom, understood } from "../parsed.ts";
import type { Question } from "../question.ts";
import { toldKeepalive } from "../tool-defaults.ts";

/** Above this a packet often finds no valid session and makes a whole handshake (wireguard-semantics §5.1). */
const LONG = 120;

export const keepalive: Question<"keepalive"> = {
  id: "keepalive",
  control: {
    kind: "choice",
    options: () => [
      { question: "keepalive", text: "25", id: "25" },
      { question: "keepalive", text: "off", id: "off" },
    ],
  },
  asked: (_draft, { rotating }) => !rotating?.file,
  suggest(_draft, world) {
    const told = toldKeepalive(world);
    return told ? suggestedFrom(told.value === 0 ? "off" : String(told.value), told.source) : suggested("25", "usual");
  },
  parse(text) {
    const typed = text.trim();
    if (typed.toLowerCase() === "off") return understood(null);
    if (/^-?0+$/.test(typed)) return refused("keepalive-zero", {});
    if (/^-?\d+$/.test(typed) && !/^\d{1,5}$/.test(typed)) return refused("keepalive-range", { text: quoted(typed) });
    if (!/^\d+$/.test(typed)) return refused("keepalive-bad", { text: quoted(typed) });
    const seconds = Number(typed);
    if (seconds > 65535) return refused("keepalive-range", { text: quoted(typed) });
    return understood(seconds, seconds > LONG ? [remark("keepalive-long", { seconds })] : []);
  },
};
