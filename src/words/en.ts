/** Every sentence in English. */
import { checks } from "./en/checks.ts";
import { code } from "./en/code.ts";
import { commands } from "./en/commands.ts";
import { keys } from "./en/keys.ts";
import { lesson } from "./en/lesson.ts";
import { live } from "./en/live.ts";
import { notes } from "./en/notes.ts";
import { plans } from "./en/plans.ts";
import { questions } from "./en/questions.ts";
import { remarks } from "./en/remarks.ts";
import { screens } from "./en/screens.ts";
import { troubles } from "./en/troubles.ts";
import { waiting } from "./en/waiting.ts";
import type { Words } from "./words.ts";

export const en: Words = {
  lang: "en",
  questions,
  remarks,
  notes,
  plans,
  troubles,
  screens,
  keys,
  commands,
  code,
  live,
  waiting,
  checks,
  lesson,
};
