/**
 * What to do about SaveConfig = true, which writes the file anew from the running interface, and breaks some hooks on
 * the way (wireguard-semantics §2.4). Nothing is suggested: who goes on without looking would lose names.
 */
import { manglesHooks } from "../../wireguard/save-config.ts";
import { nothing, quoted, refused, remark, understood } from "../parsed.ts";
import type { Question } from "../question.ts";

export const saveConfig: Question<"save-config"> = {
  id: "save-config",
  control: {
    kind: "choice",
    options: () => [
      { question: "save-config", text: "off", id: "off" },
      { question: "save-config", text: "keep", id: "keep" },
    ],
  },
  asked: (_draft, world) => world.conf.interface.saveConfig,
  suggest: (_draft, world) =>
    nothing(remark("save-config-lost", { interfaceName: world.interfaceName, mangled: manglesHooks(world) })),
  parse(text) {
    const typed = text.trim().toLowerCase();
    if (typed === "off" || typed === "keep") return understood(typed);
    return refused("save-config-bad", { text: quoted(text.trim()) });
  },
};
