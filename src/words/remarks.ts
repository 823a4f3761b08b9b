/** Why an answer was refused, and what a plan warns of: what happened, why, what would do. */
import type { RemarkId, Remarks } from "../wizard/remarks.ts";

export type RemarkWords = { readonly [Id in RemarkId]: (values: Remarks[Id]) => string };
