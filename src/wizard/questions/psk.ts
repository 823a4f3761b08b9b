/** Whether the two share a second secret: PresharedKey in both files. */
import { invisibleIn } from "../../text/visible.ts";
import { isKey } from "../../wireguard/key.ts";
import { quoted, refused, suggested, understood } from "../parsed.ts";
import type { Question } from "../question.ts";

/** A key with a character too many or too few is a secret all the same, and must not be quoted as a bad path. */
const NEARLY = /^[A-Za-z0-9+][A-Za-z0-9+/]{38,}={0,2}.?$/;

export const psk: Question<"psk"> = {
  id: "psk",
  control: {
    kind: "choice",
    options: (_draft, { adopted }) => [
      ...(adopted?.presharedKey ? [{ question: "psk", text: "running", id: "running" } as const] : []),
      { question: "psk", text: "yes", id: "yes" },
      { question: "psk", text: "no", id: "no" },
    ],
  },
  asked: () => true,
  suggest(_draft, { adopted }) {
    if (adopted) return suggested(adopted.presharedKey === null ? "no" : "running", "running");
    return suggested("yes", "usual");
  },
  parse(text, _draft, { adopted }) {
    const typed = text.trim();
    if (typed.toLowerCase() === "running" && adopted?.presharedKey) return understood({ kind: "running" });
    if (typed.toLowerCase() === "yes") return understood({ kind: "made" });
    if (typed.toLowerCase() === "no") return understood({ kind: "none" });
    // A secret typed here would stand on the screen, in the shell's history and in the list of processes.
    if (isKey(typed) || NEARLY.test(typed)) return refused("psk-secret", {});
    // A lone word is more likely a mistyped yes or no than a file.
    if (!/[/.]/.test(typed) || invisibleIn(typed) !== null) return refused("psk-bad", { text: quoted(typed) });
    return understood({ kind: "file", path: typed });
  },
};
