/**
 * WireGuard keys, made and derived. Knows nothing of files; its randomness is handed in.
 */
import nacl from "tweetnacl";
import { isKey, shortKey } from "./key-text.ts";

export { isKey, shortKey };

export interface KeyPair {
  readonly privateKey: string;
  readonly publicKey: string;
}

/** A key pair from 32 random bytes. */
export function keyPairFrom(random: Uint8Array): KeyPair {
  const privateKey = privateKeyFrom(random);
  return { privateKey, publicKey: publicKeyOf(privateKey) };
}

/** A private key from 32 random bytes, clamped as `wg genkey` does it (wireguard-tools, curve25519.h). */
export function privateKeyFrom(random: Uint8Array): string {
  return encode(clamped(thirtyTwo(random)));
}

/** Whether the bits of a private key stand as `wg genkey` sets them; so do those of one in 16 public keys. */
export function isClamped(key: string): boolean {
  return clampedKey(key) === key;
}

/** The same private key as interfaces keep it, with the same public half. Throws a RangeError if the text is no key. */
export function clampedKey(key: string): string {
  return encode(clamped(decode(key)));
}

/** `wg genkey`'s bits (wireguard-tools, curve25519.h), set in place. */
function clamped(secret: Uint8Array): Uint8Array {
  secret[0] = (secret[0] as number) & 248;
  secret[31] = ((secret[31] as number) & 127) | 64;
  return secret;
}

/** A preshared key from 32 random bytes; `wg genpsk` does not clamp either. */
export function presharedKeyFrom(random: Uint8Array): string {
  return encode(thirtyTwo(random));
}

/** The public half of a private key, clamped or not. Throws a RangeError if the text is no key. */
export function publicKeyOf(privateKey: string): string {
  return encode(nacl.scalarMult.base(decode(privateKey)));
}

function decode(key: string): Uint8Array {
  if (!isKey(key)) throw new RangeError("not a WireGuard key");
  return Uint8Array.from(atob(key), (letter) => letter.charCodeAt(0));
}

function thirtyTwo(random: Uint8Array): Uint8Array {
  if (random.length !== 32) throw new RangeError("a key is made of exactly 32 random bytes");
  return Uint8Array.from(random);
}

function encode(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}
