/** Every sentence in Russian. */
import { checks } from "./ru/checks.ts";
import { code } from "./ru/code.ts";
import { commands } from "./ru/commands.ts";
import { keys } from "./ru/keys.ts";
import { lesson } from "./ru/lesson.ts";
import { live } from "./ru/live.ts";
import { notes } from "./ru/notes.ts";
import { plans } from "./ru/plans.ts";
import { questions } from "./ru/questions.ts";
import { remarks } from "./ru/remarks.ts";
import { screens } from "./ru/screens.ts";
import { troubles } from "./ru/troubles.ts";
import { waiting } from "./ru/waiting.ts";
import type { Words } from "./words.ts";

export const ru: Words = {
  lang: "ru",
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
