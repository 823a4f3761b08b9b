/** What the checks say: a sentence, a reason and a mend for each rule. In English. */
import type { ChecksWords } from "../checks.ts";

export const checks: ChecksWords = {};
