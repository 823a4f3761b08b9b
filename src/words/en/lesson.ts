/** What the lessons say. In English. */
import type { LessonWords } from "../lesson.ts";

export const lesson: LessonWords = {};
