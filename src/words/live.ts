/** What is said of the running interface beside its file: differences, loading, applying. */

export type LiveWords = {};
