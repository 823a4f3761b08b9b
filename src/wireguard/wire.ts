/** Sizes on the wire, in bytes of UDP payload (whitepaper §5.4; measured: wireguard-semantics §4.2). */

/** What begins a handshake. */
export const INITIATION = 148;
/** What answers it. */
export const RESPONSE = 92;
/** A packet without content: a keepalive, a receipt, the confirmation of a new key. */
export const EMPTY = 32;
