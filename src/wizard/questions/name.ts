/** What the new peer is called: any printable text, once in the file, and readable again by the file's own tool. */
import { invisibleIn, visible } from "../../text/visible.ts";
import { split } from "../../text/width.ts";
import { readsBack } from "../../wireguard/block.ts";
import { nameRefusal } from "../../wireguard/names.ts";
import { nameFormIn } from "../name-form.ts";
import { nothing, quoted, refused, understood } from "../parsed.ts";
import type { Question } from "../question.ts";
import { lineOfName } from "../server.ts";

/** The most graphemes a name may have. */
const MOST = 64;

/** Letters that draw nothing, private and unassigned ones: nobody could tell or type such a name. */
const UNPRINTABLE = /[\p{Cn}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/u;
/** At least one sign that is drawn at all. */
const DRAWN = /[^\s\p{Default_Ignorable_Code_Point}\p{M}]/u;

export const name: Question<"name"> = {
  id: "name",
  control: { kind: "text" },
  asked: (_draft, { rotating }) => !rotating,
  suggest: () => nothing(),
  parse(text, _draft, world) {
    // What a person typed may end in a line end that nobody sees; every other control character is refused.
    const typed = text.trim();
    if (typed === "") return refused("name-empty", {});
    const sign = invisibleIn(typed) ?? unprintableIn(typed);
    if (sign !== null) return refused("name-sign", { sign });
    if (!DRAWN.test(typed)) return refused("name-empty", {});
    const { length } = split(typed);
    if (length > MOST) return refused("name-long", { length, most: MOST });
    const line = lineOfName(typed, world);
    if (line !== null) return refused("name-taken", { name: quoted(typed), line });
    const form = nameFormIn(world);
    const narrower = nameRefusal(form, typed);
    if (narrower) return refused("name-form", narrower);
    return readsBack(world.conf, typed, form)
      ? understood(typed)
      : refused("name-not-readable", { name: quoted(typed) });
  },
};

function unprintableIn(text: string): string | null {
  const code = UNPRINTABLE.exec(text)?.[0]?.codePointAt(0);
  return code === undefined ? null : visible(`<U+${code.toString(16).toUpperCase().padStart(4, "0")}>`);
}
