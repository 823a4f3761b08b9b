/** What a window has room for: the two thresholds that the wizard and the review share. */
import type { Size } from "../../app/state.ts";

/** `wide`: a note under each pane, the answers at the right. `tall`: brief notes under the lines, and help. */
export function roomOf(size: Size): { readonly wide: boolean; readonly tall: boolean } {
  return { wide: size.columns >= 110, tall: size.rows >= 32 };
}
