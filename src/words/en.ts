/** Every sentence in English. */
import { commands } from "./en/commands.ts";
import { keys } from "./en/keys.ts";
import { notes } from "./en/notes.ts";
import { plans } from "./en/plans.ts";
import { questions } from "./en/questions.ts";
import { remarks } from "./en/remarks.ts";
import { screens } from "./en/screens.ts";
import { troubles } from "./en/troubles.ts";
import type { Words } from "./words.ts";

export const en: Words = { lang: "en", questions, remarks, notes, plans, troubles, screens, keys, commands };
