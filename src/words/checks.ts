/** What the checks say: a sentence, a reason and a mend for each rule. */

export type ChecksWords = {};
