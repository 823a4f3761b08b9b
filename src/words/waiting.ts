/** What is said while a first handshake is waited for. */

export type WaitingWords = {};
