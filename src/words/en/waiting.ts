/** What is said while a first handshake is waited for. In English. */
import type { WaitingWords } from "../waiting.ts";

export const waiting: WaitingWords = {};
