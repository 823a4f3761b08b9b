/**
 * WireGuard's times in milliseconds, the same in the kernel (messages.h) and in wireguard-go (device/constants.go);
 * reference wireguard-semantics.md §4.1.
 */

/** The side that began a session makes a new one at its next packet after this. */
export const REKEY_AFTER = 120_000;
/** No key is used after this. */
export const REJECT_AFTER = 180_000;
/** After data was received and nothing was sent: one empty packet. Called a receipt here, passive keepalive elsewhere. */
export const RECEIPT_AFTER = 10_000;
/** Between two tries of a handshake; up to JITTER is added. */
export const RETRY_AFTER = 5_000;
/** Data was sent and nothing came back: a new handshake. */
export const NO_ANSWER_AFTER = RECEIPT_AFTER + RETRY_AFTER;
/** The side that began a session renews it at a packet that it receives after this, at last. */
export const LAST_MINUTE_AFTER = REJECT_AFTER - RECEIPT_AFTER - RETRY_AFTER;
/** Tries after the first that a retry counts before it gives up: 20 initiations in all. */
export const RETRIES = 18;
/** Keys are wiped. */
export const FORGET_AFTER = 3 * REJECT_AFTER;
/** What a retry waits longer at most, so that two sides do not collide for ever. */
const JITTER = 334;

/** The wait that WireGuard draws by lot, here in a fixed order, so that every run is the same. */
export function jitter(count: number): number {
  return (count * 137 + 60) % JITTER;
}
