/**
 * What the bundle puts in the place of tweetnacl: the one function of it that is used, multiplication on Curve25519
 * (RFC 7748), by the OpenSSL that Node carries and host/public-key.ts asks already. It is quicker, and a twentieth of
 * the size.
 */
import { createPrivateKey, createPublicKey } from "node:crypto";

/** PKCS#8 around a raw X25519 key (RFC 8410): what stands before its 32 bytes. */
const PRIVATE_HEAD = Buffer.from("302e020100300506032b656e04220420", "hex");

/** The public half of a private key, clamped or not. Throws where it is not 32 bytes long. */
function base(secret: Uint8Array): Uint8Array {
  if (secret.length !== 32) throw new Error("bad n size");
  const key = Buffer.concat([PRIVATE_HEAD, secret]);
  const spki = createPublicKey(createPrivateKey({ key, format: "der", type: "pkcs8" })).export({
    format: "der",
    type: "spki",
  });
  return Uint8Array.from(spki.subarray(-32));
}

export default { scalarMult: { base } };
