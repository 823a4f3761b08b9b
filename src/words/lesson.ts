/** What the lessons say. */

export type LessonWords = {};
