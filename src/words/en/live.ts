/** What is said of the running interface beside its file: differences, loading, applying. In English. */
import type { LiveWords } from "../live.ts";

export const live: LiveWords = {};
