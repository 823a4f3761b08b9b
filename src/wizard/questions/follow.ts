/**
 * Where the interface runs with another key, port or address than the file has: which of the two the device is made for.
 * Nothing is suggested, because either may be the mistake.
 */
import { visible } from "../../text/visible.ts";
import { differing, followed } from "../followed.ts";
import { nothing, quoted, refused, remark, understood } from "../parsed.ts";
import type { Question } from "../question.ts";

export const follow: Question<"follow"> = {
  id: "follow",
  control: {
    kind: "choice",
    options: () => [
      { question: "follow", text: "file", id: "file" },
      { question: "follow", text: "running", id: "running" },
    ],
  },
  asked: (draft, world) => differing(world) !== null && !followed({ ...draft, follow: "file" }, world).rotating?.file,
  suggest: (_draft, world) => nothing(differing(world)),
  parse(text, _draft, world) {
    const typed = text.trim().toLowerCase();
    const stays = typed === "running" && differing(world)?.values.key === true;
    const warnings = stays ? [remark("follow-not-told", { interfaceName: visible(world.interfaceName) })] : [];
    if (typed === "file" || typed === "running") return understood(typed, warnings);
    return refused("follow-bad", { text: quoted(text.trim()) });
  },
};
