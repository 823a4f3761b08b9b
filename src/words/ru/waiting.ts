/** What is said while a first handshake is waited for. In Russian. */
import type { WaitingWords } from "../waiting.ts";

export const waiting: WaitingWords = {};
