/** What the lessons say. In Russian. */
import type { LessonWords } from "../lesson.ts";

export const lesson: LessonWords = {};
