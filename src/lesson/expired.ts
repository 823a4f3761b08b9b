/** What a timer does when it runs out (timers.c, wg_expired_*). */
import { beginHandshake, sendEmpty, type TimerName, type Turn } from "./peer.ts";
import { FORGET_AFTER, RECEIPT_AFTER, RETRIES } from "./timing.ts";

const EXPIRED: Readonly<Record<TimerName, (one: Turn) => void>> = {
  retry: (one) => {
    const { peer, now, acts } = one;
    if (peer.attempts <= RETRIES) {
      peer.attempts++;
      beginHandshake(one, "retry");
      return;
    }
    peer.timers.receipt = null;
    peer.staged = [];
    peer.timers.forget ??= now + FORGET_AFTER;
    acts.push({ id: "gave-up" });
  },
  receipt: (one) => {
    sendEmpty(one, "receipt");
    if (!one.peer.anotherReceipt) return;
    one.peer.anotherReceipt = false;
    one.peer.timers.receipt = one.now + RECEIPT_AFTER;
  },
  noAnswer: (one) => beginHandshake(one, "no-answer"),
  keepalive: (one) => {
    if (one.peer.keepalive !== null) sendEmpty(one, "keepalive");
  },
  forget: ({ peer, acts }) => {
    peer.previous = null;
    peer.current = null;
    peer.next = null;
    peer.begun = null;
    peer.staged = [];
    acts.push({ id: "keys-wiped" });
  },
};

/** The timer has run out. */
export function expire(one: Turn, timer: TimerName): void {
  one.peer.timers[timer] = null;
  EXPIRED[timer](one);
}
