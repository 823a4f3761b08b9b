/**
 * Every sentence a person reads, as one typed record: a sentence that is missing in a language does not compile.
 * Types only are imported here; the sentences get ids and values, never records of the program's state.
 */
import type { ChecksWords } from "./checks.ts";
import type { CodeAreaWords } from "./code.ts";
import type { CommandWords } from "./commands.ts";
import type { KeyWords } from "./keys.ts";
import type { LessonWords } from "./lesson.ts";
import type { LiveWords } from "./live.ts";
import type { NoteWords } from "./notes.ts";
import type { PlanWords } from "./plans.ts";
import type { QuestionWords } from "./questions.ts";
import type { RemarkWords } from "./remarks.ts";
import type { ScreenWords } from "./screens.ts";
import type { TroubleWords } from "./troubles.ts";
import type { WaitingWords } from "./waiting.ts";

export interface Words {
  readonly lang: "en" | "ru";
  readonly questions: QuestionWords;
  readonly remarks: RemarkWords;
  readonly notes: NoteWords;
  readonly plans: PlanWords;
  readonly troubles: TroubleWords;
  readonly screens: ScreenWords;
  readonly keys: KeyWords;
  readonly commands: CommandWords;
  readonly code: CodeAreaWords;
  readonly live: LiveWords;
  readonly waiting: WaitingWords;
  readonly checks: ChecksWords;
  readonly lesson: LessonWords;
}
